"""What the list of actions and the swim lanes have in common: what is shown, and the work on actions."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast

from textual.containers import Container
from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import plans
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_about_tasks
from kapta_tui.screens.dialogs import Pick, PickOption, Prompt
from kapta_tui.screens.editing_closing import close, complete
from kapta_tui.screens.editing_filters import FORGET, forget, forgetting
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.plans import goals, jobs
from kapta_tui.screens.plans.loading import Eye
from kapta_tui.screens.plans.report import read_report, report_words
from kapta_tui.screens.plans.status import Change, change_to
from kapta_tui.screens.plans.wish import SHOW_HELP, SHOW_WORDS, PlanWish
from kapta_tui.shell.protocol import Shell

T = TypeVar("T")

_OWN = "filter:"
"""Before the text of a filter of the user's own among the choices."""

_FOR_ACTIONS = frozenset(
    {"plans.start", "plans.progress", "plans.status", "plans.task", "list.editor", "list.why"}
)
_FOR_ITEMS = frozenset(
    {
        *("open", "edit", "remove", "archive", "copy", "mark", "fold", "reveal", "history"),
        *("move-earlier", "move-later", "end-earlier", "end-later", "place-up", "place-down"),
    }
)
"""Verbs of list and lanes that need an item under the cursor."""


