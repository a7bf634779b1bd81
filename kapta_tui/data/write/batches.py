"""The verbs of several records: marks on a list are one change, which one key undoes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.read.states import is_ended
from kapta_tui.data.write import basic, plans, planwriter, records, riskrows, risks, tasks
from kapta_tui.data.write.together import Named, above_first, all_of, below_first
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import risk as rules
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS

_Ending = Callable[[Transaction, int], object]


def _contracts(*, archived: bool) -> _Ending:
    return lambda tx, contract: basic.edit_record(tx, "contracts", contract, {"is_archived": archived})


_COMPLETE: Mapping[str, _Ending] = {
    "contracts": _contracts(archived=True),
    "goals": plans.complete_goal,
    "objectives": plans.complete_objective,
    "actions": plans.complete_action,
    "tasks": tasks.done_task,
}
_REOPEN: Mapping[str, _Ending] = {
    "contracts": _contracts(archived=False),
    "risks": risks.reopen_risk,
    "goals": plans.reopen_goal,
    "objectives": plans.reopen_objective,
    "actions": plans.reopen_action,
    "tasks": tasks.reopen_task,
}
_COMPLETED: Mapping[str, str] = dict.fromkeys(_COMPLETE, "completed") | {"contracts": "archived"}
_REOPENED: Mapping[str, str] = dict.fromkeys(_REOPEN, "reopened") | {"contracts": "brought back"}
"""Kind to the word for its end, and for having that taken back."""


@verb
def remove_records(tx: Transaction, chosen: Sequence[Named]) -> int:
    """Remove records of any kinds, given in any order, and return the id of the last one given.

    Raises: as `all_of`.
    """

    def step(kind: str, record: int) -> None:
        basic.remove_record(tx, kind, record)

    all_of(tx, "remove_records", "removed", below_first(chosen), step)
    return chosen[-1][1]


@verb
def complete_records(tx: Transaction, chosen: Sequence[Named], with_tasks: bool = False) -> int:
    """End contracts, goals, objectives, actions and tasks, given in any order; return the last id given.

    Goals and objectives whose actions are open are refused, unless those are among `chosen`. Open tasks of
    the actions are completed too where `with_tasks`, else the sentence says how many stay open. A recurring
    task goes on, unless its action is among `chosen` and so ends with it.

    Raises: as `all_of`; UsageError for a kind that has no end, or whose end has to be told of.
    """
    named = _to_move(tx, below_first(chosen), archived=True)
    if len(named) == 1 and named[0][0] == "actions":
        return plans.complete_action(tx, named[0][1], with_tasks=with_tasks)
    actions = [record for kind, record in named if kind == "actions"]
    endings = {**_COMPLETE, "tasks": _task_of(actions)}
    all_of(tx, "complete_records", _COMPLETED, named, _ending(tx, endings, "completed"))
    tx.sentence += _tasks_of(tx, actions, with_tasks)
    return chosen[-1][1]


@verb
def reopen_records(tx: Transaction, chosen: Sequence[Named]) -> int:
    """Take the end of contracts, risks, goals, objectives, actions and tasks back; return the last id given.

    Raises: as `all_of`; UsageError for a kind that has no end.
    """
    named = _to_move(tx, above_first(chosen), archived=False)
    all_of(tx, "reopen_records", _REOPENED, named, _ending(tx, _REOPEN, "reopened"))
    return chosen[-1][1]


@verb
def archive_accounts(tx: Transaction, accounts: Sequence[int], archived: bool = True) -> int:
    """Take accounts out of lists and averages, or bring them back; return the last id. Raises as `all_of`."""

    def step(_: str, account: int) -> None:
        basic.archive_account(tx, account, archived)

    done = "archived" if archived else "brought back"
    all_of(tx, "archive_accounts", done, _to_move(tx, _of("accounts", accounts), archived=archived), step)
    return accounts[-1]


@verb
def start_work(tx: Transaction, chosen: Sequence[Named]) -> int:
    """Begin actions, and goals that serve as such, today; return the last id. Raises as `all_of`."""
    _refuse_unreported(chosen)
    begin = {"goals": plans.start_goal, "actions": plans.start_action}
    all_of(
        tx,
        "start_work",
        "started",
        list(dict.fromkeys(chosen)),
        lambda kind, record: begin[kind](tx, record),
    )
    return chosen[-1][1]


@verb
def update_work(
    tx: Transaction,
    chosen: Sequence[Named],
    percent: int | None = None,
    status: str | None = None,
    status_note: str | None = None,
    with_tasks: bool = False,
) -> int:
    """Report the same on actions, and on goals that serve as such, None leaving a value as it is; return the last id.

    Open tasks of actions that end by it are completed too where `with_tasks`. Raises as `all_of`.
    """
    _refuse_unreported(chosen)
    named = list(dict.fromkeys(chosen))
    alone = with_tasks and len(named) == 1

    def step(kind: str, record: int) -> None:
        said: dict[str, Any] = {"percent": percent, "status": status, "status_note": status_note}
        if kind == "goals":
            plans.update_goal(tx, record, **said)
        else:
            plans.update_action(tx, record, **said, with_tasks=alone)

    all_of(tx, "update_work", "updated", named, step)
    if len(named) > 1 and status is not None:
        actions = [record for kind, record in named if kind == "actions"]
        tx.sentence += _tasks_of(tx, actions, with_tasks)
    return chosen[-1][1]


def _refuse_unreported(chosen: Sequence[Named]) -> None:
    for kind, _ in chosen:
        if kind not in ("goals", "actions"):
            raise UsageError(
                f"No progress is reported of {KINDS[kind].many}.", "Choose actions, or goals without any."
            )


@verb
def close_risks(tx: Transaction, chosen: Sequence[int], values: Values) -> int:
    """Close risks with one status and day and return the last id; `values` as of `close_risk`.

    Each takes of the resolutions those that do not belong to the reasons of others only.

    Raises: as `all_of`, also when none of the resolutions is left for a risk.
    """
    wanted = values.get("resolutions")
    texts = wanted if isinstance(wanted, tuple) else ()
    reasons = {risk: riskrows.labels(tx, risk, "reasons") for risk in chosen}
    foreign = rules.foreign_resolutions(
        tx.playbook, {risk: [reason.code for reason in found] for risk, found in reasons.items()}
    )

    def step(_: str, risk: int) -> None:
        read = rules.read_resolutions(tx.playbook, reasons[risk], texts)
        own = tuple(item.code or item.label for item in read if item.code not in foreign[risk])
        if read and not own:
            raise RuleError(
                "None of these resolutions belongs to its reasons.", "Add one that does.", "resolutions"
            )
        risks.close_risk(tx, risk, {**values, "resolutions": own})

    all_of(tx, "close_risks", "closed", _of("risks", chosen), step)
    return chosen[-1]


def _task_of(actions: Collection[int]) -> _Ending:
    """Return what completes a task, for good where it stands below one of the `actions` that end."""

    def done(tx: Transaction, task: int) -> object:
        row = records.load(tx, "tasks", task)
        assert isinstance(row, tables.Task)
        return tasks.done_task(tx, task, goes_on=row.action_id not in actions)

    return done


def _tasks_of(tx: Transaction, actions: Sequence[int], with_tasks: bool) -> str:
    """Return what becomes of the open tasks of those actions that have ended, in words."""
    tx.flush()
    ended = [action for action in actions if is_ended(tx.raw, "actions", action)]
    return planwriter.end_tasks(tx, ended, with_tasks=with_tasks)


_ARCHIVED: Mapping[str, str] = {
    "accounts": "SELECT archived FROM account WHERE id = ?",
    "contracts": "SELECT is_archived FROM contract WHERE id = ?",
}


def _to_move(tx: Transaction, named: Sequence[Named], *, archived: bool) -> list[Named]:
    """Return the records without those archived, or brought back, already, which the sentence would count.

    One that is gone stays, so that it is refused.
    """

    def is_there(kind: str, record: int) -> bool:
        found = tx.raw.execute(_ARCHIVED[kind], (record,)).fetchone() if kind in _ARCHIVED else None
        return found is not None and bool(found[0]) == archived

    tx.flush()
    return [(kind, record) for kind, record in named if not is_there(kind, record)]


def _of(kind: str, chosen: Sequence[int]) -> list[Named]:
    return [(kind, record) for record in dict.fromkeys(chosen)]


def _ending(tx: Transaction, endings: Mapping[str, _Ending], what: str) -> Callable[[str, int], object]:
    def step(kind: str, record: int) -> None:
        if kind not in endings:
            raise UsageError(f"{kind} cannot be {what} like this.", f"Choose among {', '.join(endings)}.")
        endings[kind](tx, record)

    return step
