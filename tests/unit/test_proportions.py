"""A share of few cases says less than the same share of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.proportions import at_least


@pytest.mark.parametrize(
    ("successes", "cases", "share"),
    [(0, 0, 0.0), (0, 3, 0.0), (1, 1, 0.207), (18, 20, 0.699), (5, 10, 0.237)],
)
def test_the_lower_end_of_wilsons_range(successes: int, cases: int, share: float) -> None:
    assert at_least(successes, cases) == pytest.approx(share, abs=0.001)


@given(successes=st.integers(0, 500), failures=st.integers(0, 500))
def test_more_of_the_same_is_relied_on_more(successes: int, failures: int) -> None:
    cases = successes + failures
    assert 0 <= at_least(successes, cases) <= (successes / cases if cases else 0)
    assert at_least(successes + 1, cases + 1) >= at_least(successes, cases)
    assert at_least(successes, cases + 1) <= at_least(successes, cases)
    assert at_least(2 * successes, 2 * cases) >= at_least(successes, cases)
