"""`kapta today`: what needs you and why, also as a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.parameters import FORMATS, JsonFormat, at_least, chosen, filter_option, one_of
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.data.read.agenda import AgendaItem

app = plain_app()

_Accounts = Annotated[
    str,
    filter_option("Only of accounts that pass, as in 'account list'; @NAME is one kept under a name."),
]
_Format = Annotated[
    Literal["table", "tsv", "csv", "json", "jsonl", "md", "ics"] | None,
    typer.Option(
        "--format",
        parser=one_of(*FORMATS, "ics"),
        metavar=f"[{'|'.join(FORMATS)}|ics]",
        help="Default: table on a terminal, tab-separated lines in a pipe; ics is a calendar file.",
    ),
]
_Out = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE.ics", parser=Path, help="Write a calendar file."),
]
_Days = Annotated[
    int | None,
    typer.Option(
        "--days", parser=at_least(0), metavar="N", help="What is due within so many days; default 7."
    ),
]
_Tasks = Annotated[
    bool,
    typer.Option(
        "--tasks", help="Of a calendar file: to-dos instead of events, which not every calendar reads."
    ),
]
_Ics = Annotated[bool, typer.Option("--ics", help="Same as --format ics.")]

KEYS = ("day", "late", "account", "title", "reason", "kind", "id")


@app.command("today")
def today(
    query: _Accounts = "",
    days: _Days = None,
    format: _Format = None,  # noqa: A002
    as_json: JsonFormat = False,
    as_ics: _Ics = False,
    out: _Out = None,
    tasks: _Tasks = False,
) -> None:
    """Show what needs you and why: late things first, then by day.

    'kapta today --ics -o agenda.ics' writes it as a file for Thunderbird, Google Calendar and others, late things
    on today; imported again, a later file takes the place of an earlier one.
    """
    form = _form(chosen(format, as_json), out, as_ics=as_ics)
    if tasks and form != "ics":
        raise UsageError("--tasks says how a calendar file is written.", "Add --ics, or -o FILE.ics.")
    with session().reading() as reader:
        items = _items(reader, query, days)
        if form == "ics":
            _write(reader, items, None if str(out) == "-" else out, as_tasks=tasks)
        else:
            _list(reader, items, form)
        if not items:
            _say_nothing(reader, query)


def _form(form: str | None, out: Path | None, *, as_ics: bool) -> str | None:
    """Return the format that is asked for; a file is always a calendar. Raises UsageError for two formats."""
    if as_ics and form not in (None, "ics"):
        raise UsageError(f"The agenda is written as {form} or as a calendar file.", "Leave one of them out.")
    if as_ics or form == "ics":
        return "ics"
    if out is None:
        return form
    if form is not None or out.suffix.lower() != ".ics":
        raise UsageError(
            "Only a calendar file is written with -o.",
            "Name it FILE.ics; for all else send the output on: > FILE.",
        )
    return "ics"


def _items(reader: Reader, query: str, days: int | None) -> list[AgendaItem]:
    from kapta_tui.cli.namedfilters import filter_of
    from kapta_tui.data.read.agenda import AHEAD_DAYS, agenda
    from kapta_tui.data.read.scope import ScopeError, scope

    wanted = filter_of(KINDS["accounts"], query)
    try:
        chosen_accounts = scope(wanted, reader.playbook, reader.view.today)
    except ScopeError as error:
        raise UsageError(error.cause, _remedy(wanted) or error.remedy) from error
    view = reader.view._replace(scope=chosen_accounts)
    return agenda(reader.connection, view, AHEAD_DAYS if days is None else days)


def _remedy(wanted: str) -> str:
    """Return what to write for `account:NAME`, which other lists take; empty where that is not what was written."""
    from kapta_tui.domain.filter import Compare, parse

    atoms = [term.atom for term in parse(wanted).terms]
    named = [atom for atom in atoms if isinstance(atom, Compare) and atom.field == "account"]
    if not named:
        return ""
    shown = str(named[0]).replace("account", "name", 1)
    return f"The filter chooses accounts: write {shown}."


def _say_nothing(reader: Reader, query: str) -> None:
    """Say for whom there is nothing, and where nobody is called so, who may have been meant."""
    from kapta_tui.data.read.names import called_like

    user = session().user
    where = " in the accounts that pass the filter" if query.strip() else ""
    say(f"Nothing needs {user} today{where}.")
    near = called_like(reader.connection, user)
    if near is not None:
        meant = f"; did you mean {' or '.join(near)}?" if near else "."
        say(f"There is no user called '{user}'{meant}")


def _list(reader: Reader, items: Sequence[AgendaItem], form: str | None) -> None:
    from kapta_tui.data.read.agendaplaces import places
    from kapta_tui.exchange.agendatable import agenda_objects

    rows = agenda_objects(items, places(reader.connection, items))
    write_listing(flat_listing("today", KEYS, rows), form)


def _write(reader: Reader, items: Sequence[AgendaItem], out: Path | None, *, as_tasks: bool) -> None:
    from kapta_tui.data.read.agendaplaces import places
    from kapta_tui.data.read.agendastamps import stamps
    from kapta_tui.exchange.calendar import calendar_file

    view = reader.view
    written = calendar_file(
        items,
        stamps(reader.connection, items),
        view.today,
        reader.playbook.calendar,
        places(reader.connection, items),
        user=session().user,
        as_tasks=as_tasks,
    )
    if out is None:
        from kapta_tui.cli.output.stdout import quiet_pipe, stdout_bytes

        with quiet_pipe():
            stdout_bytes().write(written)
            stdout_bytes().flush()
        return
    from kapta_tui.exchange.writers.target import opened

    with opened(out) as stream:
        stream.write(written)
    things = "1 thing" if len(items) == 1 else f"{len(items)} things"
    say(f"Wrote {things} to {out}.")
