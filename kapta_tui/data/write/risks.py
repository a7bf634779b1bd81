"""The verbs of account risks (mission S0; features: rows 30 to 45)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import positions, records, riskrows, riskwriter
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import risk as rules
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import FieldType, Values
from kapta_tui.domain.text import listed

BOARD_FIELDS = ("severity", "status", "likelihood", "priority")
"""Fields a board of risks can be grouped by (mission S0)."""


@verb
def start_risk(tx: Transaction, values: Values) -> int:
    """Start a risk on an account and return its id; the account may have no other active one.

    `reasons` are codes, labels or own words, most important first; an empty `priority` is proposed from
    severity and likelihood, an empty `assignee` means the account's owner.

    Raises: as `riskwriter.insert`.
    """
    row = riskwriter.insert(tx, values)
    assert row.id is not None
    say_started(tx, row)
    return row.id


@verb
def edit_risk(tx: Transaction, risk: int, values: Values, version: int | None = None) -> int:
    """Change a risk, its status included, and return its id. Raises as `riskwriter.update`."""
    say_edited(tx, riskwriter.update(tx, risk, values, version))
    return risk


@verb
def close_risk(tx: Transaction, risk: int, values: Values) -> int:
    """Close a risk with a closing `status` and `resolutions`, today unless `closed_at` says otherwise.

    Raises:
        RuleError: the risk is closed already, the status does not close, or resolutions are missing.
    """
    row = riskwriter.load(tx, risk)
    old = riskrows.facts(tx, row)
    riskwriter.update(tx, risk, values)
    rules.check_close(tx.playbook, old, riskrows.facts(tx, row), None)
    how = "; ".join(item.label for item in riskrows.labels(tx, risk, "resolutions"))
    status = tx.playbook.label("risk_status", row.status).removeprefix("Closed: ")
    tail = f", {how}" if how else ""
    tx.say(f"Closed the risk on {_on(tx, row)}: {status}{tail}", row.account_id, "close_risk")
    return risk


@verb
def reopen_risk(tx: Transaction, risk: int, status: str = "open") -> int:
    """Make a closed risk active again; its closing date and resolutions go, history keeps them.

    Raises:
        RuleError: the risk is active, or the account has another active one.
    """
    row = riskwriter.load(tx, risk)
    if row.closed_at is None:
        raise RuleError("The risk is active.", "Only a closed risk can be reopened.", "status")
    riskwriter.update(tx, risk, {"status": status})
    if row.closed_at is not None:
        raise RuleError(f"The status {status} keeps the risk closed.", "Use open or in_process.", "status")
    tx.say(f"Reopened the risk on {_on(tx, row)}", row.account_id, "reopen_risk")
    return risk


@verb
def move_risk(
    tx: Transaction,
    risk: int,
    field: str,
    value: str | None,
    position: int | None = None,
    before: int | None = None,
) -> int:
    """Put a risk into the column `value` of the board grouped by `field`, one of BOARD_FIELDS; None empties it.

    `position` is the place in the column counted without the risk itself, 0 the top; `before` names the
    risk that shall follow it instead, for a board that shows only some. Without either it keeps its place.

    Without a priority of their own risks have the proposed one, which can only be emptied with what it follows from.

    Raises:
        RuleError: the column closes the risk, which needs resolutions, or another rule is broken.
        UsageError: boards are not grouped by `field`.
    """
    if field not in BOARD_FIELDS:
        raise UsageError(f"A board is not grouped by '{field}'.", f"Use one of: {', '.join(BOARD_FIELDS)}.")
    row = riskwriter.load(tx, risk)
    if field == "priority" and not value and row.priority is not None and not row.priority_by_hand:
        label = tx.playbook.label("priority", row.priority)
        raise RuleError(
            f"The priority {label} is proposed from severity and likelihood.",
            "Take one of those away, or choose another priority.",
            "priority",
        )
    updated = riskwriter.update(tx, risk, {field: value})
    if position is not None or before is not None:
        column = [spot for spot in _column(tx, row, field) if spot.id != risk]
        ahead = [number for number, spot in enumerate(column) if spot.id == before]
        index = ahead[0] if ahead else len(column) if position is None else position
        has_room = positions.has_room(column, index)
        positions.place(row, column if has_room else _loaded(tx, column), index)
    label = tx.playbook.label(riskwriter.KIND.by_name[field].choices, getattr(row, field)) or "none"
    where = f"to {field} {label}" if updated.fields else "within its column"
    if field == "priority" and not value and row.priority is not None:
        where += ", as proposed"
    tx.say(f"Moved the risk on {_on(tx, row)} {where}", row.account_id)
    return risk


@verb
def add_risk_reason(tx: Transaction, risk: int, reason: str) -> int:
    """Add a reason, a code, label or own words, as the least important one of a risk.

    Raises:
        RuleError: the risk has the reason already, or it cannot be taken.
    """
    return add_risk_reasons(tx, risk, (reason,))


@verb
def add_risk_reasons(tx: Transaction, risk: int, reasons: Sequence[str]) -> int:
    """Add reasons, codes, labels or own words, as the least important ones of a risk, in their order.

    Raises:
        RuleError: the risk has one of them already, or one cannot be taken; none is added then.
    """
    row = riskwriter.load(tx, risk)
    held = list(riskrows.labels(tx, risk, "reasons"))
    before = len(held)
    for reason in reasons:
        held.append(_fresh(tx, reason, held))
    riskwriter.update(tx, risk, {"reasons": tuple(item.code or item.label for item in held)})
    added = [item.label for item in held[before:]]
    what = f"reason{'' if len(added) == 1 else 's'} {listed(added)}"
    name = riskrows.account_name(tx, row.account_id)
    tx.say(f"Added the {what} to the risk on {name}", row.account_id)
    return risk


def _fresh(tx: Transaction, reason: str, held: Sequence[rules.Labelled]) -> rules.Labelled:
    """Return the reason that `reason` names, which is none of those `held`."""
    (added,) = rules.read_reasons(tx.playbook, (reason,)) or (None,)
    if added is None:
        raise RuleError("The reason is empty.", "Name one of the reasons, or your own.", "reasons")
    if any(item.code == added.code and item.label.casefold() == added.label.casefold() for item in held):
        raise RuleError(f"The risk has the reason '{added.label}' already.", "Name another one.", "reasons")
    return added


def say_started(tx: Transaction, row: tables.Risk) -> None:
    """Say in the feed that a risk was started, or that a past one was entered."""
    severity = tx.playbook.label("severity", row.severity)
    tail = f", severity {severity}" if severity else ""
    what = "Started a risk on" if row.closed_at is None else "Entered a closed risk of"
    account = riskrows.account_name(tx, row.account_id)
    tx.say(f"{what} {account}: {_title(tx, row)}{tail}", row.account_id, "start_risk")


def say_edited(tx: Transaction, updated: Updated) -> None:
    """Say in the feed what of a risk was changed, with new values where they are short."""
    row = updated.row
    assert isinstance(row, tables.Risk)
    parts = [_part(tx, row, name) for name in updated.fields]
    tx.say(f"Changed the risk on {_on(tx, row)}: {', '.join(parts)}", row.account_id, "edit_risk")


def say_removed(tx: Transaction, row: tables.Risk) -> None:
    """Say in the feed that a risk was removed."""
    tx.say(f"Removed the risk on {_on(tx, row)}", row.account_id, "remove_risk")


def _on(tx: Transaction, row: tables.Risk) -> str:
    """Return the account and the first reason: a sentence about a change has to be read at a glance."""
    assert row.id is not None
    first, *others = [item.label for item in riskrows.labels(tx, row.id, "reasons")] or ["no reason given"]
    more = f" +{len(others)}" if others else ""
    return f"{riskrows.account_name(tx, row.account_id)} ({records.shortened(first)}{more})"


def _title(tx: Transaction, row: tables.Risk) -> str:
    assert row.id is not None
    return records.shortened(riskrows.title(tx, row.id))


def _part(tx: Transaction, row: tables.Risk, name: str) -> str:
    field = riskwriter.KIND.by_name[name]
    value: str | None = getattr(row, field.stored_as, None)
    if field.type is not FieldType.CHOICE:
        return field.label.lower()
    return f"{field.label.lower()} {tx.playbook.label(field.choices, value) or 'none'}"


def _loaded(tx: Transaction, column: Sequence[positions.Spot]) -> list[tables.Risk]:
    """Return the risks of a column as rows that can be given other places."""
    query = select(tables.Risk).where(col(tables.Risk.id).in_([spot.id for spot in column]))
    by_id = {row.id: row for row in tx.session.exec(query)}
    return [by_id[spot.id] for spot in column]


def _column(tx: Transaction, row: tables.Risk, field: str) -> list[positions.Spot]:
    """Return the risks that stand in the column of `row`, top first: equally valued, active or closed alike."""
    tx.flush()
    found = tx.raw.execute(
        f"SELECT id, position FROM risk WHERE {field} IS ? AND (closed_at IS NULL) = ? ORDER BY position, id",
        (getattr(row, field), row.closed_at is None),
    )
    return [positions.Spot(*spot) for spot in found]
