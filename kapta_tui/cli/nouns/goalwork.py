"""`kapta goal start` and `update`: goals without actions are worked on themselves (features: row 72)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record, at_least, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.data.write.transaction import Transaction

KIND = KINDS["goals"]
_ABOUT = "\n\nA goal with actions is worked on by those; only owner, due date and note are its own."


def _percent(value: str | int) -> int:
    """Read a whole number 0..100."""
    found = at_least(0)(value)
    if found > 100:
        raise typer.BadParameter(f"{found} is not in the range 0..100.")
    return found


_Percent = Annotated[
    int | None, typer.Option("--percent", parser=_percent, metavar="0..100", help="How far it is.")
]
_Status = Annotated[
    str | None, typer.Option("--status", parser=text, metavar="CODE", help="Where it stands.")
]
_Note = Annotated[
    str | None,
    typer.Option(
        "--note", parser=text, metavar="TEXT", help="Why it stands where it stands; - reads standard input."
    ),
]


def working(app: typer.Typer) -> None:
    """Add `kapta goal start` and `update`."""

    @app.command(
        "start", short_help="begin it today", help=f"Begin a goal without actions today.{naming_help(KIND)}"
    )
    @of_kind(KIND)
    def start(
        record: Record, percent: _Percent = None, note: _Note = None, as_json: JsonRecord = False
    ) -> None:
        _report(record, {"percent": percent}, note, {}, as_json, is_start=True)

    @app.command(
        "update",
        short_help="report percent, status and why",
        help=f"Report on a goal: how far it is, what state it is in and why.{_ABOUT}{naming_help(KIND)}",
    )
    @of_kind(KIND, only=("owner", "due"))
    def update(
        record: Record,
        *,
        percent: _Percent = None,
        status: _Status = None,
        note: _Note = None,
        as_json: JsonRecord = False,
        **given: Any,
    ) -> None:
        _report(record, {"percent": percent, "status": status}, note, given, as_json, is_start=False)


def _report(
    record: Record,
    said: dict[str, Any],
    note: str | None,
    given: dict[str, Any],
    as_json: bool,
    *,
    is_start: bool,
) -> None:
    from kapta_tui.cli.fields import read_input
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.plans import update_goal

    def act(goal: int, values: dict[str, Value]) -> int:
        words = read_input() if note == "-" else note
        report: dict[str, Any] = {**values, **said, "status_note": words}
        if is_start:
            session().write(_begun, goal, report)
        else:
            session().write(update_goal, goal, **report)
        return goal

    on_record(KIND, record, given, as_json, act)


def _begun(tx: Transaction, goal: int, report: dict[str, Any]) -> int:
    """Start a goal and report on it in the same change."""
    from kapta_tui.data.write import plans

    plans.start_goal(tx, goal)
    if any(value is not None for value in report.values()):
        plans.update_goal(tx, goal, **report)
    return goal
