"""How long a risk had each status (features: row 34)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.risk import is_closed
from kapta_tui.domain.riskstages import Stage, Step, days_in, followed, lasting

DAY = date(2026, 3, 1)


def day(number: int) -> date:
    return DAY + timedelta(number)


def test_time_in_each_status() -> None:
    steps = followed((), "open", day(0), None, day(0))
    steps = followed(steps, "in_process", day(0), None, day(4))
    assert lasting(steps, day(9)) == (Stage("open", day(0), 4), Stage("in_process", day(4), 5))
    steps = followed(steps, "closed_resolved", day(0), day(10), day(12))
    stages = lasting(steps, day(40))
    assert stages[-1] == Stage("closed_resolved", day(10), 0)
    assert days_in(stages) == {"open": 4, "in_process": 6}


def test_a_risk_entered_as_closed_was_open_until_then() -> None:
    steps = followed((), "closed_lost", day(0), day(7), day(30))
    assert steps == (Step("open", day(0)), Step("closed_lost", day(7)))


def test_a_risk_told_to_have_been_closed_alone_was_open_before() -> None:
    steps = followed([Step("closed_lost", day(3))], "closed_lost", day(0), day(7), day(30))
    assert steps == (Step("open", day(0)), Step("closed_lost", day(7)))


def test_a_risk_that_was_reopened_counts_both_times_and_not_the_time_between() -> None:
    steps = followed((), "open", day(0), None, day(0))
    steps = followed(steps, "closed_resolved", day(0), day(2), day(2))
    steps = followed(steps, "open", day(0), None, day(10))
    assert days_in(lasting(steps, day(13))) == {"open": 5}


STATUSES = st.sampled_from(["open", "in_process", "closed_resolved", "closed_lost"])
MOVES = st.lists(st.tuples(STATUSES, st.integers(0, 20), st.integers(0, 30), st.integers(0, 9)), max_size=8)


@given(MOVES)
def test_stages_begin_with_the_risk_end_with_its_closing_and_never_go_back(
    moves: list[tuple[str, int, int, int]],
) -> None:
    steps: tuple[Step, ...] = ()
    today = day(0)
    for status, opened, lasted, later in moves:
        today += timedelta(later)
        opened_at = min(day(opened), today)
        closed_at = opened_at + timedelta(lasted) if is_closed(status) else None
        steps = followed(steps, status, opened_at, closed_at, today)
        assert steps[0].since == opened_at
        assert steps[-1].status == status
        assert closed_at in (None, steps[-1].since)
        assert [step.since for step in steps] == sorted(step.since for step in steps)
        assert followed(steps, status, opened_at, closed_at, today) == steps
        stages = lasting(steps, today)
        assert all(stage.days >= 0 for stage in stages)
        if not is_closed(status):
            total = sum(stage.days for stage in stages)
            assert total == (max(today, steps[-1].since) - opened_at).days
