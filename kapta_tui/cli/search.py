"""`kapta search`: full-text search over every record."""

from __future__ import annotations

import click

from kapta_tui.cli.output import flat_listing, output_options, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import say, session
from kapta_tui.domain.kinds import KINDS

KEYS = ("kind", "id", "account", "title", "text")
_LIMIT = 50


@click.command()
@click.argument("text", type=TEXT, nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), metavar="N", default=_LIMIT, show_default=True)
@output_options
def search(text: tuple[str, ...], limit: int, format: str | None = None) -> None:  # noqa: A002
    """Find records that hold every word of TEXT, the last one as a beginning; names before bodies."""
    from kapta_tui.data.read import search as finding

    with session().reading() as reader:
        hits = finding.search(reader.connection, " ".join(text), limit=limit)
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
    write_listing(flat_listing("search", KEYS, rows), format)
    if not hits and is_terminal():
        say(f"Nothing holds '{' '.join(text)}'.")
