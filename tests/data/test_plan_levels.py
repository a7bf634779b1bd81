"""Changing the levels of a section moves what is drawn and loses nothing (mission S3; features: rows 72 and 73)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.read.planlevels import shifts, standings
from kapta_tui.data.read.playbook import current, current_text
from kapta_tui.data.read.records import View, ids, records
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.planlevels import drawn
from kapta_tui.domain.playbook import default_text, parse
from tests.conftest import TODAY
from tests.data.desk import Desk

_PLANS = st.lists(
    st.tuples(st.lists(st.integers(0, 3), max_size=3), st.integers(0, 3)), min_size=1, max_size=3
)
"""Goals, each with the numbers of actions of its objectives, and of actions of its own."""


class Row(NamedTuple):
    """A row of a plan as it is stored."""

    kind: str
    section: str
    depth: int
    id: int


def _rest(desk: Desk) -> dict[str, Any]:
    """Return the dump without the playbook and what tells of its change."""
    tables: Mapping[str, Any] = json.loads(desk.content())["tables"]
    return {
        name: rows for name, rows in tables.items() if name not in ("playbook_version", "event", "change")
    }


def _rows(desk: Desk) -> list[Row]:
    found = desk.rows(
        "SELECT 'goals', g.section, 0, g.id FROM goal g UNION ALL "
        "SELECT 'objectives', g.section, 1, o.id FROM objective o JOIN goal g ON g.id = o.goal_id UNION ALL "
        "SELECT 'actions', g.section, 1 + (x.objective_id IS NOT NULL), x.id "
        "FROM action x JOIN goal g ON g.id = x.goal_id"
    )
    return [Row(*row) for row in found]


def _plan(desk: Desk, goals: Sequence[tuple[Sequence[int], int]]) -> None:
    text = "\n".join(
        "\n".join(
            [f"Goal {at}"]
            + [f"  Step {at}.{step}\n" + "\n".join(["    Do"] * count) for step, count in enumerate(steps)]
        )
        for at, (steps, _) in enumerate(goals)
    )
    numbers = desk.do(verbs.add_goal_outline, 2, "customer", text)
    for goal, (_, own) in zip(numbers, goals, strict=True):
        for _ in range(own):
            desk.do(verbs.add_record, "actions", {"account": 2, "goal": goal, "name": "Own"})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(goals=_PLANS, way=st.permutations([1, 2, 3]))
def test_lowering_and_raising_loses_nothing_and_every_action_is_seen(
    desk: Desk, goals: list[tuple[list[int], int]], way: list[int]
) -> None:
    _plan(desk, goals)
    before, rows = _rest(desk), _rows(desk)
    for count in (*way, 3):
        desk.do(verbs.set_levels, "customer", count)
        assert _rest(desk) == before
        sections = {section.code: section.levels for section in current(desk.reading).sections}
        shown = list(drawn(rows, sections))
        for kind in ("goals", "actions"):
            assert [row for row, _ in shown if row.kind == kind] == [row for row in rows if row.kind == kind]
        assert max(depth for row, depth in shown if row.section == "customer") <= count - 1
    assert [depth for _, depth in shown] == [row.depth for row in rows]
    assert current_text(desk.reading) == default_text()


def test_the_preview_counts_what_moves_and_names_what_goes_unseen(desk: Desk) -> None:
    desk.do(verbs.add_goal_outline, 2, "internal", "A\n  Start\n    One\n    Two\n  Widen")
    held = standings(desk.reading)["internal"]
    assert (held.in_objectives, held.without_actions[-1]) == (held.actions, "Widen")
    sections = current(desk.reading).sections
    (shift,) = shifts(desk.reading, sections, {"internal": 2, "customer": 3})
    assert shift.sentence.startswith("Our strategic goals 3 → 2: ")
    assert "“Widen”, which has no action, is not seen until three levels are back." in shift.sentence
    assert desk.do(verbs.set_levels, "our strategic goals", 2) == shift
    assert desk.last_event() == ("set_levels", f"Levels of {shift.sentence}")


def test_levels_are_written_where_they_stand_and_comments_stay(desk: Desk) -> None:
    text = default_text().replace("[sections]\n", "[sections]  # ours\n# below\n")
    desk.do(verbs.set_playbook, text)
    desk.do(verbs.set_levels, "internal", 1)
    assert current_text(desk.reading) == text.replace(
        'audience = "internal", levels = 3', 'audience = "internal", levels = 1'
    )


def test_sections_that_the_text_leaves_out_are_written_with_their_levels(desk: Desk) -> None:
    desk.do(verbs.set_playbook, "\ufeff" + 'currency = "EUR"\n')
    desk.do(verbs.set_levels, "customer", 2)
    levels = {section.code: section.levels for section in parse(current_text(desk.reading)).sections}
    assert levels == {"customer": 2, "internal": 3}


@pytest.mark.parametrize("count", [0, 4])
def test_a_section_has_one_to_three_levels(desk: Desk, count: int) -> None:
    assert isinstance(desk.refused(verbs.set_levels, "customer", count), UsageError)
    assert isinstance(desk.refused(verbs.set_levels, "nosuch", 2), UsageError)


def test_the_same_levels_change_nothing(desk: Desk) -> None:
    before = desk.content()
    assert desk.do(verbs.set_levels, "customer", 3).moves == ()
    assert desk.content() == before


def test_a_playbook_that_changes_levels_says_what_moves(desk: Desk) -> None:
    text = default_text().replace('audience = "customer", levels = 3', 'audience = "customer", levels = 2')
    said = desk.do(verbs.set_playbook, text)
    assert said[0] == 'The plan section "The customer\'s strategic goals" has levels 2 instead of 3.'
    assert said[1].startswith("The customer's strategic goals 3 → 2: ")


def test_sections_are_named_ordered_and_retired_by_the_administrator(desk: Desk) -> None:
    sections = """[sections]
