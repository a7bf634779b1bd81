"""`kapta log`: what changed."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli import naming
from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import AnyAccount, Format, JsonFormat, at_least, chosen
from kapta_tui.cli.session import say, session

KEYS = ("id", "at", "user", "account", "sentence", "undone")

app = plain_app()


@app.command("log")
def log(
    account: AnyAccount = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, parser=at_least(1))] = 100,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show what changed, of everything or of one ACCOUNT, newest first; 'kapta undo --event ID' takes one back."""
    from kapta_tui.data.read.feed import feed

    with session().reading() as reader:
        number = naming.account_id(reader, account) if account else None
        changes = feed(reader.connection, account=number, limit=limit)
    rows = [
        {
            "id": change.id,
            "kind": "event",
            "account": change.account or None,
            "at": change.at,
            "user": change.user,
            "verb": change.verb,
            "sentence": change.sentence,
            "undone": change.undone,
        }
        for change in changes
    ]
    write_listing(flat_listing("log", KEYS, rows), chosen(format, as_json))
    if not changes and is_terminal():
        say("Nothing has changed yet.")
