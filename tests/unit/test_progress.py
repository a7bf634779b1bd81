"""Progress rolls up with equal weights (features row 88)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.progress import Part, progress

parts = st.lists(st.builds(Part, st.just("a"), st.integers(0, 100), st.booleans()), max_size=12)


def test_actions_weigh_equally_and_the_sum_is_shown() -> None:
    found = progress([Part("a", 60), Part("b", 0), Part("c", 20, is_completed=True)])
    assert (found.percent, found.total, found.formula) == (53, 160, "(60 + 0 + 100) / 3 = 53 %")


def test_a_goal_is_the_mean_of_its_actions_not_of_its_objectives() -> None:
    first, second = [Part("a", 100), Part("b", 100), Part("c", 100)], [Part("d", 0)]
    assert progress(first + second).percent == 75


def test_almost_everything_is_not_everything() -> None:
    assert progress([Part("a", 100)] * 200 + [Part("b", 99)]).percent == 99
    assert progress([Part("a", 100)] * 201).percent == 100


def test_without_actions_only_completion_counts() -> None:
    assert (progress([]).percent, progress([]).formula) == (None, "no action yet")
    assert (progress([], is_completed=True).percent, progress([], is_completed=True).formula) == (
        100,
        "completed",
    )


def test_one_action_alone_needs_no_sum_and_what_is_reported_says_so() -> None:
    assert progress([Part("a", 0)]).formula == "0 % of its only action"
    assert progress([Part("a", 40), Part("b", 0, is_cancelled=True)]).formula == "40 % of its only action"
    assert progress([], own=40).formula == "40 % (reported)"


@given(parts)
def test_progress_lies_between_its_extremes_and_ignores_order(given_parts: list[Part]) -> None:
    percent = progress(given_parts).percent
    if not given_parts:
        assert percent is None
        return
    counted = [part.counted for part in given_parts]
    assert percent is not None
    assert min(counted) <= percent <= max(counted)
    assert progress(reversed(given_parts)).percent == percent
