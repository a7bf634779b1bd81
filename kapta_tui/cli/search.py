"""`kapta search`: full-text search over every record."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import Format, JsonFormat, at_least, chosen, text
from kapta_tui.cli.session import say, session
from kapta_tui.domain.kinds import KINDS

KEYS = ("kind", "id", "account", "title", "text")

app = plain_app()


@app.command("search")
def search(
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", parser=text)],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, parser=at_least(1))] = 50,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Find records that hold every word of TEXT, the last one as a beginning; names before bodies.

    All accounts are searched, whatever account filter the app has.
    """
    from kapta_tui.data.read import search as finding

    with session().reading() as reader:
        hits = finding.search(reader.connection, " ".join(words), limit=limit)
    rows = [
        {
            "id": hit.id,
            "kind": KINDS[hit.kind].noun,
            "account": hit.account or None,
            "title": hit.title,
            "text": hit.text,
        }
        for hit in hits
    ]
    write_listing(flat_listing("search", KEYS, rows), chosen(format, as_json))
    if not hits and is_terminal():
        say(f"Nothing holds '{' '.join(words)}'.")
