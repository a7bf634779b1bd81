"""Writing risks by their rules (mission S0): forms, board, command line and import all come through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data import tables
from kapta_tui.data.write import columns, positions, records, riskrows, riskstages
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import risk as rules
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.risk import Labelled, RiskFacts

KIND = KINDS["risks"]
_CODED = ("status", "severity", "likelihood", "priority")
_NEW = RiskFacts(status="open", reasons=(), opened_at=date.min)


@dataclass(frozen=True, slots=True)
class _Wanted:
    facts: RiskFacts
    values: dict[str, Value]
    by_hand: bool


def insert(tx: Transaction, values: Values) -> tables.Risk:
    """Write a new risk and return its row.

    Raises:
        RuleError: a rule is broken, such as one active risk per account; `field` names the place.
        UsageError, NotFound, Ambiguous: as `records.insert`.
    """
    columns.checked_fields(KIND, values, tx)
    account = records.account_of(tx, KIND, values)
    assert account is not None
    wanted = _wanted(tx, values, None)
    active = riskrows.active_risk(tx, account)
    if active is not None and not rules.is_closed(wanted.facts.status):
        raise _second(tx, account, active)
    rules.check_start(tx.playbook, wanted.facts, _type(tx, account), another_active=False)
    row = records.insert(
        tx,
        "risks",
        wanted.values,
        priority_by_hand=wanted.by_hand,
        position=positions.last_of_rank(tx, "risk", _rank(tx, wanted.values["priority"])),
    )
    assert isinstance(row, tables.Risk)
    riskrows.rewrite(tx, row, "reasons", wanted.facts.reasons)
    riskrows.rewrite(tx, row, "resolutions", wanted.facts.resolutions)
    riskstages.follow(tx, row)
    return row


def update(tx: Transaction, risk: int, values: Values, version: int | None = None) -> records.Updated:
    """Change a risk and return its row with the names of what changed.

    A closing status without a date closes it today; an active status takes date and resolutions away.

    Raises:
        RuleError: a rule is broken; `field` names the place.
        Conflict: `version` is not the present one.
        UsageError, NotFound, Ambiguous: as `records.update`.
    """
    row = load(tx, risk)
    columns.checked_fields(KIND, values, tx)
    old = riskrows.facts(tx, row)
    wanted = _wanted(tx, values, row)
    active = riskrows.active_risk(tx, row.account_id, besides=risk)
    rules.check_change(
        tx.playbook, old, wanted.facts, _type(tx, row.account_id), another_active=active is not None
    )
    moved = riskrows.rewrite(tx, row, "reasons", wanted.facts.reasons) | riskrows.rewrite(
        tx, row, "resolutions", wanted.facts.resolutions
    )
    plain = {name: value for name, value in wanted.values.items() if name not in riskrows.LABEL_TABLES}
    updated = records.update(
        tx,
        "risks",
        risk,
        plain,
        version,
        moved=moved,
        priority_by_hand=wanted.by_hand,
        position=_position(tx, row, plain["priority"]),
    )
    riskstages.follow(tx, row)
    return updated


def _position(tx: Transaction, row: tables.Risk, priority: Value) -> int:
    """Return the place of a risk on the boards: where people put it, else behind those of its new `priority`."""
    rank = _rank(tx, priority)
    is_moved = positions.rank_of(row.position) != _rank(tx, row.priority)
    return row.position if is_moved or priority == row.priority else positions.last_of_rank(tx, "risk", rank)


def _rank(tx: Transaction, priority: Value) -> int:
    codes = [choice.code for choice in tx.playbook.choices("priority")]
    return codes.index(str(priority)) if priority in codes else len(codes)


def load(tx: Transaction, risk: int) -> tables.Risk:
    """Return the row of a risk. Raises NotFound."""
    row = records.load(tx, "risks", risk)
    assert isinstance(row, tables.Risk)
    return row


def _wanted(tx: Transaction, values: Values, row: tables.Risk | None) -> _Wanted:
    """Return the risk as it would stand with `values`, and the values to store."""
    old = riskrows.facts(tx, row) if row is not None else _NEW
    given = {**values, **_codes(tx, values)}
    status = str(given.get("status") or old.status)
    severity, likelihood = (_code_or(given, name, getattr(old, name)) for name in ("severity", "likelihood"))
    priority, by_hand = rules.settle_priority(tx.playbook, severity, likelihood, _wished_priority(given, row))
    reasons, resolutions = _labels(tx, given, old, status)
    opened_at = given.get("opened_at") or (old.opened_at if row is not None else tx.today)
    closed_at = _closed_at(tx, given, old, status)
    given |= {"status": status, "priority": priority, "opened_at": opened_at, "closed_at": closed_at}
    given |= {"reasons": tuple(item.code or item.label for item in reasons)}
    facts = RiskFacts(
        status=status,
        reasons=reasons,
        opened_at=_day(opened_at, "opened_at"),
        closed_at=None if closed_at is None else _day(closed_at, "closed_at"),
        resolutions=resolutions,
        severity=severity,
        likelihood=likelihood,
        values={**old.values, **given},
    )
    return _Wanted(facts, given, by_hand)


def _codes(tx: Transaction, values: Values) -> dict[str, Value]:
    given = {name: values[name] for name in _CODED if name in values}
    return {
        name: None if value in (None, "", ()) else columns.code(tx, KIND.by_name[name], value)
        for name, value in given.items()
    }


def _code_or(given: Mapping[str, Value], name: str, present: str | None) -> str | None:
    value = given.get(name, present)
    return None if value is None else str(value)


def _wished_priority(given: Mapping[str, Value], row: tables.Risk | None) -> str | None:
    """Return the priority set by hand; one that a form merely hands back is no wish."""
    kept = row.priority if row is not None and row.priority_by_hand else None
    wish = _code_or(given, "priority", kept)
    handed_back = row is not None and wish == row.priority
    return kept if handed_back else wish


def _labels(
    tx: Transaction, given: Mapping[str, Value], old: RiskFacts, status: str
) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    reasons, resolutions = old.reasons, old.resolutions
    if "reasons" in given:
        reasons = _kept(old.reasons, rules.read_reasons(tx.playbook, _texts(given["reasons"])))
    if "resolutions" in given:
        read = rules.read_resolutions(tx.playbook, reasons, _texts(given["resolutions"]))
        resolutions = _kept(old.resolutions, read)
    if _reopens(old, status) and resolutions == old.resolutions:
        resolutions = ()
    return reasons, resolutions


def _kept(before: tuple[Labelled, ...], wanted: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Return `wanted` with the words a code had when it was chosen, whatever the playbook calls it now."""
    words = {item.code: item for item in before if item.code is not None}
    return tuple(words.get(item.code, item) if item.code else item for item in wanted)


def _closed_at(tx: Transaction, given: Mapping[str, Value], old: RiskFacts, status: str) -> Value:
    value = given.get("closed_at", old.closed_at)
    if _reopens(old, status) and value == old.closed_at:
        return None
    closes = rules.is_closed(status) and not rules.is_closed(old.status) and old is not _NEW
    return tx.today if closes and value in (None, "") else value or None


def _reopens(old: RiskFacts, status: str) -> bool:
    return rules.is_closed(old.status) and not rules.is_closed(status)


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value in (None, "") else (str(value),)


def _day(value: Value, field: str) -> date:
    if not isinstance(value, date):
        raise RuleError(f"'{value}' is no date.", "Write it as 2026-12-31.", field)
    return value


def _type(tx: Transaction, account: int) -> str | None:
    row = tx.session.get(tables.Account, account)
    return None if row is None else records.type_of(row)


def _second(tx: Transaction, account: int, active: int) -> RuleError:
    name = riskrows.account_name(tx, account)
    return RuleError(
        f"{name} has an active risk already: {riskrows.title(tx, active)} (id {active}).",
        "Add the reason to that risk, or close it first.",
        "account",
    )
