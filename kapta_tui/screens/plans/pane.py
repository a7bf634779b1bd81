"""What the list of actions and the swim lanes have in common: what is shown, and the work on actions."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from textual.containers import Container
from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import plans
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.screens import editing
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.editing_closing import close
from kapta_tui.screens.editing_filters import FORGET, forget, forgetting
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.plans import goals
from kapta_tui.screens.plans.loading import Eye
from kapta_tui.screens.plans.wish import SHOW_HELP, SHOW_WORDS, PlanWish
from kapta_tui.screens.plans.work import PlanWork

_OWN = "filter:"
"""Before the text of a filter of the user's own among the choices."""

_FOR_ITEMS = frozenset(
    {
        *("open", "edit", "remove", "archive", "copy", "mark", "fold", "reveal", "history"),
        *("move-earlier", "move-later", "end-earlier", "end-later", "place-up", "place-down"),
    }
)
"""Verbs of list and lanes that need an item under the cursor."""


class PlanPane(Container, PlanWork):
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

    @property
    def eye(self) -> Eye:
        """Who looks."""
        return Eye(self.shell.user, self.shell.today, self.shell.account_filter)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs an item, or an action, while there is none under the cursor."""
        group, _, verb = command_id.partition(".")
        if group in ("list", "lane") and verb in _FOR_ITEMS and not self.targets():
            return "There is nothing here yet"
        if command_id in ("list.editor", "list.why") and not self.actions():
            return "There is no action here"
        return super().why_not(command_id)

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


def _counts(connection: sqlite3.Connection, wish: PlanWish, eye: Eye) -> dict[Show, int] | KaptaError:
    try:
        return plans.counts(connection, eye.view(connection), filter=wish.filter, account=wish.accounts)
    except KaptaError as error:
        return error
