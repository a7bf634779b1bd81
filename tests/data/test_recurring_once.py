"""A recurring task that is completed makes its next one once, whoever completes it and how often (row 95)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kapta_tui.data.write import verbs
from tests.conftest import TODAY
from tests.data.desk import Desk
from tests.data.test_store_processes import start

_COMPLETER = """
import sys, time
from datetime import date
from pathlib import Path
from kapta_tui.data.store import Store
from kapta_tui.data.write.tasks import done_task
from kapta_tui.domain.errors import KaptaError
store = Store(Path(sys.argv[1]), sys.argv[3], date(2026, 11, 21))
print("ready", flush=True)
sys.stdin.readline()
try:
    print("made", store.do(done_task, int(sys.argv[2])).value)
except KaptaError as error:
    print("refused", error.cause)
"""


def recurring(desk: Desk, rule: str = "FREQ=WEEKLY", due: date = TODAY) -> int:
    return desk.do(
        verbs.add_record, "tasks", {"account": "Acme", "name": "Check", "due": due, "recurrence": rule}
    )


def checks(desk: Desk) -> list[tuple[str, bool]]:
    """Return days of the tasks of the series, and whether each is open."""
    rows = desk.rows("SELECT due, done_at IS NULL FROM task WHERE name = 'Check' ORDER BY due")
    return [(due, bool(is_open)) for due, is_open in rows]


def test_two_processes_that_complete_a_task_at_once_make_one_next_task(desk: Desk) -> None:
    task = recurring(desk)
    both = [start(_COMPLETER, desk.store, str(task), user, takes_input=True) for user in ("jane", "omar")]
    said: list[str] = []
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        out, _ = process.communicate(timeout=60)
        said.append(out.split()[0])
    assert sorted(said) == ["made", "refused"]
    assert checks(desk) == [("2026-11-21", False), ("2026-11-28", True)]
    assert desk.faults() == []


def test_undo_of_a_completion_takes_the_next_task_back(desk: Desk) -> None:
    task = recurring(desk)
    desk.there_and_back(verbs.done_task, task, "sent")
    desk.store.undo()
    assert checks(desk) == [("2026-11-21", True)]


def test_a_reopened_task_makes_no_second_next_one_even_weeks_later(desk: Desk) -> None:
    task = recurring(desk)
    desk.do(verbs.done_task, task)
    desk.do(verbs.reopen_task, task)
    late = Desk(replace(desk.store, today=TODAY + timedelta(days=20)))
    assert late.do(verbs.done_task, task) is None
    assert checks(desk) == [("2026-11-21", False), ("2026-11-28", True)]


def test_another_series_of_the_same_name_does_not_stand_in_the_way(desk: Desk) -> None:
    recurring(desk, due=TODAY + timedelta(days=3))
    task = recurring(desk)
    assert desk.do(verbs.done_task, task) is not None
    assert checks(desk) == [("2026-11-21", False), ("2026-11-24", True), ("2026-11-28", True)]


def test_what_is_inherited_goes_on_from_the_day_of_the_action(desk: Desk) -> None:
    action = desk.row("SELECT id FROM action ORDER BY id LIMIT 1")[0]
    desk.do(verbs.edit_record, "actions", action, {"due": date(2026, 11, 27)})
    task = desk.do(
        verbs.add_record,
        "tasks",
        {"account": "Acme", "action": action, "name": "Check", "recurrence": "every week"},
    )
    assert desk.do(verbs.done_task, task) is not None
    assert checks(desk)[-1] == ("2026-12-04", True)
