"""Rules of accounts and contracts as verbs keep them (mission S1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import FieldType, Value
from kapta_tui.domain.kinds import KINDS
from tests.broken_rules import BROKEN, Broken
from tests.data.desk import Desk

_TYPED: Mapping[FieldType, Callable[[str], Value]] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.INTEGER: int,
    FieldType.NUMBER: Decimal,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_verb_refuses_a_broken_rule(desk: Desk, broken: Broken) -> None:
    fields = KINDS[broken.kind].by_name
    values: dict[str, Value] = {
        name: _TYPED.get(fields[name].type, str)(text) for name, text in broken.values.items()
    }
    if broken.kind != "accounts":
        values["account"] = 1
    error = desk.refused(verbs.add_record, broken.kind, values)
    assert isinstance(error, RuleError)
    assert broken.words in error.cause
    assert error.field == list(broken.values)[-1]


def test_an_account_is_never_its_own_parent(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "accounts", 1, {"parent": 1})
    assert isinstance(error, RuleError)
    assert "would stand above itself" in error.cause


def test_satisfaction_counts_from_the_day_it_was_said(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Mine", "satisfaction": 7})
    day = "SELECT satisfaction, satisfaction_on FROM account WHERE id = ?"
    assert desk.row(day, account) == (7, desk.store.today.isoformat())
    desk.do(verbs.edit_record, "accounts", account, {"satisfaction": None})
    assert desk.row(day, account) == (None, None)


def test_satisfaction_that_is_said_again_keeps_its_day_and_a_new_one_takes_today(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Mine", "satisfaction": 7})
    later = type(desk.store)(desk.store.path, "jane", date(2026, 12, 24))
    day = "SELECT satisfaction_on FROM account WHERE id = ?"
    later.do(verbs.edit_record, "accounts", account, {"satisfaction": 7, "website": "mine.test"})
    assert desk.row(day, account) == ("2026-11-21",)
    later.do(verbs.edit_record, "accounts", account, {"satisfaction": 8})
    assert desk.row(day, account) == ("2026-12-24",)
    later.undo()
    assert desk.row(day, account) == ("2026-11-21",)


def test_a_planned_review_is_completed_on_its_day_and_not_before(desk: Desk) -> None:
    ahead = date(2026, 12, 4)
    review = desk.do(verbs.add_record, "qbrs", {"account": 1, "date": ahead})
    for error in (
        desk.refused(verbs.move_review, review, "completed"),
        desk.refused(verbs.edit_record, "qbrs", review, {"stage": "held"}),
    ):
        assert error.field == "date"
        assert "cannot have taken place on 2026-12-04" in error.cause
    type(desk.store)(desk.store.path, "jane", ahead).do(verbs.move_review, review, "completed")
    assert desk.row("SELECT stage FROM qbr WHERE id = ?", review) == ("completed",)
    # On a day before it, what it says of itself may still be put right, but not on which later day it was.
    desk.do(verbs.edit_record, "qbrs", review, {"summary": "Went well"})
    desk.refused(verbs.edit_record, "qbrs", review, {"date": date(2026, 12, 5)})


def test_no_value_is_recorded_ahead(desk: Desk) -> None:
    error = desk.refused(verbs.record_metric, 1, Decimal(96), date(2026, 11, 22))
    assert (error.field, "measured on 2026-11-22" in error.cause) == ("date", True)
    error = desk.refused(verbs.edit_record, "metrics", 1, {"value": 96, "date": date(2026, 11, 22)})
    assert error.field == "date"
    error = desk.refused(verbs.edit_record, "voc", 1, {"date": date(2026, 11, 22)})
    assert error.field == "date"
