"""What becomes of the open tasks of an action that ends is chosen or said, never silent."""

from __future__ import annotations

import pytest

from kapta_tui.data.read.states import OpenTasks, open_below
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk


@pytest.fixture
def tasks(desk: Desk) -> list[int]:
    """The open tasks below the action 1, one of them recurring."""
    found = [number for (number,) in desk.rows("SELECT id FROM task WHERE action_id = 1")]
    values: Values = {"account": "Acme", "action": 1, "name": "Weekly call", "recurrence": "FREQ=WEEKLY"}
    return [*found, desk.do(verbs.add_record, "tasks", values)]


def still_open(desk: Desk) -> int:
    (count,) = desk.row("SELECT count(*) FROM task WHERE action_id = 1 AND done_at IS NULL")
    return int(count)


def test_what_is_open_below_says_whether_any_of_it_recurs(desk: Desk, tasks: list[int]) -> None:
    weekly = tasks[-1]
    assert open_below(desk.reading, "actions", [1]) == OpenTasks(len(tasks), recurs=True)
    assert open_below(desk.reading, "actions", [1], but=[weekly]) == OpenTasks(len(tasks) - 1)
    assert open_below(desk.reading, "contracts", [1]) == OpenTasks(0)


def test_tasks_that_stay_open_are_told_of(desk: Desk, tasks: list[int]) -> None:
    desk.do(verbs.complete_action, 1)
    assert still_open(desk) == len(tasks)
    assert desk.last_event()[1] == f"Completed action Kick-off of Acme; {len(tasks)} tasks stay open"


def test_tasks_are_completed_with_their_action_and_recur_no_more(desk: Desk, tasks: list[int]) -> None:
    desk.do(verbs.complete_action, 1, None, True)
    assert still_open(desk) == 0
    assert desk.row("SELECT count(*) FROM task WHERE action_id = 1") == (len(tasks),)
    assert desk.last_event()[1] == f"Completed action Kick-off of Acme with {len(tasks)} open tasks"


def test_an_action_without_open_tasks_has_nothing_more_to_tell(desk: Desk, tasks: list[int]) -> None:
    for task in tasks[:-1]:
        desk.do(verbs.done_task, task)
    desk.do(verbs.remove_record, "tasks", tasks[-1])
    desk.do(verbs.complete_action, 1, None, True)
    assert desk.last_event()[1] == "Completed action Kick-off of Acme"


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_an_end_by_status_tells_of_open_tasks_too(desk: Desk, tasks: list[int], status: str) -> None:
    desk.do(verbs.update_action, 1, status=status)
    assert desk.last_event()[1].endswith(f"; {len(tasks)} tasks stay open")
    desk.do(verbs.reopen_action, 1)
    desk.do(verbs.edit_record, "actions", 1, {"status": status})
    assert desk.last_event()[1].endswith(f"of Acme; {len(tasks)} tasks stay open")


@pytest.mark.parametrize("with_tasks", [True, False])
def test_a_goal_completed_with_its_actions_tells_of_their_tasks(
    desk: Desk, tasks: list[int], with_tasks: bool
) -> None:
    desk.do(verbs.complete_goal, 1, True, with_tasks)
    said = f" with {len(tasks)} open tasks" if with_tasks else f"; {len(tasks)} tasks stay open"
    assert desk.last_event()[1] == f"Completed goal Live of Acme{said}"
    assert still_open(desk) == (0 if with_tasks else len(tasks))


@pytest.mark.parametrize("with_tasks", [True, False])
def test_several_actions_tell_of_all_their_tasks_once(desk: Desk, tasks: list[int], with_tasks: bool) -> None:
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    desk.do(verbs.add_record, "tasks", {"account": "Acme", "action": second, "name": "Dial"})
    desk.do(verbs.complete_records, [("actions", 1), ("actions", second), ("tasks", tasks[0])], with_tasks)
    said = f" with {len(tasks)} open tasks" if with_tasks else f"; {len(tasks)} tasks stay open"
    assert desk.last_event()[1] == f"Completed 2 actions, 1 task{said}"


def test_a_chosen_task_that_recurs_ends_with_its_chosen_action(desk: Desk, tasks: list[int]) -> None:
    """As where it is completed along with the action: no next one is made."""
    desk.do(verbs.complete_records, [("actions", 1), *(("tasks", task) for task in tasks)])
    assert still_open(desk) == 0
    assert desk.row("SELECT count(*) FROM task WHERE action_id = 1") == (len(tasks),)
    assert desk.last_event()[1] == f"Completed 1 action, {len(tasks)} tasks"


def test_a_chosen_task_of_an_action_that_goes_on_recurs(desk: Desk, tasks: list[int]) -> None:
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    desk.do(verbs.complete_records, [("actions", second), ("tasks", tasks[-1])])
    assert desk.row("SELECT count(*) FROM task WHERE name = 'Weekly call' AND done_at IS NULL") == (1,)


def test_several_actions_updated_to_an_end_tell_of_their_tasks(desk: Desk, tasks: list[int]) -> None:
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    desk.do(verbs.update_work, [("actions", 1), ("actions", second)], percent=50)
    assert desk.last_event()[1] == "Updated 2 actions"
    desk.do(verbs.update_work, [("actions", 1), ("actions", second)], status="completed")
    assert desk.last_event()[1] == f"Updated 2 actions; {len(tasks)} tasks stay open"


def test_actions_are_cancelled_with_their_tasks(desk: Desk, tasks: list[int]) -> None:
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    desk.do(verbs.update_work, [("actions", 1), ("actions", second)], status="cancelled", with_tasks=True)
    assert desk.last_event()[1] == f"Updated 2 actions with {len(tasks)} open tasks"
    assert still_open(desk) == 0
    desk.do(verbs.reopen_action, second)
    desk.do(verbs.add_record, "tasks", {"account": "Acme", "action": second, "name": "Dial"})
    desk.do(verbs.update_work, [("actions", second)], status="cancelled", with_tasks=True)
    assert desk.last_event()[1] == "Updated action Call of Acme: Cancelled with 1 open task"


def test_tasks_of_an_action_that_goes_on_are_left_alone(desk: Desk, tasks: list[int]) -> None:
    desk.do(verbs.update_work, [("actions", 1)], percent=50, with_tasks=True)
    assert still_open(desk) == len(tasks)
