"""Swim lanes on a store: what moving a bar changes, how deep they go, and what a customer sees (features: row 91)."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from kapta_tui.data.dump import dump
from kapta_tui.data.read import plans
from kapta_tui.data.read.planlanes import lane_items
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.lanes import Key, LaneItem
from kapta_tui.domain.playbook import Playbook
from tests.app.plan_store import day, fill
from tests.conftest import TODAY


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    """The two plans of `tests.app.plan_store`."""
    made = new_store()
    fill(made)
    return made


def tables(store: Store) -> dict[str, dict[int, dict[str, Any]]]:
    """Return every row of the lossless dump by table and id, without the journal and the days of health."""
    with closing(store.connect()) as connection:
        values = json.loads(dump(connection))["tables"]
    return {
        table: dict(enumerate(rows))
        for table, rows in values.items()
        if table not in ("event", "change", "health_day")
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    """Return the fields that differ, by table and name of the row."""
    return {
        (table, str(row["name"])): {field for field in row if row[field] != after[table][place][field]}
        for table, rows in before.items()
        for place, row in rows.items()
        if row != after[table][place]
    }


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [("actions", 1, "Training"), ("goals", 2, "Grow"), ("actions", 2, "Acceptance 日本")],
)
def test_row_91_moving_a_bar_changes_exactly_its_dates(
    store: Store, kind: str, number: int, name: str
) -> None:
    before = tables(store)
    store.do(verbs.move_action_dates, kind, number, day(-13), day(44))
    found = changed(before, tables(store))
    assert list(found) == [(kind.removesuffix("s"), name)]
    assert (
        {"start", "due"} <= found[kind.removesuffix("s"), name] <= {"start", "due", "version", "updated_at"}
    )
    store.undo()
    assert tables(store) == before


def test_row_91_and_93_tasks_that_inherit_their_due_date_move_with_the_bar(store: Store) -> None:
    def due() -> dict[str, Any]:
        with closing(store.connect()) as connection:
            found = plans.detail(connection, 1)
        assert found is not None
        return {task.name: task.due for task in found.tasks}

    assert due() == {"Book the room": day(-3), "Send the agenda": day(3)}
    store.do(verbs.move_action_dates, "actions", 1, day(-13), day(4))
    assert due() == {"Book the room": day(4), "Send the agenda": day(3)}


def items_of(
    store: Store, levels: int = 3, *, account: int | None = 1, for_customer: bool = False
) -> list[LaneItem]:
    """Return what the lanes show where every section has `levels`."""
    with closing(store.connect()) as connection:
        playbook = at_levels(current(connection), levels)
        return lane_items(
            connection, View(TODAY, "jane", playbook), account=account, for_customer=for_customer
        )


def at_levels(playbook: Playbook, levels: int) -> Playbook:
    """Return rules whose sections all have `levels`."""
    return playbook._replace(sections=tuple(one._replace(levels=levels) for one in playbook.sections))


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        (3, [("goal", 1, None), ("objective", 1, ("goal", 1)), ("action", 1, ("objective", 1))]),
        (2, [("goal", 1, None), ("action", 1, ("goal", 1)), ("action", 2, ("goal", 1))]),
        (1, [("goal", 1, None), ("action", 1, None), ("action", 2, None)]),
    ],
)
def test_row_72_lanes_are_as_deep_as_their_section(
    store: Store, levels: int, wanted: list[tuple[str, int, Key | None]]
) -> None:
    found = items_of(store, levels)
    assert [(item.kind, item.id, item.parent) for item in found][:3] == wanted
    assert found[0].percent == 53
    assert found[0].sum == "(60 + 0 + 100) / 3 = 53 %"
    assert len(found) == (5 if levels == 3 else 4)


def test_row_72_actions_beside_goals_stand_behind_their_own(store: Store) -> None:
    store.do(verbs.add_record, "goals", {"account": 1, "name": "Next"})
    found = items_of(store, 1, account=None)
    assert [item.key for item in found] == [
        *[("goal", 1), ("action", 1), ("action", 2), ("action", 3), ("goal", 3)],
        *[("goal", 2), ("action", 4), ("action", 5)],
    ]
    sections = [item.section for item in found]
    assert sections[:5] == sections[:1] * 5
    assert sections[0] != sections[5] == sections[6]
    assert all(item.section for item in found)


def test_row_89_a_customer_sees_what_is_in_the_report_and_not_where_it_came_from(store: Store) -> None:
    store.do(verbs.start_risk, {"account": 1, "reasons": ("QUIET",)})
    store.do(verbs.edit_record, "actions", 2, {"in_customer_report": False})
    store.do(verbs.edit_record, "goals", 2, {"in_customer_report": False})
    whole = items_of(store, account=None)
    told = items_of(store, account=None, for_customer=True)
    hidden = {("action", 2), ("goal", 2), ("action", 4), ("action", 5)}
    assert {item.key for item in told} == {item.key for item in whole} - hidden
    assert "⚑" in whole[0].section
    assert "⚑" not in told[0].section
    assert not any(item.marks for item in told)
    # What is hidden counts for nothing: a percent of all would tell how far it is.
    assert (whole[0].percent, told[0].percent) == (53, 80)
