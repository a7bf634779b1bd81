"""Reading plans: choices of actions and their counts, previews, lanes with rolled-up progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from sqlite3 import Connection

import pytest

from kapta_tui.data.read import plans
from kapta_tui.data.read.planlanes import lane_items, place, place_of
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.filter import FilterError
from kapta_tui.domain.lanes import LaneItem
from kapta_tui.domain.planstate import Stage
from tests.app.plan_store import NAUGHTY, day, fill
from tests.conftest import TODAY


@pytest.fixture
def connection(new_store: Callable[..., Store]) -> Iterator[Connection]:
    """A connection to the two plans of `tests.app.plan_store`."""
    store = new_store()
    fill(store)
    with closing(store.connect()) as found:
        yield found


def view(connection: Connection, user: str = "jane", today: date = TODAY) -> View:
    return View(today, user, current(connection))


@pytest.mark.parametrize(
    ("show", "wanted"),
    [
        (Show.OPEN, [1, 3, 4, 2]),
        (Show.ACTIVE, [1, 3]),
        (Show.UPCOMING, [4, 2]),
        (Show.COMPLETED, [5]),
        (Show.OVERDUE, [1]),
        (Show.FULL, [3]),
        (Show.MINE, [1, 3, 2]),
        (Show.ALL, [5, 1, 3, 4, 2]),
    ],
)
def test_row_80_and_85_each_choice_of_actions_and_its_count(
    connection: Connection, show: Show, wanted: list[int]
) -> None:
    assert list(plans.ids(connection, view(connection), show)) == wanted
    assert plans.counts(connection, view(connection))[show] == len(wanted)


def test_counts_follow_filter_and_account(connection: Connection) -> None:
    counted = plans.counts(connection, view(connection), filter="training", account=1)
    assert counted[Show.ALL] == counted[Show.OVERDUE] == 1
    assert plans.counts(connection, view(connection), account=2)[Show.ALL] == 2
    assert not any(plans.counts(connection, view(connection), filter="nothing at all").values())


def test_open_choices_add_up(connection: Connection) -> None:
    counted = plans.counts(connection, view(connection))
    assert counted[Show.ACTIVE] + counted[Show.UPCOMING] == counted[Show.OPEN]
    assert counted[Show.OPEN] + counted[Show.COMPLETED] == counted[Show.ALL]


def test_a_wrong_filter_points_at_its_place(connection: Connection) -> None:
    with pytest.raises(FilterError) as caught:
        plans.ids(connection, view(connection), Show.OPEN, filter="abc nofield:x")
    assert caught.value.position == 4


def test_row_83_a_line_knows_how_it_stands_on_a_day(connection: Connection) -> None:
    rows = plans.rows(connection, [1, 2, 4, 5, 99])
    assert list(rows) == [1, 2, 4, 5]
    assert rows[1].state(TODAY).days_late == 3
    assert rows[1].open_tasks == 2
    assert rows[1].owner == "jane"
    assert rows[2].state(TODAY).stage is Stage.NOT_STARTED
    assert rows[4].state(TODAY).stage is Stage.START_PASSED
    assert rows[5].state(TODAY).stage is Stage.DONE


def test_row_88_and_93_the_preview_explains_progress_and_due_dates(connection: Connection) -> None:
    found = plans.detail(connection, 1)
    assert found is not None
    assert found.goal_progress.formula == "(60 + 0 + 100) / 3 = 53 %"
    assert found.objective_progress == found.goal_progress
    assert [(task.name, task.due, task.inherited) for task in found.tasks] == [
        ("Book the room", day(-3), True),
        ("Send the agenda", day(3), False),
    ]
    assert found.contacts == ("Ana [b]Ruiz",)
    assert plans.detail(connection, 99) is None


def by_key(items: list[LaneItem]) -> dict[tuple[str, int], LaneItem]:
    return {item.key: item for item in items}


def test_lanes_hold_the_whole_plan_with_progress_of_all_actions(connection: Connection) -> None:
    items = by_key(lane_items(connection, view(connection)))
    assert items["goal", 1].percent == items["objective", 1].percent == 53
    assert items["goal", 2].percent == 50
    assert items["action", 1].parent == ("objective", 1)
    assert items["action", 4].parent == ("goal", 2)
    assert items["action", 5].completed_on == TODAY
    assert items["goal", 1].section == NAUGHTY.removesuffix(" \x1b[31m")


def test_lanes_of_one_account_stand_under_its_sections(connection: Connection) -> None:
    items = lane_items(connection, view(connection), account=2)
    assert [item.section for item in items if item.kind == "goal"] == ["Our strategic goals"]
    assert {item.key for item in items} == {("goal", 2), ("action", 4), ("action", 5)}


def test_a_goal_says_what_it_was_made_from_whatever_that_is(new_store: Callable[..., Store]) -> None:
    store = new_store()
    fill(store)
    store.do(verbs.start_risk, {"account": 1, "reasons": ("QUIET",), "opened_at": date(2026, 10, 9)})
    store.do(verbs.add_record, "opportunities", {"account": 1, "name": "More sites"})
    store.do(verbs.add_note, {"account": 1, "text": "Wants a person\nand a date"})
    store.do(verbs.add_record, "swot", {"account": 1, "quadrant": "threats", "text": "A cheaper rival"})
    wanted = {
        "contracts": "$ C-104",
        "opportunities": "▽ More sites",
        "risks": "⚑",
        "notes": "note Wants a person and a date",
        "swot": "SWOT item A cheaper rival",
    }
    goals = {kind: store.do(verbs.add_work, "goals", {"name": kind}, (kind, 1)).value for kind in wanted}
    store.do(verbs.remove_record, "opportunities", 1)
    with closing(store.connect()) as connection:
        items = by_key(lane_items(connection, view(connection)))
    found = {kind: items["goal", goal].marks for kind, goal in goals.items()}
    assert found == {**wanted, "opportunities": "▽"}
    assert items["goal", 1].marks == ""


def test_a_filter_keeps_what_matching_actions_stand_under_and_counts_the_hidden_ones(
    connection: Connection,
) -> None:
    items = by_key(lane_items(connection, view(connection), Show.OVERDUE))
    assert set(items) == {("goal", 1), ("objective", 1), ("action", 1)}
    assert items["goal", 1].percent == 53


def test_a_goal_that_matches_by_itself_is_shown_without_actions(connection: Connection) -> None:
    items = by_key(lane_items(connection, view(connection), Show.OPEN, filter="start<2026-11-15 grow"))
    assert ("goal", 2) in items


def test_a_field_of_actions_alone_finds_goals_by_their_actions(connection: Connection) -> None:
    items = by_key(lane_items(connection, view(connection), Show.ALL, filter="status:in_progress"))
    assert ("goal", 1) in items
    assert ("action", 2) not in items
    with pytest.raises(FilterError):
        lane_items(connection, view(connection), filter="nofield:x")


def test_accounts_of_one_name_keep_headings_of_their_own(new_store: Callable[..., Store]) -> None:
    from kapta_tui.data.write.basic import add_record

    store = new_store()
    for _ in range(2):
        account = store.do(add_record, "accounts", {"name": "Twin", "owner": "jane"}).value
        store.do(add_record, "goals", {"account": account, "name": "Grow"})
    with closing(store.connect()) as connection:
        items = lane_items(connection, view(connection))
    assert [item.section for item in items] == ["Twin", "Twin (2)"]


def test_places_in_a_plan(connection: Connection) -> None:
    assert place(connection, "action", 1).objective_name == "Start [/well]"
    assert place(connection, "goal", 2).section == "internal"
    assert place_of(connection, "action", 3) == (2, 3)
    for read in (place, place_of):
        with pytest.raises(NotFound):
            read(connection, "action", 99)
