"""Tasks: done, done with a note, recurring (mission S3; features: rows 92 to 97)."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data import recurrence
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.recurrence.rule import FREQUENCIES
from tests.conftest import TODAY
from tests.data.desk import Desk

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def recurring(desk: Desk, rule: str, due: date) -> int:
    values: Values = {"account": "Acme", "name": "month end", "due": due, "recurrence": rule}
    return desk.do(verbs.add_record, "tasks", values)


def chain(rule: str, due: date, count: int) -> list[str]:
    """Return the days of the next occurrences, each completed on its day."""
    days: list[str] = []
    for _ in range(count):
        found = recurrence.following(rule, due, due)
        if found is None:
            break
        rule, due = found.rule, found.due
        days.append(due.isoformat())
    return days


def test_a_task_is_marked_complete(desk: Desk) -> None:
    assert desk.do(verbs.done_task, 1) is None
    assert desk.row("SELECT done_at FROM task WHERE id = 1") == ("2026-11-21",)
    assert "was done on 2026-11-21" in desk.refused(verbs.done_task, 1).cause
    desk.do(verbs.reopen_task, 1)
    assert desk.row("SELECT done_at FROM task WHERE id = 1") == (None,)
    assert isinstance(desk.refused(verbs.reopen_task, 1), RuleError)


def test_a_task_is_completed_with_a_note_on_its_account(desk: Desk) -> None:
    desk.do(verbs.done_task, 1, "sent it")
    found = desk.row("SELECT account_id, type, text, task_id, action_id FROM note WHERE task_id IS NOT NULL")
    assert found == (1, "task", "sent it", 1, 1)
    assert isinstance(desk.refused(verbs.done_task, 2, ""), RuleError)


def test_the_next_recurring_task_is_made_on_completion(desk: Desk) -> None:
    task = recurring(desk, "FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 11, 30))
    following = desk.do(verbs.done_task, task)
    found = desk.row("SELECT name, due, recurrence, done_at FROM task WHERE id = ?", following)
    assert found == ("month end", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=31", None)


def test_two_processes_completing_a_task_make_one_next(desk: Desk) -> None:
    task = recurring(desk, "FREQ=WEEKLY", TODAY)
    together = threading.Barrier(2)
    outcomes: list[object] = []

    def complete(user: str) -> None:
        store = Store(desk.store.path, user, TODAY)
        together.wait()
        try:
            outcomes.append(store.do(verbs.done_task, task).value)
        except KaptaError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=complete, args=(user,)) for user in ("jane", "omar")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RuleError", "int"]
    assert desk.row("SELECT count(*) FROM task WHERE name = 'month end'") == (2,)


def test_a_task_done_again_makes_no_second_next(desk: Desk) -> None:
    task = recurring(desk, "FREQ=WEEKLY", TODAY)
    desk.do(verbs.done_task, task)
    desk.do(verbs.reopen_task, task)
    assert desk.do(verbs.done_task, task) is None


@pytest.mark.parametrize(
    ("rule", "due", "days"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("FREQ=MONTHLY", date(2028, 1, 30), ["2028-02-29", "2028-03-30", "2028-04-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("FREQ=MONTHLY;INTERVAL=2", date(2026, 8, 31), ["2026-10-31", "2026-12-31", "2027-02-28"]),
        ("FREQ=YEARLY", date(2024, 2, 29), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 11, 23), ["2026-11-26", "2026-11-30", "2026-12-03"]),
        ("RRULE:FREQ=DAILY;INTERVAL=7", date(2026, 11, 23), ["2026-11-30", "2026-12-07"]),
        ("FREQ=WEEKLY;COUNT=3", date(2026, 11, 23), ["2026-11-30", "2026-12-07"]),
        ("FREQ=WEEKLY;UNTIL=20261207T235959Z", date(2026, 11, 23), ["2026-11-30", "2026-12-07"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2026, 3, 1), ["2027-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2", date(2026, 1, 31), ["2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_recurrence_is_safe_at_month_ends(rule: str, due: date, days: list[str]) -> None:
    assert chain(rule, due, len(days)) == days


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=1;BYYEARDAY=366", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9"])
def test_a_rule_without_any_day_ends_with_the_task(rule: str) -> None:
    assert recurrence.following(rule, TODAY, TODAY) is None


def test_a_count_and_an_until_end_the_recurrence() -> None:
    assert len(chain("FREQ=WEEKLY;COUNT=3", TODAY, 9)) == 2
    assert len(chain("FREQ=WEEKLY;UNTIL=20261207", date(2026, 11, 23), 9)) == 2


def test_a_task_done_late_recurs_from_today_on() -> None:
    found = recurrence.following("FREQ=DAILY;INTERVAL=7", date(2026, 10, 5), TODAY)
    assert found is not None
    assert found.due == date(2026, 11, 23)


PARTS = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(-2, 12),
        "COUNT": st.integers(-2, 5),
        "BYMONTHDAY": st.integers(-32, 32),
        "BYMONTH": st.integers(-1, 13),
        "BYSETPOS": st.integers(-3, 3),
        "BYDAY": st.sampled_from(["MO", "-1FR", "5MO", "XX", ""]),
        "BYWEEKNO": st.integers(-54, 54),
        "UNTIL": st.sampled_from(["20270101", "19990101", "20261121T120000Z", "x", ""]),
    },
)


@pytest.mark.filterwarnings("ignore:Using both 'count' and 'until'")
@given(PARTS, DAYS, DAYS)
def test_any_rule_is_refused_in_words_or_goes_on_to_a_later_day(
    parts: dict[str, object], due: date, today: date
) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        found = recurrence.following(rule, due, today)
    except RuleError:
        return
    assert all(int(str(parts.get(name, 1))) >= 1 for name in ("INTERVAL", "COUNT"))
    assert found is None or (found.due > due and found.due >= today)


@given(DAYS, st.integers(0, 400), st.integers(1, 13))
def test_every_month_has_its_turn(due: date, late: int, interval: int) -> None:
    today = due + timedelta(late)
    found = recurrence.following(f"FREQ=MONTHLY;INTERVAL={interval}", due, today)
    assert found is not None
    assert found.due > due
    assert found.due >= today
    months = (found.due.year - due.year) * 12 + found.due.month - due.month
    assert months % interval == 0
    assert found.due.day == due.day or (found.due + timedelta(1)).day == 1


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "every banana",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYHOUR=3",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=DAILY;INTERVAL=x",
            "=",
        ),
        *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=-3"),
    ],
)
def test_a_wrong_recurrence_is_refused_in_words(desk: Desk, rule: str) -> None:
    values: Values = {"account": "Acme", "name": "x", "recurrence": rule}
    error = desk.refused(verbs.add_record, "tasks", values)
    assert isinstance(error, RuleError)
    assert error.field == "recurrence"


def test_words_for_a_recurrence_are_kept_as_its_rule(desk: Desk) -> None:
    task = recurring(desk, "every 3 months on the 1st", date(2026, 10, 1))
    rule = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1"
    assert desk.row("SELECT recurrence FROM task WHERE id = ?", task) == (rule,)
    assert desk.row("SELECT due FROM task WHERE id = ?", desk.do(verbs.done_task, task)) == ("2027-01-01",)


FOLLOWED = (
    *("BYMONTH=1", "BYMONTH=2,12", "BYWEEKNO=1", "BYWEEKNO=-53", "BYWEEKNO=53", "BYYEARDAY=1,-366,366"),
    *(
        "BYMONTHDAY=1",
        "BYMONTHDAY=-31",
        "BYDAY=MO",
        "BYDAY=MO,SU",
        "BYDAY=MO;BYSETPOS=1",
        "BYDAY=MO;BYSETPOS=-366",
    ),
    *("WKST=SU", "UNTIL=20261231", "UNTIL=99991231"),
)
NUMBERED = ("FREQ=MONTHLY;BYDAY=-5FR", "FREQ=MONTHLY;BYDAY=5SU", "FREQ=YEARLY;BYDAY=53SU,-53MO")


@pytest.mark.parametrize(
    "rule", [*(f"FREQ={frequency};{part}" for frequency in FREQUENCIES for part in FOLLOWED), *NUMBERED]
)
def test_what_counts_as_a_rule_can_be_followed(rule: str) -> None:
    found = recurrence.following(rule, TODAY, TODAY)
    assert found is None or found.due > TODAY
