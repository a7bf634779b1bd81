"""Due days are said in one way (interface.md: dates)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapta_tui.screens.due import due_words
from kapta_tui.widgets.cells import plain

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-35, "35 d late"), (-1, "1 d late"), (0, "today"), (1, "in 1 d"), (30, "in 30 d"), (31, "2026-12-22")],
)
def test_a_due_day_is_said_in_days_up_to_a_month_ahead(days: int, words: str) -> None:
    assert plain(due_words(TODAY + timedelta(days=days), TODAY)) == words
