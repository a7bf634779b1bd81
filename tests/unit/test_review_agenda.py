"""The agenda of a review as Markdown with boxes, and the stages of a review."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.reviews import Point, next_stage, points, tick
from kapta_tui.domain.rules import check

STAGES = ("planned", "prepared", "held", "completed", "cancelled")
AGENDA = "# First\n\n- [ ] Numbers [x]\n  * [x] Risks\nwords"


def test_points_are_the_lines_that_say_something() -> None:
    assert points(AGENDA) == [
        Point(0, "# First", None),
        Point(2, "Numbers [x]", False),
        Point(3, "Risks", True),
        Point(4, "words", None),
    ]


def test_a_tick_changes_one_box_and_nothing_else() -> None:
    assert tick(AGENDA, 2) == AGENDA.replace("- [ ]", "- [x]")
    assert tick(AGENDA, 3) == AGENDA.replace("* [x]", "* [ ]")
    assert tick(AGENDA, 4) == AGENDA


@given(st.text(alphabet="-*[] xX\nab", max_size=60))
def test_ticking_twice_is_as_before_but_for_the_letter_of_the_tick(agenda: str) -> None:
    for point in points(agenda):
        assert tick(tick(agenda, point.line), point.line).lower() == agenda.lower()


def test_stages_follow_the_playbook_and_end() -> None:
    assert [next_stage(stage, STAGES) for stage in STAGES] == ["prepared", "held", "completed", None, None]
    assert next_stage("gone", STAGES) is None


@pytest.mark.parametrize("stage", ["planned", "prepared", "cancelled", None])
def test_a_rating_wants_a_completed_review(stage: str | None) -> None:
    with pytest.raises(RuleError, match="wants a completed review") as caught:
        check("qbrs", {"stage": stage, "rating": "good"})
    assert caught.value.field == "rating"
    check("qbrs", {"stage": stage, "rating": None})


def test_a_review_that_took_place_is_rated_or_not() -> None:
    check("qbrs", {"stage": "held", "rating": "good"})
    check("qbrs", {"stage": "completed", "rating": "good"})
    check("qbrs", {"stage": "completed", "rating": None})
