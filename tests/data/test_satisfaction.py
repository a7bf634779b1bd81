"""An account's satisfaction is always its newest entry, whoever writes which of the two (features: row 67)."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, record
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict, NameTaken, NotFound, RuleError
from kapta_tui.domain.fields import Values
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk

SHOWN = "SELECT satisfaction, satisfaction_on FROM account WHERE id = 1"
ENTRIES = "SELECT date, score FROM satisfaction WHERE account_id = 1 ORDER BY date"


def _day(ago: int) -> date:
    return TODAY - timedelta(ago)


def test_the_field_of_the_account_writes_an_entry_of_today_and_empties_the_newest(desk: Desk) -> None:
    desk.there_and_back(verbs.edit_record, "accounts", 1, {"satisfaction": 8})
    assert desk.rows(ENTRIES) == [("2026-10-01", 6), ("2026-11-21", 8)]
    desk.there_and_back(verbs.edit_record, "accounts", 1, {"satisfaction": 7})
    assert desk.rows(ENTRIES) == [("2026-10-01", 6), ("2026-11-21", 7)]
    desk.there_and_back(verbs.edit_record, "accounts", 1, {"satisfaction": None})
    assert desk.row(SHOWN) == (6, "2026-10-01")
    desk.there_and_back(verbs.edit_record, "accounts", 1, {"satisfaction": None})
    assert (desk.row(SHOWN), desk.rows(ENTRIES)) == ((None, None), [])
    made = desk.there_and_back(verbs.add_record, "accounts", {"name": "Gamma", "satisfaction": 0})
    assert desk.row("SELECT score, date FROM satisfaction WHERE account_id = ?", made) == (0, "2026-11-21")


def test_an_entry_of_a_day_that_has_one_changes_it_and_repeating_it_changes_nothing(desk: Desk) -> None:
    values: Values = {"account": "Acme", "score": 9, "date": date(2026, 10, 1)}
    assert desk.there_and_back(verbs.add_record, "satisfaction", values) == 1
    assert desk.last_event() == ("edit_satisfaction", "Changed satisfaction entry 9 (2026-10-01) of Acme")
    assert desk.row("SELECT score, description FROM satisfaction") == (9, "Asked")
    assert desk.store.do(verbs.add_record, "satisfaction", values).event is None
    assert desk.row(SHOWN) == (9, "2026-10-01")


def test_an_older_entry_leaves_the_account_alone_and_a_newer_one_is_shown(desk: Desk) -> None:
    desk.there_and_back(verbs.add_record, "satisfaction", {"account": "Acme", "score": 1, "date": _day(200)})
    assert desk.row(SHOWN) == (6, "2026-10-01")
    newest = desk.there_and_back(verbs.add_record, "satisfaction", {"account": "Acme", "score": 3})
    assert desk.row(SHOWN) == (3, "2026-11-21")
    desk.there_and_back(verbs.edit_record, "satisfaction", newest, {"date": _day(300)})
    assert desk.row(SHOWN) == (6, "2026-10-01")
    desk.there_and_back(verbs.remove_record, "satisfaction", 1)
    assert desk.row(SHOWN) == (1, _day(200).isoformat())


def test_an_entry_is_not_moved_to_a_day_that_has_one_nor_to_one_ahead(desk: Desk) -> None:
    other = desk.do(verbs.add_record, "satisfaction", {"account": "Acme", "score": 3})
    taken = desk.refused(verbs.edit_record, "satisfaction", other, {"date": date(2026, 10, 1)})
    assert isinstance(taken, NameTaken)
    assert taken.cause == "Acme has a satisfaction entry of 2026-10-01 already."
    ahead = desk.refused(verbs.add_record, "satisfaction", {"account": "Acme", "score": 3, "date": _day(-1)})
    assert isinstance(ahead, RuleError)
    assert ahead.field == "date"
    assert desk.refused(verbs.add_record, "satisfaction", {"account": "Acme", "score": 11})
    assert desk.refused(verbs.add_record, "satisfaction", {"account": "Acme"})


def test_what_is_entered_where_the_day_begins_later_is_the_newest_all_the_same(desk: Desk) -> None:
    desk.do(verbs.edit_record, "accounts", 1, {"satisfaction": 8})
    west = Desk(make_store(desk.store.path, today=_day(1)))
    west.do(verbs.edit_record, "accounts", 1, {"satisfaction": 2})
    west.close()
    assert desk.row(SHOWN) == (2, "2026-11-21")
    assert desk.faults() == []


def test_its_age_makes_an_entry_stale_and_then_expired(desk: Desk) -> None:
    with closing(desk.store.connect()) as connection:
        for ago, stale, expired in (
            (90, False, False),
            (91, True, False),
            (180, True, False),
            (181, False, True),
        ):
            view = View(date(2026, 10, 1) + timedelta(ago), "jane", current(connection))
            found = record(connection, "satisfaction", view, 1)
            assert (found["age"], found["stale"], found["expired"]) == (ago, stale, expired)


def test_two_accounts_become_one_with_both_histories_of_which_the_kept_days_stand(desk: Desk) -> None:
    for score, ago in ((2, 10), (3, 51), (4, 300)):
        values: Values = {"account": "Beta", "score": score, "date": _day(ago), "description": f"No {score}"}
        desk.do(verbs.add_record, "satisfaction", values)
    desk.there_and_back(verbs.merge_accounts, 1, 2, {})
    days = [(_day(300).isoformat(), 4), ("2026-10-01", 6), (_day(10).isoformat(), 2)]
    assert (desk.row(SHOWN), desk.rows(ENTRIES)) == ((2, _day(10).isoformat()), days)
    (note,) = desk.row("SELECT text FROM note ORDER BY id DESC LIMIT 1")
    assert "Its satisfaction was 3 on 2026-10-01: No 3." in note
    assert "atisfaction 2" not in note


def test_an_older_change_undone_alone_leaves_the_account_at_what_is_newest_then(desk: Desk) -> None:
    newer = desk.store.do(verbs.add_record, "satisfaction", {"account": "Acme", "score": 3}).event
    desk.do(verbs.add_record, "satisfaction", {"account": "Acme", "score": 5, "date": _day(3)})
    desk.store.undo(newer)
    assert desk.row(SHOWN) == (5, _day(3).isoformat())
    assert desk.faults() == []
    desk.store.redo()
    assert desk.row(SHOWN) == (3, "2026-11-21")


_DAYS = st.integers(0, 4)
_SCORES = st.integers(0, 10)
_STEPS = st.one_of(
    st.tuples(st.just("field"), st.none() | _SCORES, st.just(0)),
    st.tuples(st.just("add"), _SCORES, _DAYS),
    st.tuples(st.just("score"), _SCORES, _DAYS),
    st.tuples(st.just("move"), _DAYS, _DAYS),
    st.tuples(st.just("remove"), st.just(0), _DAYS),
    st.tuples(st.just("undo"), st.just(0), st.integers(0, 2)),
    st.tuples(st.just("redo"), st.just(0), st.just(0)),
)


def _step(desk: Desk, what: str, number: int | None, place: int) -> None:
    ids = [row for (row,) in desk.rows("SELECT id FROM satisfaction ORDER BY date")]
    entry = ids[place % len(ids)] if ids else 0
    if what == "field":
        desk.do(verbs.edit_record, "accounts", 1, {"satisfaction": number})
    elif what == "add":
        desk.do(verbs.add_record, "satisfaction", {"account": 1, "score": number, "date": _day(place)})
    elif what == "score":
        desk.do(verbs.edit_record, "satisfaction", entry, {"score": number})
    elif what == "move":
        desk.do(verbs.edit_record, "satisfaction", entry, {"date": _day(number or 0)})
    elif what == "remove":
        desk.do(verbs.remove_record, "satisfaction", entry)
    elif what == "undo":
        standing = desk.rows("SELECT id FROM event WHERE undone = 0 ORDER BY id DESC LIMIT 3")
        desk.store.undo(standing[place % len(standing)][0])
    else:
        desk.store.redo()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, max_size=12))
@example(steps=[("add", 3, 0), ("add", 4, 2), ("undo", 0, 1), ("redo", 0, 0)])
@example(steps=[("field", 3, 0), ("add", 4, 1), ("field", None, 0), ("undo", 0, 1), ("undo", 0, 0)])
def test_the_account_is_its_newest_entry_after_any_entries_edits_removals_and_undos(
    portfolio_file: Path, steps: list[tuple[str, int | None, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kapta.db"
        shutil.copyfile(portfolio_file, path)
        path.chmod(0o600)
        desk = Desk(make_store(path))
        for step in steps:
            before = desk.rows(ENTRIES)
            try:
                _step(desk, *step)
            except (Conflict, NameTaken, NotFound):
                assert desk.rows(ENTRIES) == before
            newest = max(desk.rows(ENTRIES), default=(None, None))
            assert desk.row(SHOWN) == newest[::-1]
        assert desk.faults() == []
        desk.close()