class PlanPane(Container):
    """A view of the plans. Its owner calls `reload` when records changed, and hears `Chosen`.

    Where two views stand for each other, the one that comes into view follows the cursor of the other.
    """

    BINDINGS = bindings("plans")
    DEFAULT_CSS = "PlanPane { width: 1fr; height: 1fr; }"

    @dataclass
    class Chosen(Message):
        """The user has chosen which actions are shown."""

        show: Show

    @dataclass
    class FilterChecked(Message):
        """The filter was applied, or refused with `error`."""

        error: KaptaError | None

    @dataclass
    class Came(Message):
        """What was asked for is shown, so that there is a cursor to follow."""

    def __init__(self, wish: PlanWish, *, id: str | None = None) -> None:  # noqa: A002
        """`wish` is what is shown first; `reload` is called by the owner."""
        super().__init__(id=id)
        self._wish = wish
        self._leader: PlanPane | None = None
        self.has_come = False
        """Whether anything that was asked for has been shown."""

    @property
    def wish(self) -> PlanWish:
        """What is shown."""
        return self._wish

    def set_wish(self, wish: PlanWish) -> None:
        """Show something else."""
        self._wish = wish
        self.reload()

    @abstractmethod
    def reload(self) -> None:
        """Ask again for everything shown."""

    @property
    @abstractmethod
    def here(self) -> Key | None:
        """The record under the cursor."""

    def record_here(self) -> tuple[str, int] | None:
        """Return kind and id of the record under the cursor, None where that is no record of a plan."""
        here = self.here
        return None if here is None or here[0] not in NOUNS else (NOUNS[here[0]].name, here[1])

    @property
    def goals_are(self) -> str:
        """Where a new goal is seen, as "V shows it"; empty when that is here."""
        return ""

    @abstractmethod
    def targets(self) -> tuple[Key, ...]:
        """Return what a command is about: the marked records, else the one under the cursor."""

    @abstractmethod
    def label_of(self, key: Key) -> str:
        """Return the name of a record that is shown."""

    @abstractmethod
    def with_account(self, then: Callable[[int | None], object]) -> None:
        """Tell `then` the account of the record under the cursor, else the one shown, None for neither."""

    def follow(self, leader: PlanPane) -> None:
        """Put the cursor, when the rows come next, on the record that `leader` has under its own then."""
        self._leader = leader

    @property
    def awaited(self) -> PlanPane | None:
        """The view to be followed while it has nothing to show yet."""
        leader = self._leader
        return leader if leader is not None and not leader.has_come else None

    def go_on(self) -> None:
        """Show what has waited for the cursor of the other view."""

    def come(self) -> None:
        """Say that there is a cursor to follow."""
        self.has_come = True
        self.post_message(self.Came())

    def after_work(self) -> None:
        """Do what is due after a change of the targets, such as taking marks away."""

    @property
    def shell(self) -> Shell:
        """The app, as screens see it."""
        return cast(Shell, self.app)

    @property
    def base(self) -> BaseScreen:
        """The screen that the pane stands on."""
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    @property
    def eye(self) -> Eye:
        """Who looks."""
        return Eye(self.shell.user, self.shell.today, self.shell.account_filter)

    def ask(self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]) -> None:
        """Run `query` in a thread and `then` with its answer here, as `BaseScreen.ask` does."""
        self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self)

    def ask_to_open(
        self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]
    ) -> None:
        """Do as `ask` for a `then` that opens a dialog: keys pressed meanwhile wait for it."""
        self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self, opens=True)

    def write(self, job: editing_jobs.Job, failed: Callable[[KaptaError], object] | None = None) -> None:
        """Run a write of the targets and say what it did."""
        self.base.write(editing_jobs.sentence, job, then=lambda _: self.after_work(), failed=failed)

    def actions(self) -> tuple[int, ...]:
        """Return the actions among the targets."""
        return tuple(number for kind, number in self.targets() if kind == "action")

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs an item, or an action, while there is none under the cursor."""
        group, _, verb = command_id.partition(".")
        if group in ("list", "lane") and verb in _FOR_ITEMS and not self.targets():
            return "There is nothing here yet"
        if command_id not in _FOR_ACTIONS or self.actions():
            return None
        return "There is no action here" if not self.targets() else "Put the cursor on an action first"

    def action_plans_start(self) -> None:
        """Begin the actions."""
        self.write(jobs.start(self.actions()))

    def action_plans_progress(self) -> None:
        """Ask for percent and note on one line."""
        chosen = self.actions()

        def write(text: str | None) -> None:
            if text is not None:
                self.write(jobs.report(chosen, read_report(text)))

        title = f"Progress · {self._called(chosen)}"
        hint = "A percent, words for the status note, or both"
        prompt = Prompt(title, placeholder="60 waiting for parts", hint=hint, read=report_words)
        self.app.push_screen(prompt, write)

    def action_plans_status(self) -> None:
        """Choose the status from the playbook's."""
        chosen = self.actions()

        def write(status: str | None) -> None:
            if status is not None:
                query = partial(change_to, chosen=chosen, status=status)
                self.ask_to_open("status change", query, self._change_status)

        def show(playbook: Playbook) -> None:
            options = [PickOption(choice.code, choice.label) for choice in playbook.offered("action_status")]
            self.app.push_screen(Pick(f"Status · {self._called(chosen)}", options), write)

        self.ask_to_open("status", current, show)

    def _change_status(self, change: Change) -> None:
        if change.status == "completed":
            named = [("actions", action) for action in change.actions]
            complete(self.base, named, then=lambda _: self.after_work())
            return

        def write(with_tasks: bool) -> None:
            self.write(jobs.set_status(change.actions, change.status, with_tasks=with_tasks))

        ask_about_tasks(self.base, change.open_tasks, write, doing="Cancelling")

    def action_plans_task(self) -> None:
        """Ask for the name of a task below the action under the cursor."""
        action = self.actions()[0]

        def write(name: str | None) -> None:
            if name is not None:
                self.ask_to_open(
                    "task", partial(_account_of, action=action), partial(self._add_task, action, name)
                )

        hint = "Due with its action; a date of its own comes by editing it"
        self.app.push_screen(
            Prompt(f"Task · {self._called((action,))}", placeholder="what is to be done", hint=hint), write
        )

    def _add_task(self, action: int, name: str, account: int | None) -> None:
        if account is not None:
            self.write(editing_jobs.add("tasks", {"account": account, "action": action, "name": name}))

    def action_plans_goal(self) -> None:
        """Add a goal to the account shown, else to the one under the cursor, else to one that is asked for."""
        self.with_account(partial(goals.new_goal, self.base, where=self.goals_are))

    def action_history(self) -> None:
        """Show what became of the record under the cursor."""
        from kapta_tui.screens.history import show_history

        for kind, number in self.targets()[:1]:
            show_history(self.base, NOUNS[kind].name, number)

    def action_edit(self) -> None:
        """Open the form of the record under the cursor."""
        for kind, number in self.targets()[:1]:
            editing.edit(self.base, NOUNS[kind].name, number, then=lambda _: self.after_work())

    def action_remove(self) -> None:
        """Remove the targets of one kind, with everything below them."""
        self._each_kind(partial(editing.remove, self.base))

    def action_archive(self) -> None:
        """Complete the targets, or reopen them when the first one is complete."""
        self._each_kind(partial(close, self.base))

    def _each_kind(self, work: Callable[..., None]) -> None:
        chosen = self.targets()
        for kind in dict.fromkeys(kind for kind, _ in chosen):
            numbers = tuple(number for each, number in chosen if each == kind)
            work(NOUNS[kind].name, numbers, then=lambda _: self.after_work())

    def action_named_filters(self) -> None:
        """Choose which actions are shown, each choice with its count, or one of the user's own filters."""

        def choose(found: dict[Show, int] | KaptaError) -> None:
            if isinstance(found, KaptaError):
                self.shell.toast_error(found)
                return
            options = [
                PickOption(show.value, f"{SHOW_WORDS[show]}  {found[show]}", SHOW_HELP[show]) for show in Show
            ]
            if isinstance(self.base, FilteredScreen):
                options += [PickOption(f"{_OWN}{text}", name, text) for name, text in self._own_filters()]
                options += forgetting(self.shell, "actions")
            self.app.push_screen(Pick("Which actions", options), chosen)

        def chosen(value: str | None) -> None:
            if value is None:
                return
            if value == FORGET:
                forget(self.shell, self.app, "actions")
                return
            if value.startswith(_OWN):
                assert isinstance(self.base, FilteredScreen)
                self.base.filter_text = value.removeprefix(_OWN)
                return
            self._wish = replace(self._wish, show=Show(value))
            self.reload()
            self.post_message(self.Chosen(Show(value)))

        self.ask_to_open("counts", partial(_counts, wish=self._wish, eye=self.eye), choose)

    def _own_filters(self) -> list[tuple[str, str]]:
        """Return the names and texts of the user's filters for actions."""
        return list(self.shell.settings.filters.get("actions", {}).items())

    def _called(self, chosen: Sequence[int]) -> str:
        return self.label_of(("action", chosen[0])) if len(chosen) == 1 else f"{len(chosen)} actions"


def _counts(connection: sqlite3.Connection, wish: PlanWish, eye: Eye) -> dict[Show, int] | KaptaError:
    try:
        return plans.counts(connection, eye.view(connection), filter=wish.filter, account=wish.accounts)
    except KaptaError as error:
        return error


def _account_of(connection: sqlite3.Connection, action: int) -> Any:
    row = plans.rows(connection, [action]).get(action)
    return None if row is None else row.account_id
