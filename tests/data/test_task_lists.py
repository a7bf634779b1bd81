"""Lists of tasks: what is open and done, what is inherited, whose it is (rows 92 to 97)."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

from kapta_tui.data.read import tasks
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.screens.tasks import TaskShow
from kapta_tui.screens.tasks.columns import columns
from kapta_tui.screens.tasks.showing import arranged, counts
from kapta_tui.screens.tasks.words import inherited, title
from kapta_tui.widgets.cells import plain
from tests.conftest import TODAY


def add(store: Store, kind: str, **values: Value) -> int:
    return store.do(verbs.add_record, kind, {"account": "Acme", **values}).value


def filled(store: Store) -> Store:
    """Return the store with an action, tasks below it and beside it; ids count from 1 in this order."""
    store.do(verbs.add_record, "accounts", {"name": "Acme", "owner": "jane"})
    add(store, "goals", name="Grow")
    add(store, "actions", goal="Grow", name="Legal [/x]", owner="omar", due=date(2026, 12, 2))
    add(store, "tasks", name="inherits", action="Legal [/x]")
    add(store, "tasks", name="late", action="Legal [/x]", due=date(2026, 11, 19), assignee="lena")
    add(store, "tasks", name="no day")
    add(store, "tasks", name="weekly", due=TODAY, recurrence="every week")
    add(store, "tasks", name="done first", due=TODAY)
    add(store, "tasks", name="done last", action="Legal [/x]")
    store.do(verbs.done_task, 5)
    later = Store(store.path, "jane", TODAY + timedelta(days=1))
    later.do(verbs.done_task, 6, "sent [/it]")
    return store


def rows(store: Store, user: str = "jane") -> list[TaskRow]:
    with closing(store.connect()) as connection:
        return tasks.of_accounts(connection, 1, user)


def test_open_tasks_stand_by_their_day_those_without_last_and_done_ones_below(store: Store) -> None:
    names = [row.name for row in rows(filled(store))]
    assert names == ["late", "weekly", "inherits", "no day", "done last", "done first"]


def test_row_93_a_task_without_a_day_is_due_with_its_action_and_says_so(store: Store) -> None:
    found = {row.name: row for row in rows(filled(store))}
    assert (found["inherits"].due, found["inherits"].due_inherited) == (date(2026, 12, 2), True)
    assert inherited(found["inherits"]) == "due with its action 'Legal [/x]', 2026-12-02"
    assert (found["late"].due, found["late"].due_inherited) == (date(2026, 11, 19), False)
    assert inherited(found["late"]) == ""
    assert (found["no day"].due, found["no day"].due_inherited) == (None, False)
    store.do(verbs.set_due, [("tasks", 1), ("tasks", 2)], date(2026, 11, 25))
    assert [row.due_inherited for row in rows(store) if row.id < 3] == [False, False]
    store.do(verbs.set_due, [("tasks", 1), ("tasks", 2)], None)
    store.do(verbs.edit_record, "actions", 1, {"due": date(2026, 12, 9)})
    assert {(row.due, row.due_inherited) for row in rows(store) if row.id < 3} == {(date(2026, 12, 9), True)}


def test_row_94_who_has_to_do_a_task_is_named_or_owns_what_it_is_part_of(store: Store) -> None:
    found = {row.name: (row.assignee, row.doer, row.is_mine) for row in rows(filled(store), "omar")}
    assert found["late"] == ("lena", "lena", False)
    assert found["inherits"] == ("", "omar", True)
    assert found["no day"] == ("", "jane", False)


def test_row_97_a_done_task_leaves_its_action_and_stays_with_the_account(store: Store) -> None:
    filled(store)
    with closing(store.connect()) as connection:
        assert [row.name for row in tasks.of_action(connection, 1, "jane")] == ["late", "inherits"]
        assert [row.name for row in tasks.by_ids(connection, [6], "jane")] == ["done last"]
    done = next(row for row in rows(store) if row.id == 6)
    assert (done.done_on, done.note, done.action) == (date(2026, 11, 22), "sent [/it]", "Legal [/x]")


def test_a_list_shows_what_was_chosen_of_the_tasks_with_counts(store: Store) -> None:
    found = rows(filled(store))
    assert counts(found, TODAY) == {
        TaskShow.ALL: 6,
        TaskShow.OPEN: 4,
        TaskShow.LATE: 1,
        TaskShow.MINE: 2,
        TaskShow.RECURRING: 1,
        TaskShow.DONE: 2,
    }
    for show, count in counts(found, TODAY).items():
        assert len(arranged(found, show, TODAY, None)) == count
    by_name = arranged(found, TaskShow.ALL, TODAY, ("name", True))
    assert [row.name for row in by_name] == [
        "weekly",
        "no day",
        "late",
        "inherits",
        "done last",
        "done first",
    ]
    assert title(found, TaskShow.ALL, TODAY) == "Tasks 4 · 1 late · 2 done"
    assert title(found, TaskShow.OPEN, TODAY) == "Tasks 4 open · 1 late"
    assert title(found, TaskShow.RECURRING, TODAY) == "Tasks 1 recurring of 6"
    assert title([], TaskShow.ALL, TODAY) == "Tasks"


def test_lines_say_due_in_words_marks_of_what_is_inherited_and_what_recurs(store: Store) -> None:
    shown = {
        row.name: [
            plain(column.cell(row))
            for column in columns(TODAY, with_action=True, with_account=False, risks={})
        ]
        for row in rows(filled(store))
    }
    assert shown["late"] == ["late", "2 d late", "lena", "Legal [/x]", ""]
    assert shown["inherits"] == ["inherits", "= in 11 d", "omar", "Legal [/x]", ""]
    assert shown["no day"] == ["no day", "·", "jane", "·", ""]
    assert shown["weekly"] == ["weekly", "today", "jane", "·", "↻ weekly"]
    assert shown["done last"] == ["done last · sent [/it]", "✓ 2026-11-22", "omar", "Legal [/x]", ""]
    account, *others = (
        column.key for column in columns(TODAY, with_action=False, with_account=True, risks={})
    )
    assert (account, others) == ("name", ["account", "due", "assignee", "recurrence"])
