"""An undo whose room is taken by now says by which record, in words, and what to do (architecture: one change)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict, RuleError
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk

_SQL = ("UNIQUE", "FOREIGN", "NOT NULL", "constraint", "_folded", "_id")

NAMED: dict[str, tuple[Values, str]] = {
    "products": ({"name": "Kit"}, "The product 'KIT' bears the name 'Kit' by now."),
    "users": ({"name": "Kit"}, "The user 'KIT' bears the name 'Kit' by now."),
    "metrics": ({"account": "Acme", "name": "Kit"}, "The metric 'KIT' of Acme bears the name 'Kit' by now."),
}


def _refused(desk: Desk, event: int | None) -> Conflict:
    """Undo what must be refused without a trace, in words."""
    before = desk.content()
    with pytest.raises(Conflict) as caught:
        desk.store.undo(event)
    assert desk.content() == before
    assert desk.faults() == []
    assert not any(word in str(caught.value) for word in _SQL)
    return caught.value


@pytest.mark.parametrize("kind", NAMED)
def test_a_name_that_another_record_bears_by_now_is_told_with_that_record(desk: Desk, kind: str) -> None:
    values, cause = NAMED[kind]
    number = desk.do(verbs.add_record, kind, values)
    renamed = desk.store.do(verbs.edit_record, kind, number, {"name": "Other"}).event
    taker = desk.do(verbs.add_record, kind, {**values, "name": "KIT"})
    error = _refused(desk, renamed)
    assert (error.cause, error.remedy) == (cause, "Rename that one, then undo again.")
    desk.do(verbs.edit_record, kind, taker, {"name": "Third"})
    desk.store.undo(renamed)
    assert desk.faults() == []


@pytest.mark.parametrize("kind", NAMED)
def test_the_same_is_told_of_a_removed_record(desk: Desk, kind: str) -> None:
    values, cause = NAMED[kind]
    number = desk.do(verbs.add_record, kind, values)
    removed = desk.store.do(verbs.remove_record, kind, number).event
    desk.do(verbs.add_record, kind, {**values, "name": "KIT"})
    assert _refused(desk, removed).cause == cause


def test_a_day_that_has_another_satisfaction_by_now_is_told(desk: Desk) -> None:
    desk.do(verbs.edit_record, "accounts", 1, {"satisfaction": 9})
    removed = desk.store.do(verbs.remove_record, "satisfaction", 1).event
    taker = desk.do(
        verbs.add_record, "satisfaction", {"account": "Acme", "score": 2, "date": date(2026, 10, 1)}
    )
    error = _refused(desk, removed)
    assert error.cause == "Acme has another satisfaction entry of 2026-10-01 by now."
    assert error.remedy == "Remove that one, then undo again."
    desk.do(verbs.remove_record, "satisfaction", taker)
    desk.store.undo(removed)
    assert desk.row("SELECT score FROM satisfaction WHERE date = '2026-10-01'") == (6,)


def test_a_metric_of_another_account_takes_no_name(desk: Desk) -> None:
    number = desk.do(verbs.add_record, "metrics", {"account": "Acme", "name": "Kit"})
    removed = desk.store.do(verbs.remove_record, "metrics", number).event
    desk.do(verbs.add_record, "metrics", {"account": "Beta", "name": "Kit"})
    desk.store.undo(removed)
    assert desk.faults() == []


def test_a_second_active_risk_is_told_with_its_account(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Quiet [/oops]"})
    risk = desk.do(verbs.start_risk, {"account": account, "reasons": ("PRICE",)})
    closed = desk.store.do(verbs.close_risk, risk, {"status": "closed_invalid"}).event
    desk.do(verbs.start_risk, {"account": account, "reasons": ("QUIET",)})
    error = _refused(desk, closed)
    assert error.cause == "Quiet [/oops] has another active risk by now."
    assert error.remedy == "Close that one, then undo again."


def test_what_was_given_again_is_not_given_back_twice(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Quiet"})
    desk.do(verbs.set_products, account, [1])
    taken = desk.store.do(verbs.set_products, account, [1], has=False)
    assert taken.event is not None
    desk.reading.execute("INSERT INTO account_product (account_id, product_id) VALUES (?, 1)", (account,))
    assert "there again by now" in _refused(desk, taken.event).cause


def test_what_belongs_to_a_record_that_is_gone_is_told_without_sql(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Quiet"})
    contact = desk.do(verbs.add_record, "contacts", {"account": account, "name": "Ana"})
    removed = desk.store.do(verbs.remove_record, "contacts", contact).event
    desk.do(verbs.remove_record, "accounts", account)
    assert "is gone" in _refused(desk, removed).cause


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("INSERT INTO account_product (account_id, product_id) VALUES (1, 1), (1, 1)", "is there already"),
        ("INSERT INTO account_product (account_id, product_id) VALUES (999, 1)", "is gone"),
        ("UPDATE account SET name = NULL", "value is missing"),
    ],
)
def test_a_change_that_the_store_refuses_is_told_without_sql(desk: Desk, sql: str, words: str) -> None:
    with pytest.raises(RuleError) as caught, desk.store.write("wrong") as tx:
        tx.raw.execute(sql)
    assert words in caught.value.cause
    assert not any(word in str(caught.value) for word in _SQL)
