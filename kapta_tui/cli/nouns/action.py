"""`kapta action`: the work of a plan (mission S3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.data.write.transaction import Transaction

KIND = KINDS["actions"]
_REPORTED = ("percent", "status", "owner", "due")
_ABOUT = {
    "start": "Begin an action today.",
    "update": "Report on an action: how far it is, what state it is in and why.",
    "complete": "Mark an action as complete, whatever its percent.",
}


def reporting(name: str) -> click.Command:
    """Return `kapta action start`, `update` or `complete`; each may report percent and note along the way."""
    from kapta_tui.cli.fields import field_options, read_input
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.parameters import TEXT
    from kapta_tui.cli.session import session

    def act(action: int, values: dict[str, Value], given: acting.Given) -> int:
        note = read_input() if given["note"] == "-" else given["note"]
        report = {**values, **({} if note is None else {"status_note": note})}
        session().write(_VERBS[name], action, report)
        return action

    offered = _REPORTED if name == "update" else ("percent",)
    note = click.Option(["--note"], type=TEXT, help="Why it stands where it stands; - reads standard input.")
    options = [*field_options(KIND, only=offered), note]
    return acting.on_record(KIND, name, _ABOUT[name], act, options)


def start_action(tx: Transaction, action: int, report: dict[str, Any]) -> None:
    """Start an action and report on it in the same change."""
    from kapta_tui.data.write import plans

    plans.start_action(tx, action)
    if report:
        plans.update_action(tx, action, **report)


def update_action(tx: Transaction, action: int, report: dict[str, Any]) -> None:
    """Report on an action."""
    from kapta_tui.data.write import plans

    plans.update_action(tx, action, **report)


def complete_action(tx: Transaction, action: int, report: dict[str, Any]) -> None:
    """Report on an action and complete it in the same change."""
    from kapta_tui.data.write import plans

    note = report.pop("status_note", None)
    if report:
        plans.update_action(tx, action, **report)
    plans.complete_action(tx, action, note)


_VERBS = {"start": start_action, "update": update_action, "complete": complete_action}

group = noun_group(
    "actions",
    "The work of a plan, below a goal and perhaps an objective.",
    {
        "start": Entry("begin it today", partial(reporting, "start")),
        "update": Entry("report percent, status and why", partial(reporting, "update")),
        "complete": Entry("it is done", partial(reporting, "complete")),
        **plain(KIND, "reopen", "take its end back", "Take an action's end back.", "plans:reopen_action"),
    },
)
