"""`kapta goal copy` and `kapta goal shift` (features: rows 76 and 81)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record, text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["goals"]


def _days(value: str | int) -> int:
    """Return a whole number of days, which may be below 0."""
    try:
        return int(value)
    except ValueError:
        raise typer.BadParameter(f"'{value}' is not a whole number of days.") from None


_To = Annotated[
    list[str] | None,
    typer.Option("--to", parser=text, metavar="NAME", help="An account; may be given several times."),
]
_ToFilter = Annotated[
    str,
    typer.Option(
        "--to-filter", parser=text, metavar="QUERY", help="Accounts that pass it, such as 'strategic mine'."
    ),
]
_Shift = Annotated[
    int, typer.Option("--shift", parser=_days, metavar="DAYS", help="Dates move by so many days.")
]
_Days = Annotated[
    int | None,
    typer.Option("--days", parser=_days, metavar="N", help="So many days later; -N is earlier."),
]
_Start = Annotated[
    str | None,
    typer.Option(
        "--start", parser=text, metavar="DATE", help="The plan begins then, or on the next working day."
    ),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")]

_COPY = (
    "Copy a goal with its objectives, actions and tasks to accounts, as one change; write the ids of the new goals."
    "\n\nAll of a copy is open and not started; key players, risks and sources stay behind. --to-filter leaves the "
    "goal's own account out, --to may name it."
)
_SHIFT = (
    "Move start and due dates of an open goal, and of what is open below it, by days or to a start."
    "\n\nTasks without a due date of their own follow their action; what has ended stays."
)


def copying(app: typer.Typer) -> None:
    """Add the commands `goal copy` and `goal shift`."""

    @app.command("copy", short_help="to other accounts, dates shifted", help=f"{_COPY}{naming_help(KIND)}")
    @of_kind(KIND)
    def copy(
        record: Record,
        to: _To = None,
        to_filter: _ToFilter = "",
        shift: _Shift = 0,
        start: _Start = None,
        dry_run: _DryRun = False,
        as_json: JsonRecord = False,
    ) -> None:
        from kapta_tui.cli.namedfilters import filter_of
        from kapta_tui.cli.naming import record_id
        from kapta_tui.cli.nouns.acting import write_records
        from kapta_tui.data.read.copypreview import preview, targets

        _refuse_both(shift, start, "--shift")
        with session().reading() as reader:
            goal = record_id(reader, KIND, record)
            day = _day(reader, start)
            query = filter_of(KINDS["accounts"], to_filter)
            accounts = targets(reader.connection, reader.view, [goal], to or (), query)
            words = preview(reader.connection, reader.view, [goal], accounts, shift, day).words
        if dry_run:
            say(f"{words}.")
            return
        from kapta_tui.data.write.copying import copy_goals

        made = session().write(copy_goals, [goal], accounts, shift, day).value
        write_records(KIND, made, as_json, several=True)

    @app.command("shift", short_help="move its open work by days", help=f"{_SHIFT}{naming_help(KIND)}")
    @of_kind(KIND)
    def shift(record: Record, days: _Days = None, start: _Start = None, as_json: JsonRecord = False) -> None:
        from kapta_tui.cli.naming import record_id
        from kapta_tui.cli.nouns.acting import write_records
        from kapta_tui.data.write.copying import shift_plan, shift_to

        _refuse_both(days, start, "--days")
        with session().reading() as reader:
            goal = record_id(reader, KIND, record)
            day = _day(reader, start)
        if day is not None:
            session().write(shift_to, [goal], day)
        elif days is not None:
            session().write(shift_plan, [goal], days)
        else:
            raise UsageError("It is not said how far.", "Give --days or --start.")
        write_records(KIND, [goal], as_json, several=False)


def _refuse_both(days: int | None, start: str | None, option: str) -> None:
    if days and start is not None:
        raise UsageError(f"{option} and --start are two ways to shift a plan.", "Give one of them.")


def _day(reader: Reader, start: str | None) -> date | None:
    """Return the day that is written as the start of a goal is. Raises as a field of a goal does."""
    from kapta_tui.cli.fields import given_values

    day = given_values(reader, KIND, {"start": start}).get("start") if start is not None else None
    return day if isinstance(day, date) else None
