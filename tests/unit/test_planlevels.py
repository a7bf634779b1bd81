"""How deep a plan is drawn at every level, and what is said of a change of levels."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.planlevels import Standing, drawn, drawn_depth, drawn_parent, moved


class Row(NamedTuple):
    """A stored row of a plan."""

    kind: str
    section: str
    depth: int
    name: str


_ROWS = st.lists(
    st.builds(
        lambda kind_depth, section, name: Row(kind_depth[0], section, kind_depth[1], name),
        st.sampled_from([("goals", 0), ("objectives", 1), ("actions", 1), ("actions", 2)]),
        st.sampled_from(["customer", "internal"]),
        st.text(max_size=5),
    )
)


@given(_ROWS, st.integers(1, 3))
def test_goals_and_actions_are_seen_at_every_level(rows: list[Row], levels: int) -> None:
    found = list(drawn(rows, {"customer": levels}))
    kept = [row for row in rows if row.section == "internal" or levels == 3 or row.kind != "objectives"]
    assert [row for row, _ in found] == kept
    for row, depth in found:
        limit = 3 if row.section == "internal" else levels
        assert depth == min(row.depth, limit - 1)


@pytest.mark.parametrize(
    ("levels", "depths"), [(3, (0, 1, 1, 2)), (2, (0, None, 1, 1)), (1, (0, None, 0, 0))]
)
def test_depths(levels: int, depths: tuple[int | None, ...]) -> None:
    stored = (("goal", 0), ("objective", 1), ("action", 1), ("action", 2))
    assert tuple(drawn_depth(levels, kind, depth) for kind, depth in stored) == depths


@pytest.mark.parametrize(
    ("levels", "with_objective", "without"),
    [(3, ("objective", 7), ("goal", 5)), (2, ("goal", 5), ("goal", 5)), (1, None, None)],
)
def test_what_an_action_is_drawn_under(levels: int, with_objective: object, without: object) -> None:
    assert drawn_parent(levels, 5, 7) == with_objective
    assert drawn_parent(levels, 5, None) == without


_HELD = Standing(9, 9, 60, 52, 8, ["Start well", "Deliver", *"abcdefghijk", "Widen"], ["Widen"])
_PUT = "14 objectives (“Start well”, “Deliver” and 12 more) are put away"
_WIDEN = "“Widen”, which has no action, is not seen until three levels are back."
_BACK = "14 objectives (“Start well”, “Deliver” and 12 more) come back; 52 actions stand below them again."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 2, (f"{_PUT}; their 52 actions stand right below their 8 goals.", _WIDEN)),
        (3, 1, (f"{_PUT}.", "60 actions stand beside their 9 goals, not below.", _WIDEN)),
        (2, 1, ("60 actions stand beside their 9 goals, not below.",)),
        (1, 2, ("60 actions stand below their 9 goals again.",)),
        (1, 3, ("8 actions stand below their 9 goals again.", _BACK)),
        (2, 3, (_BACK,)),
        (2, 2, ()),
    ],
)
def test_a_change_of_levels_says_what_moves(before: int, after: int, said: tuple[str, ...]) -> None:
    assert moved(_HELD, before, after) == said


def test_one_of_each_reads_as_one() -> None:
    held = Standing(1, 1, 1, 1, 1, ["A\nB"], ["A\nB"])
    assert moved(held, 3, 2) == (
        "1 objective (“A B”) is put away; its 1 action stands right below the goal.",
        "“A B”, which has no action, is not seen until three levels are back.",
    )


def test_an_empty_section_moves_nothing() -> None:
    assert moved(Standing(), 3, 1) == ("Nothing that is planned moves.",)