partner = { label = "Goals of the partner", audience = "customer", levels = 1 }
internal = { label = "What we want", audience = "internal", levels = 2 }
"""
    old = default_text()
    start, end = old.index("[sections]"), old.index("[action_status]")
    text = old[:start] + sections + "\n" + old[end:]
    text = text.replace('section = "customer"', 'section = "partner"')
    goal = desk.do(verbs.add_record, "goals", {"account": 2, "name": "Kept", "section": "customer"})
    desk.do(verbs.set_playbook, text)
    book = current(desk.reading)
    assert [(item.code, item.retired) for item in book.sections] == [
        ("partner", False),
        ("internal", False),
        ("customer", True),
    ]
    assert [choice.label for choice in book.offered("section")] == ["Goals of the partner", "What we want"]
    assert desk.row("SELECT section FROM goal WHERE id = ?", goal) == ("customer",)
    desk.do(verbs.edit_record, "goals", goal, {"name": "Kept on"})
    desk.do(verbs.edit_record, "goals", goal, {"section": "what we want"})
    assert desk.row("SELECT section FROM goal WHERE id = ?", goal) == ("internal",)
    new = desk.do(verbs.add_record, "goals", {"account": 2, "name": "New"})
    (typed,) = desk.do(verbs.add_goal_outline, 2, None, "Typed")
    assert desk.rows("SELECT section FROM goal WHERE id IN (?, ?)", new, typed) == [("partner",)] * 2
    view = View(TODAY, "jane", book)
    desk.do(verbs.edit_record, "goals", goal, {"section": "customer"})
    desk.do(verbs.add_record, "goals", {"account": 2, "name": "Ours", "section": "internal"})
    listed = ids(desk.reading, "goals", view, account=2)
    names = [str(records(desk.reading, "goals", view, [number])[0]["section"]) for number in listed]
    assert names == ["partner", "partner", "internal", "customer"]
