"""A recurrence is said in words where that is short."""

from __future__ import annotations

import pytest

from kapta_tui.screens.recurrence import recurrence_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "daily"),
        ("freq=weekly", "weekly"),
        ("RRULE:FREQ=MONTHLY;INTERVAL=1", "monthly"),
        ("FREQ=YEARLY", "yearly"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=DAILY;INTERVAL=010", "every 10 days"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=MONTHLY;INTERVAL=2;COUNT=3", "FREQ=MONTHLY;INTERVAL=2;COUNT=3"),
        ("FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=0"),
    ],
)
def test_a_short_rule_is_said_in_words_and_any_other_as_written(rule: str, words: str) -> None:
    assert recurrence_words(rule) == words
