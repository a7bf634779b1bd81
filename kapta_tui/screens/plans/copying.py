"""Copying goals to other accounts: to which ones, from which day, and what that makes (features: row 81)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from kapta_tui.data.read import names
from kapta_tui.data.read.planned import extent
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.editing_jobs import Job
from kapta_tui.widgets import toast
from kapta_tui.widgets.form import FormContext
from kapta_tui.widgets.form.entries import Entries

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

_COPY: Final = "Copy to accounts…"
_INVITATION: Final = "Name the accounts, or give a filter, and this line says what will be made."

_OFFERED: Final = "Enter adds the account that is offered, and this line says what will be made."

_FIELDS: Final = (
    Field("accounts", FieldType.REFERENCES, "Accounts", target="accounts"),
    Field("filter", FieldType.TEXT, "Or by filter", help="such as: strategic mine"),
    Field("start", FieldType.DATE, "Start on", help="Empty: the dates stay, or move by days"),
    Field("shift", FieldType.INTEGER, "Or days later", help="such as 30; -30 is earlier"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """Where goals shall go, and when they begin there."""

    goals: tuple[int, ...]
    called: tuple[str, ...]
    query: str
    start: date | None
    days: int
    typed: str = ""
    """What stands in the field of accounts and was not added yet; `called` ends with it."""

    @property
    def is_empty(self) -> bool:
        """Whether no account is meant yet."""
        return not self.called and not self.query


@dataclass(frozen=True, slots=True)
class _Known:
    """What the goals are called, and when the earliest of them begins."""

    names: tuple[str, ...]
    first: date | None


def ask_copy(screen: BaseScreen, goals: Sequence[int]) -> None:
    """Ask to which accounts `goals` are copied and when they begin there, and copy them as one change."""
    chosen = tuple(dict.fromkeys(goals))

    def show(known: _Known) -> None:
        if not known.names:
            toast.show_reason(screen.app, _COPY, "there is no goal under the cursor")
            return
        # What lies behind would be late from the first day on.
        is_past = known.first is not None and known.first < screen.shell.today
        screen.app.push_screen(
            CopyDialog(screen, chosen, known.names, screen.shell.today if is_past else None)
        )

    screen.ask_to_open("copy goals", partial(_known, goals=chosen), show)


def _known(connection: sqlite3.Connection, goals: Sequence[int]) -> _Known:
    called = names.called(connection, "goals", goals)
    return _Known(tuple(called[goal] for goal in goals if goal in called), extent(connection, goals).first)


class CopyDialog(FormDialog):
    """The form; below its fields it says what a save would make."""

    HELP = "Names of accounts are completed, Enter adds one; ^s copies. One u takes all of it back."
    CALLED: ClassVar = {"form.save": ("Copy", "Copy the goals")}
    DEFAULT_CSS = """
    CopyDialog #copy-preview { height: auto; color: $muted; padding: 1 1 0 1; }
    CopyDialog #copy-preview.-ready { color: $foreground; }
    """

    def __init__(
        self, screen: BaseScreen, goals: tuple[int, ...], called: Sequence[str], start: date | None
    ) -> None:
        """`called` are the names of `goals`, `start` is the day that is proposed."""
        what = one_line(called[0]) if len(called) == 1 else f"{len(called)} goals"
        super().__init__(
            f"Copy {what} to …",
            _FIELDS,
            {"accounts": (), "filter": None, "start": start, "shift": None},
            context=FormContext(screen.shell.today),
            suggest=editing.suggester(None),
            save=self._write,
            check=_faults,
        )
        self._below = screen
        self._goals = goals
        self._proposed = start

    def compose_frame(self) -> ComposeResult:
        """The fields, and what they come to."""
        yield from super().compose_frame()
        yield Static(Content(_INVITATION), id="copy-preview")

    @on(Input.Changed)
    @on(Entries.Changed)
    def _preview(self) -> None:
        """Say what a save would make of what stands in the fields by now."""
        try:
            values = {name: editor.current() for name, editor in self._editors.items()}
        except ValueError as error:
            self._tell(str(error))
            return
        wish = self._wish(values)
        if wish.is_empty:
            self._tell(_INVITATION)
            return
        query = partial(_words, wish=wish, user=self.shell.user, today=self.shell.today)
        self.shell.run_query("copy preview", query, self._answered, owner=self)

    def _answered(self, found: tuple[str, bool]) -> None:
        self._tell(found[0], is_ready=found[1])

    def _tell(self, words: str, *, is_ready: bool = False) -> None:
        line = self.query_one("#copy-preview", Static)
        line.update(Content(one_line(words)))
        line.set_class(is_ready, "-ready")

    def _wish(self, values: Mapping[str, Value]) -> Wish:
        """Return what the values mean; days that are typed count for more than the day that was proposed."""
        called, start, days = values.get("accounts"), values.get("start"), values.get("shift")
        shift = days if isinstance(days, int) else 0
        return Wish(
            self._goals,
            called if isinstance(called, tuple) else (),
            str(values.get("filter") or ""),
            start if isinstance(start, date) and not (shift and start == self._proposed) else None,
            shift,
            one_line(self.query_one("#field-accounts Input", Input).value),
        )

    def _write(self, values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        job = _job(self._wish(values), self.shell.user, self.shell.today)
        editing.run(self._below, job, lambda _: done(None), done)


def _faults(values: dict[str, Value]) -> Mapping[str, str]:
    """Return what is missing, by field."""
    is_empty = not values.get("accounts") and not values.get("filter")
    return {"accounts": "Name an account, or give a filter below"} if is_empty else {}


def _targets(connection: sqlite3.Connection, wish: Wish, view: View) -> tuple[int, ...]:
    from kapta_tui.data.read.copypreview import targets

    return targets(connection, view, wish.goals, wish.called, wish.query)


def _words(connection: sqlite3.Connection, wish: Wish, user: str, today: date) -> tuple[str, bool]:
    """Return what a copy would make, or what stands in its way, and whether it can be made."""
    from kapta_tui.data.read.copypreview import preview

    view = View(today, user, current(connection))
    try:
        accounts = _targets(connection, wish, view)
        return preview(connection, view, wish.goals, accounts, wish.days, wish.start).words, True
    except KaptaError as error:
        if wish.typed and names.names(connection, "accounts", wish.typed, limit=1):
            return _OFFERED, False
        return error.cause, False


def _job(wish: Wish, user: str, today: date) -> Job:
    """Copy as `wish` says."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.copying import copy_goals
        from kapta_tui.data.write.transaction import Outcome

        with closing(store.connect()) as connection:
            accounts = _targets(connection, wish, View(today, user, current(connection)))
        made: Any = store.do(copy_goals, wish.goals, accounts, wish.days, wish.start)
        return Outcome(made.value[-1], made.sentence, made.event)

    return run
