"""Small screens and a store in memory for tests of the shell."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._toast import Toast

from kapta_tui.app import KaptaApp
from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.text import one_line
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.settings import Settings
from kapta_tui.shell.sections import Section

NAUGHTY = "Acme [/oops] \x1b[31m[b]"


class Pane(Static, can_focus=True):
    """A pane with the list keys that notes what it was told."""

    BINDINGS = bindings("list")
    HELP = "A list for tests."

    def __init__(self, title: str) -> None:
        super().__init__(Content(one_line(title)), classes="pane")
        self.border_title = Content(one_line(title))
        self.styles.width = self.styles.height = "1fr"
        self.done: list[str] = []

    def action_down(self) -> None:
        """Note the key."""
        self.done.append("down")

    async def action_open(self) -> None:
        """Note the key, as a coroutine."""
        self.done.append("open")


class TodayScreen(BaseScreen):
    """Two panes; new is refused."""

    SECTION = "today"

    def compose_body(self) -> ComposeResult:
        """Two panes side by side."""
        with Horizontal():
            yield Pane(NAUGHTY)
            yield Pane("Right")

    def action_new(self) -> None:
        """Never reached while `why_not` refuses."""
        raise AssertionError("a refused command was carried out")

    def why_not(self, command_id: str) -> str | None:
        """Refuse `list.new`."""
        return f"the account {NAUGHTY} is archived" if command_id == "list.new" else None


class AccountsScreen(FilteredScreen):
    """A filtered screen that counts its reloads and reads the store."""

    SECTION = "accounts"

    def __init__(self) -> None:
        super().__init__()
        self.reloads = 0
        self.answers: list[str] = []

    def compose_body(self) -> ComposeResult:
        """One pane."""
        yield Pane("Accounts")

    def reload(self) -> None:
        """Ask for the filter's text back."""
        self.reloads += 1
        text = self.filter_text
        self.ask("rows", lambda connection: _echo(connection, text), self.answers.append)


class RisksScreen(BaseScreen):
    """Nothing but a frame."""

    SECTION = "risks"


class PlansScreen(RisksScreen):
    """Nothing but a frame."""

    SECTION = "plans"


def _echo(connection: sqlite3.Connection, text: str) -> str:
    (answer,) = connection.execute("SELECT :text", {"text": text}).fetchone()
    return str(answer)


class MemoryStore:
    """A store that remembers which verbs ran; undo and redo give sentences."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def undo(self) -> str:
        """Refuse when nothing was done."""
        if not self.log:
            raise Conflict(f"Nothing to undo for {NAUGHTY}.", "Change something first.")
        return self.log.pop()

    def redo(self) -> str:
        """Always find something."""
        return "Changed it again"


SECTIONS = tuple(
    Section(name, name.title(), f"{__name__}:{name.title()}Screen")
    for name in ("today", "accounts", "risks", "plans")
)


def make_app(
    folder: Path,
    settings: Settings | None = None,
    store: MemoryStore | None = None,
    open_store: Callable[[], MemoryStore] | None = None,
) -> KaptaApp:
    """Return the app on an SQLite file in `folder` that holds no store but a table `probe`."""
    path = folder / "kapta.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS probe (text TEXT)")
    connection.close()
    chosen = store or MemoryStore()
    return KaptaApp(
        store_path=path,
        user="jane",
        today=date(2026, 11, 21),
        settings=settings or Settings(),
        open_store=open_store or (lambda: chosen),
        sections=SECTIONS,
    )


_LOOKS = 4000
"""Looks at the app before one gives up, generous on a busy machine."""

_NAP = 0.003
"""Seconds between two looks at an app that waits for a clock or a thread."""


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Let the app work until `condition` holds; fail when it does not within a generous number of turns."""
    for _ in range(_LOOKS):
        await pilot.pause()
        if condition():
            return
        if not pilot.app.is_running:
            break
        await asyncio.sleep(_NAP)
    raise AssertionError("the app ended or came to rest before what was expected happened")


_CALM = 3
"""Turns at rest: what a widget says passes its container and then the screen before anybody begins to write."""


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key, query, write and refresh has ended and what follows was drawn."""
    app = pilot.app
    assert isinstance(app, KaptaApp)
    calm = 0

    def is_calm() -> bool:
        nonlocal calm
        at_rest = not app.funnel.is_pending and not list(app.workers) and not app.typed.is_waiting
        calm = calm + 1 if at_rest else 0
        return calm >= _CALM

    await until(pilot, is_calm)


async def ended(app: App[Any]) -> None:
    """Wait until the app has ended by itself."""
    for _ in range(_LOOKS):
        if not app.is_running:
            return
        await asyncio.sleep(_NAP)
    raise AssertionError("the app goes on")


async def resize(pilot: Pilot[Any], width: int, height: int) -> None:
    """Give the terminal another size, and wait until everything has its new place."""
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: pilot.app.size == pilot.app.screen.outer_size == (width, height))
    for _ in range(_CALM):
        await pilot.pause()


def screen_lines(app: App[Any]) -> list[str]:
    """Return what stands on the screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def filter_error(app: App[Any]) -> str:
    """Return what is said to be wrong with the filter, empty where no filter bar is open."""
    return "".join(str(line.render()) for line in app.screen.query("#filter-error").results(Static))


def said(app: KaptaApp) -> list[str]:
    """Return the texts of the toasts that were shown, title and message."""
    return [str(toast.render()) for toast in app.screen.query(Toast)]
