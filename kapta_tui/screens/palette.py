"""The command palette: every live command, the records of the store, and the themes with a preview."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from textual import on
from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkType

from kapta_tui.commands import COMMANDS, show_key, show_keys
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.finding import Records
from kapta_tui.shell.dispatch import Live
from kapta_tui.shell.protocol import Shell
from kapta_tui.theme import OWN_THEMES
from kapta_tui.widgets.fuzzy import Finder

_HIDDEN = frozenset(
    {"palette", "down", "up", "left", "right", "peel", "next-pane", "previous-pane", "unmark"}
)
"""Verbs that only make sense as keys; they come up when asked for by name."""


_MOVES = frozenset(
    {"top", "bottom", "half-down", "half-up", "page-down", "page-up", "next-tab", "previous-tab", "jump"}
)
"""Verbs that only move what is seen."""

_WORDS = re.compile(r"\w+")
"""Words of a label: the name of a theme has several, joined by hyphens."""

_OWN = frozenset(theme.name for theme in OWN_THEMES)

_STEP = 1e-6
"""What tells the scores of two themes apart."""

_CHOOSE = "choose"
"""The group of the palette's own worker; every other one gathers what was found."""


def _rank(live: Live) -> tuple[bool, bool, int]:
    command = live.command
    return command.verb in _MOVES, live.reason is not None, command.footer or len(COMMANDS)


def _ranked(typed: str, label: str, score: float) -> float:
    """Return a fuzzy score as one above all records where `typed` begins words of the label, else below them."""
    begins, words = _WORDS.findall(fold(label)), _WORDS.findall(fold(typed))
    is_meant = bool(words) and all(any(begin.startswith(word) for begin in begins) for word in words)
    return (2 if is_meant else 0) + score / (1 + score)


def _is_in(text: str, typed: str) -> bool:
    """Say whether everything typed is a word of `text`, of two letters at least."""
    said, words = set(_WORDS.findall(fold(text))), _WORDS.findall(fold(typed))
    return bool(words) and all(len(word) > 1 and word in said for word in words)


class LiveCommands(Provider):
    """What the pane behind the palette can do; what is refused says why."""

    async def discover(self) -> Hits:
        """Offer everything but bare movements, what the footer names first and ways to get about last."""
        for live in sorted(self._live(), key=_rank):
            if live.command.verb not in _HIDDEN:
                title = Content(self._title(live))
                yield DiscoveryHit(self._display(title, live), self._run(live), live.command.label)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name matches, and last those whose help has the words."""
        finder = Finder(query)
        for live in self._live():
            score, title = finder.match(self._title(live))
            if score == 0 and _is_in(live.command.help, query):
                score = _STEP
            if score > 0:
                display = self._display(title, live)
                yield Hit(
                    _ranked(query, live.command.label, score), display, self._run(live), live.command.label
                )

    @property
    def _shell(self) -> Shell:
        return cast(Shell, self.app)

    def _live(self) -> list[Live]:
        return [live for live in self._shell.live_commands(self.screen) if live.command.verb != "palette"]

    def _title(self, live: Live) -> str:
        return f"{live.command.label}  {show_keys(self._shell.keys[live.command.id])}"

    def _display(self, title: Content, live: Live) -> Content:
        """Return title and help; Textual would read a hit's own help text as markup."""
        if live.reason is not None:
            return Content.assemble(title, "\n", (f"Not now: {live.reason}", "not bold $warn"))
        return Content.assemble(title, "\n", (live.command.help, "not bold dim"))

    def _run(self, live: Live) -> Callable[[], Any]:
        return partial(self.app.run_action, f"app.command('{live.command.id}')")


class NewRecords(Provider):
    """The form of a new record of each kind, found by "new" and by what the record is called."""

    async def search(self, query: str) -> Hits:
        """Offer the kinds whose name matches, where something can be created."""
        from kapta_tui.screens.create import MENU

        shell, finder = cast(Shell, self.app), Finder(query)
        creating = [live for live in shell.live_commands(self.screen) if live.command.id == "screen.create"]
        if not creating or creating[0].reason is not None or not isinstance(self.screen, BaseScreen):
            return
        for kind in MENU:
            title = f"New {KINDS[kind].spoken}"
            score, found = finder.match(title)
            if score > 0 and KINDS[kind].feature not in shell.features_off:
                display = Content.assemble(found, "\n", (creating[0].command.help, "not bold dim"))
                yield Hit(_ranked(query, title, score), display, partial(_begin, self.screen, kind), title)


