"""`kapta today`: what needs you and why."""

from __future__ import annotations

from typing import Annotated

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import Format, JsonFormat, chosen, filter_option
from kapta_tui.cli.session import say, session
from kapta_tui.domain.kinds import KINDS

app = plain_app()

_Accounts = Annotated[
    str,
    filter_option("Only of accounts that pass, as in 'account list'; @NAME is one kept under a name."),
]

KEYS = ("day", "late", "account", "title", "reason", "kind", "id")


@app.command("today")
def today(query: _Accounts = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Show what needs you and why: late things first, then by day."""
    from kapta_tui.cli.namedfilters import filter_of
    from kapta_tui.data.read.agenda import agenda
    from kapta_tui.data.read.scope import scope

    wanted = filter_of(KINDS["accounts"], query)
    with session().reading() as reader:
        view = reader.view._replace(scope=scope(wanted, reader.playbook, reader.view.today))
        items = agenda(reader.connection, view)
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
        where = " in the accounts that pass the filter" if wanted.strip() else ""
        say(f"Nothing needs {session().user} today{where}.")
