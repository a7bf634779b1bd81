"""States of an action (features rows 83 and 85)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapta_tui.domain.planstate import Stage, plan_state

TODAY = date(2026, 11, 21)
PAST, FUTURE = TODAY - timedelta(3), TODAY + timedelta(3)


@pytest.mark.parametrize(
    ("start", "due", "percent", "is_started", "completed", "stage", "words", "glyph"),
    [
        (FUTURE, FUTURE, 0, False, None, Stage.NOT_STARTED, "not started", "○"),
        (TODAY, TODAY, 0, False, None, Stage.NOT_STARTED, "not started", "○"),
        (None, None, 0, False, None, Stage.NOT_STARTED, "not started", "○"),
        (PAST, FUTURE, 0, False, None, Stage.START_PASSED, "start passed", "◌"),
        (PAST, PAST, 0, False, None, Stage.START_PASSED, "start passed · 3 d late", "!"),
        (PAST, FUTURE, 1, False, None, Stage.IN_PROGRESS, "in progress", "◐"),
        (PAST, FUTURE, 0, True, None, Stage.IN_PROGRESS, "in progress", "◐"),
        (PAST, PAST, 60, True, None, Stage.IN_PROGRESS, "3 d late", "!"),
        (PAST, FUTURE, 100, True, None, Stage.FULL, "100 %, not closed", "◉"),
        (PAST, PAST, 100, True, None, Stage.FULL, "100 %, not closed · 3 d late", "!"),
        (PAST, PAST, 40, True, TODAY, Stage.DONE, "done", "✓"),
    ],
)
def test_each_state(
    start: date | None,
    due: date | None,
    percent: int,
    is_started: bool,
    completed: date | None,
    stage: Stage,
    words: str,
    glyph: str,
) -> None:
    state = plan_state(
        TODAY, start=start, due=due, percent=percent, is_started=is_started, completed_on=completed
    )
    assert (state.stage, state.words, state.glyph) == (stage, words, glyph)
    assert state.is_late is ("late" in words)
