"""The Tasks tab of the account page: open tasks, and below them those that were done."""

from __future__ import annotations

import sqlite3
from typing import ClassVar

from textual.app import ComposeResult

from kapta_tui.data.read import tasks
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.records import View
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.screens.account.sections import EMPTY, FRAME, NAMED, Section
from kapta_tui.screens.account.tab import PageTab
from kapta_tui.screens.tasks import TaskList


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


class FamilyTaskList(AccountTasks):
    """The tasks of all accounts of a family, each with its account."""

    def __init__(self) -> None:
        super().__init__(with_account=True)

    def account_here(self) -> int | None:
        """The account of the task under the cursor."""
        return None if self.line is None else self.line.account_id


class TasksTab(PageTab):
    """Tasks, open and done."""

    NAME, LABEL, FIRST = "tasks", "Tasks", "#tasks"
    FEATURE = "plans"
    LIST: ClassVar[type[AccountTasks]] = AccountTasks

    def compose(self) -> ComposeResult:
        """One list."""
        yield self.LIST()


class FamilyTasksTab(TasksTab):
    """Tasks of all accounts of a family, open and done."""

    LIST = FamilyTaskList
