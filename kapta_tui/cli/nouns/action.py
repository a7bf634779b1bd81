"""`kapta action`: the work of a plan (mission S3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.cli.parameters import JsonRecord, Record, WithTasks, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.data.write.transaction import Transaction

KIND = KINDS["actions"]
_COMPLETE = "Mark an action as complete, whatever its percent; its open tasks stay open without --with-tasks."
_REPORTED = ("percent", "status", "owner", "due")
_Note = Annotated[
    str | None,
    typer.Option(
        "--note",
        parser=text,
        metavar="TEXT",
        help="Why it stands where it stands; - reads standard input.",
    ),
]

app = plain_app()


def reporting(
    name: str, line: str, about: str, verb: Callable[..., None], fields: tuple[str, ...] = ("percent",)
) -> None:
    """Add `kapta action start` or `update`; each may report `fields` and a note along the way."""

    @app.command(name, short_help=line, help=f"{about}{naming_help(KIND)}")
    @of_kind(KIND, only=fields)
    def run(record: Record, *, note: _Note = None, as_json: JsonRecord = False, **given: Any) -> None:
        _report(record, note, as_json, given, verb)


@app.command("complete", short_help="it is done", help=f"{_COMPLETE}{naming_help(KIND)}")
@of_kind(KIND, only=("percent",))
def complete(
    record: Record,
    *,
    note: _Note = None,
    with_tasks: WithTasks = False,
    as_json: JsonRecord = False,
    **given: Any,
) -> None:
    """Complete an action, which may be reported on along the way."""
    _report(record, note, as_json, given, _completed, with_tasks=with_tasks)


def _report(
    record: Record,
    note: str | None,
    as_json: bool,
    given: dict[str, Any],
    verb: Callable[..., None],
    **more: bool,
) -> None:
    """Let `verb` write the action with what is reported of it and, of its own arguments, `more`."""
    from kapta_tui.cli.fields import read_input
    from kapta_tui.cli.nouns.acting import on_record

    def act(action: int, values: dict[str, Value]) -> int:
        said = read_input() if note == "-" else note
        report = {**values, **({} if said is None else {"status_note": said})}
        session().write(verb, action, report, **more)
        return action

    on_record(KIND, record, given, as_json, act)


def _begun(tx: Transaction, action: int, report: dict[str, Any]) -> None:
    """Start an action and report on it in the same change."""
    from kapta_tui.data.write import plans

    plans.start_action(tx, action)
    if report:
        plans.update_action(tx, action, **report)


def _reported(tx: Transaction, action: int, report: dict[str, Any]) -> None:
    """Report on an action."""
    from kapta_tui.data.write import plans

    plans.update_action(tx, action, **report)


def _completed(tx: Transaction, action: int, report: dict[str, Any], with_tasks: bool = False) -> None:
    """Report on an action and complete it in the same change."""
    from kapta_tui.data.write import plans

    note = report.pop("status_note", None)
    if report:
        plans.update_action(tx, action, **report)
    plans.complete_action(tx, action, note, with_tasks)


reporting("start", "begin it today", "Begin an action today.", _begun)
reporting(
    "update",
    "report percent, status and why",
    "Report on an action: how far it is, what state it is in and why.",
    _reported,
    _REPORTED,
)
plain(app, KIND, "reopen", "take its end back", "Take an action's end back.", "plans:reopen_action")

group = noun_group(KIND, "The work of a plan, below a goal and perhaps an objective.", app)
