"""What lists of tasks ask before they write: for whom, for when, with which note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.plans import jobs, onefield

Then = Callable[..., object]


def assign(screen: BaseScreen, rows: Sequence[TaskRow], then: Then) -> None:
    """Ask whose the tasks are to be, and give them to that person (features: row 94)."""
    onefield.ask_person(screen, f"Assign · {called(rows)}", named(rows), then)


def due(screen: BaseScreen, rows: Sequence[TaskRow], then: Then) -> None:
    """Ask for the due day; a word lets the tasks follow their actions again (features: row 93)."""
    onefield.ask_due(screen, f"Due date · {called(rows)}", named(rows), then)


def note_done(screen: BaseScreen, rows: Sequence[TaskRow], then: Then) -> None:
    """Ask for a note, and complete the tasks with it (features: row 96)."""

    def write(note: str | None) -> None:
        if note is not None:
            editing.run(screen, jobs.complete_with_note(named(rows), note, with_tasks=False), then)

    hint = "The note goes to the account's notes"
    screen.app.push_screen(Prompt(f"Done · {called(rows)}", placeholder="what came of it", hint=hint), write)


def named(rows: Sequence[TaskRow]) -> tuple[tuple[str, int], ...]:
    """Return kind and id of the tasks."""
    return tuple(("tasks", row.id) for row in rows)


def called(rows: Sequence[TaskRow]) -> str:
    """Return the name of the only task, else how many they are."""
    return rows[0].name if len(rows) == 1 else f"{len(rows)} tasks"
