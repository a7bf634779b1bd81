"""Swim lanes and the days on which work really began and ended, and the words for bars moved (features: row 91)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date

import pytest

from kapta_tui.data.read.planlanes import lane_items
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.lanes import LaneItem
from tests.app.plan_store import day, fill
from tests.conftest import TODAY


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    """The two plans of `tests.app.plan_store`."""
    made = new_store()
    fill(made)
    return made


def item_of(store: Store, kind: str, number: int, levels: int = 3) -> LaneItem:
    """Return one item of the lanes where every section has `levels`."""
    with closing(store.connect()) as connection:
        playbook = current(connection)
        playbook = playbook._replace(sections=tuple(one._replace(levels=levels) for one in playbook.sections))
        found = lane_items(connection, View(TODAY, "jane", playbook))
    return next(item for item in found if item.key == (kind, number))


@pytest.mark.parametrize(
    ("start", "due", "words"),
    [
        (None, day(37), f"Moved the due date of action Training of Acme [/oops] to {day(37)}"),
        (day(2), None, f"Moved the start of action Training of Acme [/oops] to {day(2)}"),
        (day(2), day(37), f"Moved action Training of Acme [/oops] to {day(2)} – {day(37)}"),
        (None, None, "Took the dates off action Training of Acme [/oops]"),
    ],
)
def test_row_91_the_sentence_names_the_date_that_moved(
    store: Store, start: date | None, due: date | None, words: str
) -> None:
    store.do(verbs.move_action_dates, "actions", 1, start, due)
    with closing(store.connect()) as connection:
        (sentence,) = connection.execute("SELECT sentence FROM event ORDER BY id DESC LIMIT 1").fetchone()
    assert sentence.startswith(words)


def test_row_91_work_begun_without_a_planned_start_has_the_day_it_really_began(store: Store) -> None:
    store.do(verbs.add_record, "actions", {"account": 1, "goal": 1, "name": "Begun", "due": day(30)})
    store.do(verbs.start_action, 6)
    found = item_of(store, "action", 6)
    assert (found.start, found.started_on, found.due) == (None, TODAY, day(30))


def test_row_91_an_objective_without_owner_is_the_accounts_as_elsewhere(store: Store) -> None:
    assert item_of(store, "objective", 1).owner == item_of(store, "goal", 1).owner != ""


def test_row_72_a_goal_without_actions_is_told_from_one_that_may_have_some(store: Store) -> None:
    store.do(verbs.add_record, "goals", {"account": 1, "name": "Next"})
    assert item_of(store, "goal", 3, levels=1).is_work
    assert not item_of(store, "goal", 3, levels=2).is_work
    assert not item_of(store, "goal", 1, levels=1).is_work
