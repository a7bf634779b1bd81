"""Rules that need other rows: checked inside the writing transaction, so that two processes cannot break them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import inspect
from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import NameTaken, RuleError

KindRule = Callable[[Transaction, Any], None]

BROUGHT: Final = "brought"
"""What a session is told where its rows come from a file, which says what was planned elsewhere."""


def _none(tx: Transaction, row: Any) -> None:
    """Keep no rule beyond the record's own."""


def _user(tx: Transaction, row: tables.User) -> None:
    """People are told apart by their names."""
    _one_of_name(tx, tables.User, row, f"There is already a user called '{row.name}'.")


def _product(tx: Transaction, row: tables.Product) -> None:
    """Products are told apart by their names: accounts and opportunities name them so (features: row 18)."""
    _one_of_name(tx, tables.Product, row, f"There is already a product called '{row.name}'.")


def _metric(tx: Transaction, row: tables.Metric) -> None:
    """Metrics of an account are told apart by their names: whoever records a value names one (features: row 11)."""
    with tx.session.no_autoflush:
        account = tx.session.get(tables.Account, row.account_id)
    whose = "The account" if account is None else account.name
    cause = f"{whose} already has a metric called '{row.name}'."
    _one_of_name(tx, tables.Metric, row, cause, tables.Metric.account_id == row.account_id)


def _satisfaction(tx: Transaction, row: tables.Satisfaction) -> None:
    """An account has one entry a day: the health of a day follows from one score (domain.md 4.3)."""
    entry = tables.Satisfaction
    with tx.session.no_autoflush:
        same = select(entry.id).where(entry.account_id == row.account_id, entry.date == row.date)
        is_taken = any(found != row.id for found in tx.session.exec(same).all())
        account = tx.session.get(tables.Account, row.account_id)
    if is_taken:
        whose = "The account" if account is None else account.name
        raise NameTaken(
            f"{whose} has a satisfaction entry of {row.date} already.",
            "Change that one, or give another day.",
            "date",
        )


def _one_of_name(tx: Transaction, table: type[Any], row: Any, cause: str, *among: Any) -> None:
    """Refuse a name that another row of `table`, of those for which `among` holds, bears but for case and accents."""
    with tx.session.no_autoflush:
        same = select(table.id).where(table.name_folded == row.name_folded, *among)
        is_taken = any(found != row.id for found in tx.session.exec(same).all())
    if is_taken:
        raise NameTaken(cause, "Use another name.", "name")


def _account(tx: Transaction, row: tables.Account) -> None:
    """A family is a tree (features: row 27)."""
    words = f"{row.name} would stand above itself.", "Choose another parent."
    _no_cycle(tx, tables.Account, row, row.parent_id, "parent_id", RuleError(*words, "parent"))


def _contact(tx: Transaction, row: tables.Contact) -> None:
    """Reports-to names a contact of the same account and makes no circle (domain.md 3.3)."""
    if row.reports_to_id is None:
        return
    boss = tx.session.get(tables.Contact, row.reports_to_id)
    if boss is None or boss.account_id != row.account_id:
        raise RuleError(
            "Reports-to names a contact of another account.", "Choose one of this account.", "reports_to"
        )
    words = f"{row.name} cannot report to itself, directly or through others.", "Choose another contact."
    _no_cycle(tx, tables.Contact, row, row.reports_to_id, "reports_to_id", RuleError(*words, "reports_to"))


def _voc(tx: Transaction, row: tables.Voc) -> None:
    """An answer was said by a contact of its account; names are looked up there, ids are not."""
    if row.contact_id is None:
        return
    said_by = tx.session.get(tables.Contact, row.contact_id)
    if said_by is None or said_by.account_id != row.account_id:
        who = "This" if said_by is None else said_by.name
        raise RuleError(
            f"{who} is a contact of another account.", "Choose a contact of this account.", "contact"
        )


def _objective(tx: Transaction, row: tables.Objective) -> None:
    """Only sections of three levels take objectives (mission S3; domain.md 1.1)."""
    takes_place = _takes_place(row)
    _same_account(tx, tables.Goal, row.goal_id, row, "goal")
    if takes_place:
        _level(tx, row.goal_id, 3, "objectives")


def _action(tx: Transaction, row: tables.Action) -> None:
    """An action stands under a goal of its account, and under an objective of that goal (mission S3)."""
    takes_place = _takes_place(row)
    _same_account(tx, tables.Goal, row.goal_id, row, "goal")
    if takes_place:
        _level(tx, row.goal_id, 2, "actions")
    if row.objective_id is None:
        return
    objective = tx.session.get(tables.Objective, row.objective_id)
    if objective is None or objective.goal_id != row.goal_id:
        raise RuleError(
            "The objective belongs to another goal.", "Choose an objective of the goal.", "objective"
        )


def _task(tx: Transaction, row: tables.Task) -> None:
    if row.action_id is not None:
        _same_account(tx, tables.Action, row.action_id, row, "action")


def _takes_place(row: tables.Objective | tables.Action) -> bool:
    """Say whether a row is new under its goal; asked first, because any query flushes it."""
    return row.id is None or bool(inspect(row).attrs.goal_id.history.has_changes())


def _level(tx: Transaction, goal_id: int, needed: int, what: str) -> None:
    """Refuse to put a row where its section has too few levels; what stands there already may stay.

    An import brings what is deeper: levels only say how deep a plan is drawn, and lose nothing.
    """
    if tx.session.info.get(BROUGHT):
        return
    goal = tx.session.get(tables.Goal, goal_id)
    assert goal is not None
    section = tx.playbook.section(goal.section)
    if section.levels < needed:
        levels = "one level" if section.levels == 1 else f"{section.levels} levels"
        raise RuleError(
            f"The section '{section.label}' has {levels} and so no {what}.",
            "Add it one level higher, or give the section more levels in the playbook.",
            "goal",
        )


def _same_account(tx: Transaction, table: type[Any], parent: int, row: Any, field: str) -> None:
    found = tx.session.get(table, parent)
    if found is None or found.account_id != row.account_id:
        raise RuleError(
            f"The {field} belongs to another account.", f"Choose a {field} of this account.", field
        )


def _no_cycle(
    tx: Transaction, table: type[Any], row: Any, above: int | None, column: str, refusal: RuleError
) -> None:
    """Raise `refusal` when `row` stands above `above`, which is to stand above it."""
    seen = set()
    with tx.session.no_autoflush:
        while above is not None and above not in seen:
            if above == row.id:
                raise refusal
            seen.add(above)
            above = tx.session.exec(select(col(getattr(table, column))).where(table.id == above)).first()


KIND_RULES: dict[str, KindRule] = {
    "users": _user,
    "accounts": _account,
    "products": _product,
    "contacts": _contact,
    "contracts": _none,
    "opportunities": _none,
    "documents": _none,
    "notes": _none,
    "swot": _none,
    "voc": _voc,
    "qbrs": _none,
    "metrics": _metric,
    "satisfaction": _satisfaction,
    "risks": _none,
    "goals": _none,
    "objectives": _objective,
    "actions": _action,
    "tasks": _task,
}
"""Kind name to the rule of a row about to be written."""
