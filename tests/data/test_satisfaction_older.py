"""Changes from before there were entries of satisfaction: undo and redo bring accounts and entries into step."""

from __future__ import annotations

from typing import Final

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.conftest import NOW
from tests.data.desk import Desk

_FORGET: Final = """
DELETE FROM satisfaction;
DELETE FROM change WHERE tbl = 'satisfaction';
INSERT INTO satisfaction (account_id, date, score, created_at, updated_at, version)
SELECT id, satisfaction_on, satisfaction, updated_at, updated_at, 1 FROM account WHERE satisfaction IS NOT NULL;
"""
"""Makes of all changes so far ones from before there were entries, and of the accounts what the migration does."""

SHOWN: Final = "SELECT satisfaction, satisfaction_on FROM account WHERE id = ?"
ENTRIES: Final = "SELECT date, score FROM satisfaction WHERE account_id = ? ORDER BY date"


def _as_before(desk: Desk) -> None:
    connection = desk.store.connect()
    connection.executescript(_FORGET)
    connection.close()
    desk.store.undo()
    desk.store.redo()
    assert desk.faults() == []


def test_a_score_from_before_is_undone_and_redone_with_its_entry(desk: Desk) -> None:
    desk.do(verbs.edit_record, "accounts", 2, {"satisfaction": 4})
    desk.do(verbs.edit_record, "accounts", 2, {"satisfaction": 8})
    _as_before(desk)
    desk.store.undo()
    assert (desk.row(SHOWN, 2), desk.rows(ENTRIES, 2)) == ((4, NOW[:10]), [(NOW[:10], 4)])
    assert desk.faults() == []
    desk.store.undo()
    assert (desk.row(SHOWN, 2), desk.rows(ENTRIES, 2)) == ((None, None), [])
    assert desk.faults() == []
    desk.store.redo()
    desk.store.redo()
    assert (desk.row(SHOWN, 2), desk.rows(ENTRIES, 2)) == ((8, NOW[:10]), [(NOW[:10], 8)])
    assert desk.faults() == []


@pytest.mark.parametrize("is_newest", [True, False])
def test_an_account_added_before_goes_and_comes_back_with_its_entry(desk: Desk, is_newest: bool) -> None:
    added = desk.store.do(verbs.add_record, "accounts", {"name": "Gamma", "satisfaction": 5})
    if not is_newest:
        desk.do(verbs.edit_record, "accounts", 2, {"website": "beta.test"})
    _as_before(desk)
    desk.store.undo(added.event)
    assert desk.rows("SELECT 1 FROM satisfaction WHERE account_id = ?", added.value) == []
    assert desk.faults() == []
    desk.store.redo()
    assert desk.rows(ENTRIES, added.value) == [(NOW[:10], 5)]
    assert desk.faults() == []


def test_an_entry_added_since_stays_and_is_shown_where_it_is_newer(desk: Desk) -> None:
    former = desk.store.do(verbs.edit_record, "accounts", 2, {"satisfaction": 8})
    _as_before(desk)
    values: Values = {"account": "Beta", "score": 3, "date": desk.store.today.replace(day=1)}
    desk.do(verbs.add_record, "satisfaction", values)
    desk.store.undo(former.event)
    assert (desk.row(SHOWN, 2), desk.rows(ENTRIES, 2)) == ((3, "2026-11-01"), [("2026-11-01", 3)])
    assert desk.faults() == []
    desk.store.redo()
    assert (desk.row(SHOWN, 2), len(desk.rows(ENTRIES, 2))) == ((8, NOW[:10]), 2)
    assert desk.faults() == []