def _begin(screen: BaseScreen, kind: str) -> None:
    """Open the form of a new record for the account that the place says."""

    def ask(account: int | None) -> None:
        owner = account if "account" in KINDS[kind].by_name else None
        editing.add(
            screen, kind, account=owner, given=screen.given_here().get(kind), then=partial(screen.made, kind)
        )

    screen.with_account(ask)


@dataclass(frozen=True)
class PickTheme:
    """Sets a theme for good; `before` is the one in force until then."""

    app: App[Any]
    theme: str
    before: str

    def __call__(self) -> None:
        """Use the theme, remember it and say how to go back; the one in force is left as it is."""
        if self.theme == self.before:
            return
        self.preview()
        shell = cast(Shell, self.app)
        shell.save_setting("theme", self.theme)
        key = show_key(shell.keys["global.palette"].split(",")[0])
        shell.toast(f"To go back, type “{self.before}” in the palette ({key}).", title=f"Theme: {self.theme}")

    def preview(self) -> None:
        """Use the theme for now."""
        self.app.theme = self.theme


class Themes(Provider):
    """Every theme there is; found by typing "theme" or its name."""

    async def startup(self) -> None:
        """Remember the theme in force, before others are previewed."""
        self._current = self.app.theme

    async def search(self, query: str) -> Hits:
        """Offer the themes whose name matches: the one in force, our own, then the others by name."""
        finder = Finder(query)
        found: list[tuple[float, Content, str]] = []
        for name in sorted(self.app.available_themes, key=self._place):
            title = f"Theme: {name}"
            score, display = finder.match(title)
            if score > 0:
                found.append((_ranked(query, title, score), display, name))
        best = max((score for score, _, _ in found), default=0.0)
        for place, (score, display, name) in enumerate(found):
            # Of themes that are meant alike, their place decides instead of where the letters stand.
            shown = best - place * _STEP if score > 1 else score
            command = PickTheme(self.app, name, self._current)
            yield Hit(shown, self._marked(display, name), command, f"Theme: {name}")

    def _place(self, name: str) -> tuple[bool, bool, str]:
        return name != self._current, name not in _OWN, name

    def _marked(self, display: Content, name: str) -> Content:
        return Content.assemble(display, ("  · in use", "not bold dim")) if name == self._current else display


class KaptaPalette(CommandPalette):
    """Finds commands and records; a theme is shown while it is highlighted and taken back on Esc."""

    def __init__(self) -> None:
        super().__init__(
            [LiveCommands, NewRecords, Records, Themes],
            placeholder="Find a record, or type a command or a theme",
        )

    @on(Input.Submitted)
    def _choose_when_found(self, event: Input.Submitted) -> None:
        """Let Enter wait for what was typed to be found; until then the list shows what an earlier text found."""
        gathering = (one for one in self.workers if one.node is self and one.group != _CHOOSE)
        running = [one for one in gathering if not one.is_finished]
        if running:
            event.stop()
            event.prevent_default()
            work: WorkType[None] = partial(self._choose_after, running[-1])
            self.run_worker(work, group=_CHOOSE, exclusive=True)

    async def _choose_after(self, gathering: Worker[None]) -> None:
        with suppress(WorkerCancelled):
            await gathering.wait()
            await self.query_one(Input).action_submit()


class ThemePreview:
    """Remembers the theme in force before a palette previewed others."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._before: str | None = None

    def highlighted(self, event: CommandPalette.OptionHighlighted) -> None:
        """Show the highlighted theme, or the one before when something else is highlighted."""
        hit = getattr(event.highlighted_event.option, "hit", None)
        command = getattr(hit, "command", None)
        if isinstance(command, PickTheme):
            self._before = self._before or self._app.theme
            command.preview()
        else:
            self._restore()

    def closed(self) -> None:
        """Take the preview back; a theme that was chosen is set after this."""
        self._restore()

    def _restore(self) -> None:
        if self._before is not None:
            self._app.theme = self._before
            self._before = None
