"""What is told below the days of health holds of those very days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.playbook.health import Bands
from kapta_tui.screens.account.measure.landmarks import landmarks
from kapta_tui.widgets.healthchart import Point

BANDS = Bands(75, 50)
FIRST = date(2026, 1, 1)


def _points(scores: list[int | None]) -> list[Point]:
    return [
        Point(FIRST + timedelta(days=place), None if score is None else Decimal(score))
        for place, score in enumerate(scores)
    ]


def test_the_last_day_in_a_better_band_and_the_first_in_this_one_are_named() -> None:
    days = _points([80, 76, None, 60, 72, 40, 41])
    told = "○ poor since 2026-01-06 · last healthy 2026-01-02 · last watch 2026-01-05 · most 80 on 2026-01-01"
    assert landmarks(days, 200, BANDS) == f"{told} · least 40 on 2026-01-06"
    assert landmarks(days, len(told), BANDS) == told
    assert landmarks(_points([60, 60]), 200, BANDS) == "most 60 on 2026-01-02"
    assert landmarks(_points([20, 90]), 200) == "most 90 on 2026-01-02 · least 20 on 2026-01-01"
    assert landmarks(_points([None]), 200) == landmarks([], 200) == landmarks(days, 5, BANDS) == ""


@given(st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=40))
def test_no_day_is_above_the_highest_and_none_in_a_better_band_after_the_last(
    scores: list[int | None],
) -> None:
    points = _points(scores)
    told = landmarks(points, 200, BANDS)
    known = {point.day.isoformat(): int(point.value) for point in points if point.value is not None}
    if not known:
        assert told == ""
        return
    parts = told.split(" · ")
    most = next(part for part in parts if part.startswith("most "))
    assert most == f"most {max(known.values())} on {most[-10:]}"
    assert known[most[-10:]] == max(known.values())
    for part in parts:
        if part.startswith("last "):
            band, day = part.split()[1:]
            later = [score for when, score in known.items() if when > day]
            assert BANDS.of(known[day]) == band
            assert band not in map(BANDS.of, later)
