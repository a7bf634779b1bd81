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


def test_tasks_named_alike_each_make_their_next_one(desk: Desk) -> None:
    both = [recurring(desk), recurring(desk)]
    desk.do(verbs.edit_record, "tasks", both[1], {"assignee": "omar"})
    made = [desk.do(verbs.done_task, task) for task in both]
    assert None not in made
    assert checks(desk)[2:] == [("2026-11-28", True)] * 2
    assert desk.row("SELECT assignee_id IS NOT NULL FROM task WHERE id = ?", made[1]) == (1,)


def test_a_next_task_that_was_renamed_and_moved_is_not_made_a_second_time(desk: Desk) -> None:
    task = recurring(desk)
    following = desk.do(verbs.done_task, task)
    assert following is not None
    desk.do(verbs.edit_record, "tasks", following, {"name": "Look", "due": TODAY - timedelta(days=3)})
    desk.do(verbs.reopen_task, task)
    assert desk.do(verbs.done_task, task) is None
    later = desk.do(verbs.done_task, following)
    assert later is not None
    desk.there_and_back(verbs.remove_record, "tasks", following)
    desk.do(verbs.reopen_task, task)
    assert desk.do(verbs.done_task, task) is None
    desk.there_and_back(verbs.remove_record, "tasks", task)
    desk.do(verbs.edit_record, "tasks", later, {"name": "Look again"})
    assert desk.do(verbs.done_task, later) is not None
    assert desk.faults() == []


def test_a_removal_can_be_undone_although_the_next_task_was_changed_since(desk: Desk) -> None:
    task = recurring(desk)
    following = desk.do(verbs.done_task, task)
    removed = desk.store.do(verbs.remove_record, "tasks", task).event
    assert following is not None
    desk.do(verbs.edit_record, "tasks", following, {"name": "Look"})
    desk.store.undo(removed)
    desk.do(verbs.reopen_task, task)
    assert desk.do(verbs.done_task, task) is None


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
