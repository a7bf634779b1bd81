"""The Tasks tab of the account page: open tasks, and below them those that were done."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import tasks
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.records import View
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.account.sections import EMPTY, FRAME, NAMED, Section
from kapta_tui.screens.account.tab import PageTab
from kapta_tui.screens.severity import risk_tokens
from kapta_tui.screens.tasks import TaskList
from kapta_tui.widgets.cells import Token
from kapta_tui.widgets.filterbar import FilterBar

_PLACEHOLDER: Final = "words  assignee:jane  action:legal  overdue  mine  !not"


class AccountTasks(TaskList, Section):
    """The tasks of the account, with those of its actions."""

    def __init__(self, *, with_account: bool = False) -> None:
        """`with_account` names the account of each, as where there are several."""
        super().__init__(with_account=with_account, id="tasks")

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> list[TaskRow]:
        """Return all tasks; runs in a thread."""
        return tasks.of_accounts(connection, account, view.user)

    @property
    def is_filled(self) -> bool:
        """Whether there are tasks."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each task, or those that say why there is none."""
        return len(self.ids) + FRAME if self.ids else EMPTY

    def show_title(self) -> None:
        """Write the title; folded it names the first tasks."""
        rows = (self.row(number) for number in self.ids[:NAMED])
        self.write_title(self.heading, (row.name for row in rows if row is not None))


class Marked(NamedTuple):
    """Tasks, and by account the colour of the mark of a risk at its name."""

    tasks: Sequence[TaskRow]
    risks: Mapping[int, Token]


class FamilyTaskList(AccountTasks):
    """The tasks of all accounts of a family, each with its account."""

    def __init__(self) -> None:
        super().__init__(with_account=True)

    def load_seen(self, connection: sqlite3.Connection, account: Several, view: View) -> Marked:
        """Return all tasks, and which of their accounts are at risk; runs in a thread."""
        rows = self.load(connection, account, view)
        return Marked(rows, risk_tokens(connection, view.playbook, {row.account_id for row in rows}))

    def show(self, rows: Sequence[TaskRow] | Marked) -> None:
        """Take all tasks, with the marks of their accounts where they come along."""
        if isinstance(rows, Marked):
            self.risks.clear()
            self.risks.update(rows.risks)
            rows = rows.tasks
        super().show(rows)

    def account_here(self) -> int | None:
        """The account of the task under the cursor."""
        return None if self.line is None else self.line.account_id


class TasksTab(PageTab):
    """Tasks, open and done; `/` filters while one types, Esc clears the filter."""

    NAME, LABEL, FIRST = "tasks", "Tasks", "#tasks"
    FEATURE = "plans"
    BINDINGS = bindings("list.filter")
    LIST: ClassVar[type[AccountTasks]] = AccountTasks

    def compose(self) -> ComposeResult:
        """One list."""
        yield self.LIST()

    @property
    def tasks(self) -> AccountTasks:
        """The list."""
        return self.query_one("#tasks", AccountTasks)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what lists of records offer beside: only their filters are kept by name."""
        return "filters of tasks have no names" if command_id == "filter.name" else None

    async def action_filter(self) -> None:
        """Open the filter bar, or give it the keyboard."""
        if not self.query(FilterBar):
            await self.mount(FilterBar(self.tasks.filter_text, _PLACEHOLDER))
        self.query_one(FilterBar).query_one(Input).focus()

    def peel(self) -> bool:
        """Clear the filter, if there is one."""
        is_filtered = bool(self.tasks.filter_text)
        self.tasks.narrow("")
        return is_filtered

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._narrow(event.text)

    @on(FilterBar.Closed)
    async def _bar_closed(self, event: FilterBar.Closed) -> None:
        event.stop()
        # What was typed last may not have been applied yet; a filter that is wrong keeps its bar.
        if self._narrow(event.text):
            await self.query(FilterBar).remove()
            self.tasks.focus()

    def _narrow(self, text: str) -> bool:
        """Filter by `text`, or say below it what is wrong with it and return False."""
        error: KaptaError | None = None
        try:
            self.tasks.narrow(text.strip())
        except KaptaError as found:
            error = found
        for bar in self.query(FilterBar):
            if error is None:
                bar.show_error("")
            else:
                bar.explain(error)
        return error is None


class FamilyTasksTab(TasksTab):
    """Tasks of all accounts of a family, open and done."""

    LIST = FamilyTaskList
