"""Work that addresses a risk as every place draws it: a mark of its state, its name, its kind, when it is due."""

from __future__ import annotations

from datetime import date
from typing import Final

from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.due import due_words
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Fill, parts_of

DONE: Final = "✓"
LATE: Final = "!"
OPEN: Final = "○"


def name_cell(today: date, item: LinkedWork) -> Cell:
    """Return the name behind a mark of its state, and how far an action is."""
    mark: CellPart = (OPEN, "muted")
    if not item.is_open:
        mark = (DONE, "good")
    elif item.is_overdue(today):
        mark = (LATE, "bad")
    name: CellPart = item.name if item.is_open else (item.name, "muted")
    aside: list[CellPart] = [HOLD, (f" {item.percent} %", "muted")] if item.percent else []
    return [mark, " ", name, *aside]


def due_cell(today: date, item: LinkedWork) -> Cell:
    """Return when it is due, "3 d late", or when it was done."""
    if item.done_on is not None:
        return (f"done {item.done_on}", "muted")
    return ("no due day", "muted") if item.due is None else due_words(item.due, today)


def work_line(today: date, item: LinkedWork) -> Cell:
    """Return all of it in one line, where there are no columns."""
    named = [part for part in parts_of(name_cell(today, item)) if not isinstance(part, Fill)]
    due = parts_of(due_cell(today, item))
    return [*named, (f"  {KINDS[item.kind].spoken} · ", "muted"), *due]
