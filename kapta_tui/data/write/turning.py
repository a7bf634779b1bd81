"""Work made from what was written down, and work that addresses a risk (mission S0; features: rows 41, 55 and 77)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kapta_tui.data import tables
from kapta_tui.data.write import planwriter, records, riskrows, riskwriter
from kapta_tui.data.write.together import Named, counted
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.workspan import SOURCES

_INSERT: Final = {
    "goals": planwriter.insert_goal,
    "actions": planwriter.insert_action,
    "tasks": planwriter.insert_task,
}


@verb
def add_work(
    tx: Transaction, kind: str, values: Values, source: Named | None = None, risk: int | None = None
) -> int:
    """Add a goal, action or task made from the record `source` (kind and id), and return its id.

    It addresses `risk`; without one, the risk that its source is or is about.

    Raises:
        UsageError: such records are no work, or work is not made from such.
        RuleError: `values` name another account, or break a rule of the kind.
        NotFound, Ambiguous: as `records.insert`.
    """
    _refuse_kind(kind)
    origin = None if source is None else _origin(tx, source)
    addressed = risk if risk is not None or origin is None else _risk_of(origin)
    given = dict(values)
    about = origin if addressed is None else riskwriter.load(tx, addressed)
    if about is not None:
        given["account"] = given.get("account") or getattr(about, "account_id")  # noqa: B009
    row: Any = _INSERT[kind](
        tx,
        given,
        source=None if source is None else KINDS[source[0]].noun,
        source_id=None if source is None else source[1],
        risk_id=addressed,
    )
    _refuse_stranger(row, origin, about)
    said = f"{KINDS[kind].spoken} {records.title(tx, row)}"
    tx.say(f"Added {said}{_made_from(source, origin)}", row.account_id, f"add_{KINDS[kind].noun}")
    return int(row.id)


@verb
def address_risk(
    tx: Transaction, risk: int, chosen: Sequence[Named], addressed: bool = True, task: str = ""
) -> int:
    """Say that goals, actions or tasks of the account address a risk, or no longer do; return the risk's id.

    A new task of the name `task` is made for it too, unless that is empty.

    Raises:
        UsageError: a record is no work, or a task is to be made that does not address the risk.
        RuleError: a record belongs to another account.
        NotFound: the risk or a record is gone.
    """
    if task and not addressed:
        raise UsageError(
            "A task is made to address the risk.", "Leave its name out, or let the work address it."
        )
    row = riskwriter.load(tx, risk)
    changed: list[Named] = []
    for kind, number in chosen:
        _refuse_kind(kind)
        work: Any = records.load(tx, kind, number)
        if work.account_id != row.account_id:
            raise RuleError(
                f"{records.label(work)} belongs to another account than the risk.",
                "Choose work of the risk's account.",
            )
        wanted = risk if addressed else None
        if work.risk_id != wanted and (addressed or work.risk_id == risk):
            work.risk_id = wanted
            records.touch(tx, work)
            changed.append((kind, number))
    if task:
        made = planwriter.insert_task(tx, {"name": task, "account": row.account_id}, risk_id=risk)
        changed.append(("tasks", int(made.id or 0)))
    if changed:
        tx.say(_address_sentence(tx, row, changed, addressed=addressed), row.account_id)
    return risk


def _address_sentence(tx: Transaction, row: tables.Risk, changed: Sequence[Named], *, addressed: bool) -> str:
    assert row.id is not None
    if len(changed) == 1:
        ((kind, number),) = changed
        what = f"{KINDS[kind].label} {records.label(records.load(tx, kind, number))}"
    else:
        what = counted(changed)
    do = "address" if len(changed) > 1 else "addresses"
    verb_words = do if addressed else f"no longer {do}"
    title = records.shortened(riskrows.title(tx, row.id))
    return f"{what} {verb_words} the risk on {riskrows.account_name(tx, row.account_id)} ({title})"


def _refuse_kind(kind: str) -> None:
    if kind not in _INSERT:
        raise UsageError(f"'{kind}' is no kind of work.", f"Use one of: {', '.join(_INSERT)}.")


def _origin(tx: Transaction, source: Named) -> Any:
    kind, number = source
    if kind not in KINDS or KINDS[kind].noun not in SOURCES:
        nouns = ", ".join(SOURCES)
        raise UsageError(f"Work is not made from '{kind}'.", f"It is made from one of: {nouns}.")
    return records.load(tx, kind, number)


def _risk_of(origin: Any) -> int | None:
    """Return the risk that a record is, or that a note is about."""
    number: int | None = origin.id if isinstance(origin, tables.Risk) else getattr(origin, "risk_id", None)
    return number


def _refuse_stranger(row: Any, *others: Any) -> None:
    if any(other is not None and other.account_id != row.account_id for other in others):
        raise RuleError(
            "It would belong to another account than what it is made for.",
            "Leave the account out, or name the right one.",
            "account",
        )


def _made_from(source: Named | None, origin: Any) -> str:
    if source is None:
        return ""
    name = "" if isinstance(origin, tables.Risk) else f": {records.label(origin)}"
    return f" from {KINDS[source[0]].one}{name}"
