"""`kapta today`: what needs you and why."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import Format, JsonFormat, chosen
from kapta_tui.cli.session import say, session
from kapta_tui.domain.kinds import KINDS

app = plain_app()

KEYS = ("day", "late", "account", "title", "reason", "kind", "id")


@app.command("today")
def today(format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
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
    write_listing(flat_listing("today", KEYS, rows), chosen(format, as_json))
    if not items and is_terminal():
        say(f"Nothing needs {session().user} today.")
