"""Rules of accounts and contracts as verbs keep them (mission S1)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import FieldType, Value
from kapta_tui.domain.kinds import KINDS
from tests.broken_rules import BROKEN, Broken
from tests.data.desk import Desk


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_verb_refuses_a_broken_rule(desk: Desk, broken: Broken) -> None:
    fields = KINDS[broken.kind].by_name
    values: dict[str, Value] = {
        name: date.fromisoformat(text) if fields[name].type is FieldType.DATE else text
        for name, text in broken.values.items()
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
