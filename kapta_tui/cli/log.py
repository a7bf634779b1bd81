"""`kapta log`: what changed."""

from __future__ import annotations

import click

from kapta_tui.cli import naming
from kapta_tui.cli.output import flat_listing, output_options, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import say, session

KEYS = ("id", "at", "user", "account", "sentence", "undone")
_LIMIT = 100


@click.command()
@click.argument("account", type=TEXT, required=False)
@click.option("--limit", type=click.IntRange(1), metavar="N", default=_LIMIT, show_default=True)
@output_options
def log(account: str | None, limit: int, format: str | None = None) -> None:  # noqa: A002
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
    write_listing(flat_listing("log", KEYS, rows), format)
    if not changes and is_terminal():
        say("Nothing has changed yet.")
