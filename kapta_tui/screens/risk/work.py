"""The goals, actions and tasks that address a risk (mission S0; features: row 55)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.action.opening import open_action
from kapta_tui.screens.editing_closing import complete
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.screens.risk import jobs
from kapta_tui.screens.risk.asking import add_task
from kapta_tui.screens.risk.workcells import due_cell, name_cell
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing

BELOW: Final = "↳"
"""Stands before the kind of work that addresses the risk by the goal or action it is part of."""

_KINDS: Final = ("goals", "actions", "tasks")


def work_columns(today: date) -> tuple[Column[LinkedWork], ...]:
    """Return what is shown of the work, on the day `today`."""
    return (
        Column(
            "name", "What", partial(name_cell, today), minimum=20, wish=36, flex=3, sortable=False, priority=9
        ),
        Column("kind", "Kind", _kind, width=8, sortable=False, priority=4),
        Column("due", "Due", partial(due_cell, today), width=15, sortable=False, priority=8),
        Column(
            "owner",
            "Who",
            lambda item: item.owner,
            minimum=8,
            wish=14,
            maximum=16,
            sortable=False,
            priority=2,
        ),
    )


def _kind(item: LinkedWork) -> Cell:
    """Return the kind; an arrow where it is linked by the goal or action above it."""
    return (f"{BELOW if item.is_below else ' '} {KINDS[item.kind].spoken}", "muted")


def title(work: Sequence[LinkedWork], today: date) -> str:
    """Return "Work 3 open · 1 late · 2 done"."""
    is_open = [item for item in work if item.is_open]
    late = sum(item.is_overdue(today) for item in is_open)
    parts = [
        f"{len(is_open)} open" if work else "",
        f"{late} late" if late else "",
        f"{len(work) - len(is_open)} done" if len(work) > len(is_open) else "",
    ]
    words = " · ".join(part for part in parts if part)
    return f"Work {words}" if words else "Work"


class WorkList(Listing[LinkedWork]):
    """What addresses the risk, open first; d takes the link away and leaves the work."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = (
        "What is done about the risk. n adds a task, A links work that there is, x completes, "
        "d takes the link away: the work itself stays."
    )
    BINDINGS = bindings("list.new", "list.edit", "list.remove", "list.archive", "list.history")
    CALLED: ClassVar = {
        "list.open": ("Open", "Open the page of the action, or the form of the goal or task"),
        "list.new": ("New task", "Add a task that addresses the risk"),
        "list.edit": ("Edit", "Open the form of the work under the cursor"),
        "list.remove": ("Unlink", "Say that the work no longer addresses the risk; the work itself stays"),
        "list.archive": ("Complete", "Complete the work, or open it again"),
        "list.copy": ("Copy", "Copy the marked lines, or the one under the cursor"),
    }
    HINTS: ClassVar = {"list.archive": 5, "list.remove": 6}

    def __init__(self) -> None:
        super().__init__(header=False, id="work")
        self.border_title = Content("Work")
        self._work: dict[int, LinkedWork] = {}
        self._risk = 0
        self._account = 0

    def on_mount(self) -> None:
        """Say which keys fill it."""
        keys = screen_of(self).shell.keys
        new, link = (show_key(keys[name].split(",")[0]) for name in ("list.new", "risks.address"))
        self.empty = EmptyPane.words(
            "Nothing addresses the risk yet.", (link, "links work of the account"), (new, "adds a task here")
        )

    def show(self, risk: int, account: int, work: Sequence[LinkedWork], today: date) -> None:
        """Show the work that addresses a risk of an account."""
        self._risk, self._account = risk, account
        self._work = {item.id * len(_KINDS) + _KINDS.index(item.kind): item for item in work}
        self.set_columns(work_columns(today))
        self.border_title = Content(title(work, today))
        self.renew(list(self._work), self._work)

    @property
    def _chosen(self) -> list[LinkedWork]:
        return [self._work[number] for number in self.targets if number in self._work]

    @property
    def _here(self) -> LinkedWork | None:
        return None if self.cursor_id is None else self._work.get(self.cursor_id)

    def record_here(self) -> tuple[str, int] | None:
        """Return kind and id of the work under the cursor, None without any."""
        return None if self._here is None else (self._here.kind, self._here.id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs work while there is none, and unlinking what is linked by something else."""
        wants = ("list.open", "list.edit", "list.remove", "list.archive", "list.history")
        if command_id in wants and self._here is None:
            return "nothing addresses the risk yet"
        if command_id == "list.remove" and all(item.is_below for item in self._chosen):
            return "it addresses the risk by the goal or action it belongs to; unlink that"
        return super().why_not(command_id)

    def action_list_open(self) -> None:
        """Open the page of an action, the form of other work."""
        here = self._here
        if here is not None and here.kind == "actions":
            open_action(screen_of(self), here.id)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Open the form of the work under the cursor."""
        if self._here is not None:
            editing.edit(screen_of(self), self._here.kind, self._here.id)

    def action_new(self) -> None:
        """Add a task that addresses the risk."""
        add_task(screen_of(self), self._risk, self._account)

    def action_remove(self) -> None:
        """Take the links away."""
        named = [(item.kind, item.id) for item in self._chosen if not item.is_below]
        editing.run(screen_of(self), jobs.address(self._risk, named, addressed=False), self._done)

    def action_archive(self) -> None:
        """Complete the open ones; where the first is done, open them again."""
        chosen = self._chosen
        if not chosen:
            return
        named = [(item.kind, item.id) for item in chosen]
        if chosen[0].is_open:
            complete(screen_of(self), named, then=self._done)
        else:
            editing.run(screen_of(self), editing_jobs.reopen_all(named), self._done)

    def _done(self, _: int) -> None:
        self.clear_marks()

    def action_history(self) -> None:
        """Show what became of the work."""
        from kapta_tui.screens.history import show_history

        if self._here is not None:
            show_history(screen_of(self), self._here.kind, self._here.id)
