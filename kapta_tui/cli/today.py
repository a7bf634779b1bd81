"""`kapta today`: what needs you and why."""

from __future__ import annotations

import click

from kapta_tui.cli.output import flat_listing, output_options, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.session import say, session
from kapta_tui.domain.kinds import KINDS

KEYS = ("day", "late", "account", "title", "reason", "kind", "id")


@click.command()
@output_options
def today(format: str | None = None) -> None:  # noqa: A002
    """Show what needs you and why: late things first, then by day."""
    from kapta_tui.data.read.agenda import agenda

    with session().reading() as reader:
        items = agenda(reader.connection, reader.view)
    rows = [
        {
            "id": item.id,
            "kind": KINDS[item.kind].noun,
            "account": item.account,
            "title": item.title,
            "day": item.day,
            "late": item.late,
            "reason": item.reason,
        }
        for item in items
    ]
    write_listing(flat_listing("today", KEYS, rows), format)
    if not items and is_terminal():
        say(f"Nothing needs {session().user} today.")
