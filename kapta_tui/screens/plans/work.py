"""What keys do to the work of a plan, wherever it is listed: lists, lanes, the plan of an account, a page."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeVar, cast

from textual.dom import DOMNode

from kapta_tui.data.read import plantargets, states
from kapta_tui.data.read.names import account_of
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_about_tasks
from kapta_tui.screens.dialogs import Pick, PickOption, Prompt
from kapta_tui.screens.editing_closing import complete
from kapta_tui.screens.editing_jobs import Named
from kapta_tui.screens.plans import jobs, onefield
from kapta_tui.screens.plans.report import read_report, report_words
from kapta_tui.screens.plans.status import Change, change_to
from kapta_tui.shell.protocol import Shell

T = TypeVar("T")

WORKING: Final = (
    "plans.start",
    "plans.progress",
    "plans.status",
    "plans.task",
    "plans.assign",
    "plans.due",
    "plans.note-done",
    "plans.in-report",
    "plans.copy-goal",
)
"""The commands of `PlanWork`."""

_NEEDS: Final = {
    "plans.start": ("action", "goal"),
    "plans.progress": ("action", "goal"),
    "plans.status": ("action", "goal"),
    "plans.task": ("action",),
    "plans.assign": ("goal", "objective", "action", "task"),
    "plans.due": ("goal", "objective", "action", "task"),
    "plans.note-done": ("action", "task"),
    "plans.in-report": ("goal", "action"),
    "plans.copy-goal": ("goal", "objective", "action"),
}
"""Command to the nouns of which it needs one."""


class PlanWork(DOMNode):
    """Work on the records that `targets` gives; mixed into the pane or screen that shows them."""

    @abstractmethod
    def targets(self) -> tuple[Key, ...]:
        """Return what a command is about: the marked records, else the one under the cursor."""

    @abstractmethod
    def label_of(self, key: Key) -> str:
        """Return the name of a record that is shown."""

    def after_work(self) -> None:
        """Do what is due after a change of the targets, such as taking marks away."""

    @property
    def goals_are(self) -> str:
        """Where a new goal is seen, as "V shows it"; empty when that is here."""
        return ""

    @property
    def shell(self) -> Shell:
        """The app, as screens see it."""
        return cast(Shell, self.app)

    @property
    def base(self) -> BaseScreen:
        """The screen that the pane stands on."""
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    def ask(self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]) -> None:
        """Run `query` in a thread and `then` with its answer here, as `BaseScreen.ask` does."""
        self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self)

    def ask_to_open(
        self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]
    ) -> None:
        """Do as `ask` for a `then` that opens a dialog: keys pressed meanwhile wait for it."""
        self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self, opens=True)

    def work(self, job: editing_jobs.Job, failed: Callable[[KaptaError], object] | None = None) -> None:
        """Run a write of the targets and say what it did."""
        self.base.write(editing_jobs.sentence, job, then=lambda _: self.after_work(), failed=failed)

    def of_nouns(self, *nouns: str) -> tuple[Named, ...]:
        """Return kind and id of the targets that are of `nouns`."""
        return tuple((NOUNS[noun].name, number) for noun, number in self.targets() if noun in nouns)

    def actions(self) -> tuple[int, ...]:
        """Return the actions among the targets."""
        return tuple(number for _, number in self.of_nouns("action"))

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs an action, a goal or such while there is none among the targets."""
        nouns = _NEEDS.get(command_id)
        if nouns is None or self.of_nouns(*nouns):
            return None
        if not self.targets():
            return f"There is no {nouns[0]} here"
        return f"Put the cursor on {' or '.join(NOUNS[noun].one for noun in nouns)} first"

    def action_plans_start(self) -> None:
        """Begin the actions, or the goals that serve as such."""
        self.work(jobs.start(self.of_nouns("action", "goal")))

    def action_plans_progress(self) -> None:
        """Ask for percent and note on one line."""
        chosen = self.of_nouns("action", "goal")

        def write(text: str | None) -> None:
            if text is not None:
                self.work(jobs.report(chosen, read_report(text)))

        title = f"Progress · {self._called(chosen)}"
        hint = "A percent, words for the status note, or both"
        prompt = Prompt(title, placeholder="60 waiting for parts", hint=hint, read=report_words)
        self.app.push_screen(prompt, write)

    def action_plans_status(self) -> None:
        """Choose the status from the playbook's."""
        chosen = self.of_nouns("action", "goal")

        def write(status: str | None) -> None:
            if status is not None:
                query = partial(change_to, chosen=chosen, status=status)
                self.ask_to_open("status change", query, self._change_status)

        def show(found: tuple[Playbook, str | None]) -> None:
            playbook, now = found
            options = [
                PickOption(choice.code, choice.label, "· now" if choice.code == now else "")
                for choice in playbook.offered("action_status")
            ]
            self.app.push_screen(Pick(f"Status · {self._called(chosen)}", options, at=now), write)

        self.ask_to_open("status", partial(_statuses, chosen=chosen), show)

    def _change_status(self, change: Change) -> None:
        if change.status == "completed":
            complete(self.base, change.chosen, then=lambda _: self.after_work())
            return

        def write(with_tasks: bool) -> None:
            self.work(jobs.set_status(change.chosen, change.status, with_tasks=with_tasks))

        ask_about_tasks(self.base, change.open_tasks, write, doing="Cancelling")

    def action_plans_task(self) -> None:
        """Ask for the name of a task below the action under the cursor."""
        action = self.actions()[0]

        def write(name: str | None) -> None:
            if name is not None:
                query = partial(account_of, kind="actions", record=action)
                self.ask_to_open("task", query, partial(self._add_task, action, name))

        hint = "Due with its action; a date of its own comes by editing it"
        title = f"Task · {self._called((('actions', action),))}"
        self.app.push_screen(Prompt(title, placeholder="what is to be done", hint=hint), write)

    def _add_task(self, action: int, name: str, account: int | None) -> None:
        if account is not None:
            self.work(editing_jobs.add("tasks", {"account": account, "action": action, "name": name}))

    def action_plans_assign(self) -> None:
        """Ask whose the work is to be."""
        chosen = self.of_nouns(*_NEEDS["plans.assign"])
        onefield.ask_person(self.base, f"Assign · {self._called(chosen)}", chosen, self.after_work)

    def action_plans_due(self) -> None:
        """Ask for the due date."""
        chosen = self.of_nouns(*_NEEDS["plans.due"])
        onefield.ask_due(self.base, f"Due date · {self._called(chosen)}", chosen, self.after_work)

    def action_plans_note_done(self) -> None:
        """Ask how the work ended, then what becomes of open tasks, and complete it (features: row 96)."""
        chosen = self.of_nouns("action", "task")
        actions, tasks = (
            [number for kind, number in chosen if kind == each] for each in ("actions", "tasks")
        )

        def write(note: str, with_tasks: bool) -> None:
            self.work(jobs.complete_with_note(chosen, note, with_tasks=with_tasks))

        def ask(note: str | None) -> None:
            if note is not None:
                self.ask_to_open(
                    "open tasks",
                    partial(states.open_below, kind="actions", chosen=actions, but=tasks),
                    lambda found: ask_about_tasks(self.base, found, partial(write, note)),
                )

        hint = "Of an action it is the status note, of a task a note on the account"
        title = f"Complete · {self._called(chosen)}"
        self.app.push_screen(Prompt(title, placeholder="how it ended", hint=hint), ask)

    def action_plans_in_report(self) -> None:
        """Show the goals and actions in the customer's report, or leave them out; the first decides for all."""
        chosen = self.of_nouns("goal", "action")

        def turn(shown: bool) -> None:
            self.work(jobs.show_in_report(chosen, shown=not shown))

        self.ask_to_open("in report", partial(plantargets.is_shown, chosen=chosen), turn)

    def action_plans_copy_goal(self) -> None:
        """Copy the goals, or those that the records stand below, to other accounts."""
        chosen = self.of_nouns(*_NEEDS["plans.copy-goal"])

        def copy(goals: tuple[int, ...]) -> None:
            from kapta_tui.screens.plans.copying import ask_copy

            if goals:
                ask_copy(self.base, goals)

        self.ask_to_open("goals", partial(plantargets.goals_of, chosen=chosen), copy)

    def _called(self, chosen: Sequence[Named]) -> str:
        """Return the name of the only record, else how many they are."""
        from kapta_tui.domain.kinds import KINDS

        if len(chosen) == 1:
            kind, number = chosen[0]
            return self.label_of((KINDS[kind].noun, number))
        kinds = {kind for kind, _ in chosen}
        return KINDS[kinds.pop()].counted(len(chosen)) if len(kinds) == 1 else f"{len(chosen)} records"


def _statuses(connection: sqlite3.Connection, chosen: Sequence[Named]) -> tuple[Playbook, str | None]:
    """Return the playbook, and the code of the status that all actions and goals `chosen` have."""
    codes = {plantargets.status_of(connection, *named) for named in chosen}
    return current(connection), codes.pop() if len(codes) == 1 else None
