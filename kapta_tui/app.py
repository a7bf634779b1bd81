"""The Textual app: modes, theme, key map, the refresh funnel, queries and writes, errors (architecture.md 4)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import App
from textual.screen import Screen
from textual.worker import WorkType

from kapta_tui.commands import resolve_keys
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.connect import is_writable
from kapta_tui.domain.errors import KaptaError
from kapta_tui.overlays import Overlays
from kapta_tui.settings import Settings, in_turn, save_setting
from kapta_tui.shell import collector
from kapta_tui.shell.accountfilter import AccountFiltering, SaveState
from kapta_tui.shell.crash import crash_words, log_path, write_log, write_words
from kapta_tui.shell.dispatch import Live, find_command, live_commands
from kapta_tui.shell.features import look
from kapta_tui.shell.joining import Joining
from kapta_tui.shell.messages import Changed
from kapta_tui.shell.navigating import Navigating
from kapta_tui.shell.pages import prepare_health
from kapta_tui.shell.queries import ConnectionPool, Hold
from kapta_tui.shell.refresh import Funnel
from kapta_tui.shell.sections import SECTIONS, Section
from kapta_tui.shell.sizes import is_too_small
from kapta_tui.shell.stylesheet import ParsedOnce
from kapta_tui.shell.typeahead import KeyDone, TypeAhead
from kapta_tui.shell.upkeep import Upkeep
from kapta_tui.shell.watcher import Watcher
from kapta_tui.shell.watching import Watching
from kapta_tui.shell.working import Working, settle
from kapta_tui.shell.writer import Job, OpenStore, Writer
from kapta_tui.state import State
from kapta_tui.theme import DEFAULT_THEME, OWN_THEMES, with_tokens
from kapta_tui.widgets import toast
from kapta_tui.widgets.line import CommandLine
from kapta_tui.widgets.textual_private import EndsInOwnWords

T = TypeVar("T")

_FUNNEL_SECONDS = 0.05
_WATCH_SECONDS = 1.0
_WARM_SECONDS = 2.0


class KaptaApp(
    EndsInOwnWords,
    Overlays,
    Watching,
    Joining,
    Upkeep,
    AccountFiltering,
    Navigating,
    Working,
    inherit_bindings=False,
):
    """KAPTA in the terminal; everything it depends on is given, so that tests give what they like."""

    TITLE = "KAPTA"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings("global", "health.cold")
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        *,
        store_path: Path,
        user: str,
        today: date,
        settings: Settings,
        open_store: OpenStore,
        sections: tuple[Section, ...] = SECTIONS,
        clock: Callable[[], date] | None = None,
        hold: Hold | None = None,
        is_sample: bool = False,
        state: State | None = None,
        save_state: SaveState | None = None,
    ) -> None:
        """`store_path` must hold a store of the present version; `open_store` opens it for writing on `today`.

        `clock` says when another day begins, and then the store is opened again; without one `today` stays.
        `hold` makes what a connection reads hold on a day. A store that `is_sample` is thrown away afterwards.
        `state` is what was remembered at the last start, and `save_state` keeps it for the next one.
        """
        names = [section.name for section in sections]
        start = settings.start_screen if settings.start_screen in names else names[0]
        # Read by the base class, which would otherwise compose an empty screen before the first one.
        vars(self)["DEFAULT_MODE"] = start
        super().__init__()
        self.store_path = store_path
        self.is_read_only = not is_writable(store_path)
        self.user = user
        self.today = today
        self.settings = settings
        self._state = state or State()
        self._save_state = save_state
        self.sections = sections
        table = resolve_keys(settings.keys)
        self.keys = dict(table.keys)
        if table.changed:
            # A partial map would drop bindings that clash without a word; the whole one is cheap enough.
            self.set_keymap(table.keys)
        self.features_off: frozenset[str] = frozenset()
        self.funnel = Funnel(lambda: self.set_timer(_FUNNEL_SECONDS, self.funnel.flush))
        self.typed = TypeAhead(self, super().on_event)
        self._clock = clock
        self._pool = ConnectionPool(store_path, lambda: self.today, hold)
        self._watcher = Watcher(store_path)
        self._is_covered = False
        self._is_sample = is_sample
        self._has_changed = False
        self._writer = Writer(open_store, self.look_before_commit, self._watcher.absorb)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        wanted, no_theme = self._wanted_theme()
        self.problems = in_turn(
            settings.problems, no_theme, table.problems, (self._state.problem,) if self._state.problem else ()
        )
        self._start_theme(wanted)
        for section in sections:
            self.add_mode(section.name, section.make)

    _has_theme = False

    def _start_theme(self, name: str) -> None:
        """Set the first theme; ours without the watcher, which would parse all CSS twice before the first frame."""
        self._has_theme = True
        if name == DEFAULT_THEME:
            self.set_reactive(App.theme, name)
        else:
            self.theme = name
        self.stylesheet = ParsedOnce(variables=self.get_css_variables())

    def _wanted_theme(self) -> tuple[str, tuple[str, ...]]:
        """Return the first theme, and what there is to say when it is not the one that was wanted."""
        wanted = self.settings.theme or DEFAULT_THEME
        if wanted in self.available_themes:
            return wanted, ()
        return DEFAULT_THEME, (f"settings: there is no theme {wanted!r}; {DEFAULT_THEME} is used",)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables with our tokens."""
        if not self._has_theme:
            # The base class asks for those of a theme that is not ours, while it is made.
            return {}
        self.theme_variables = with_tokens(super().get_css_variables())
        return self.theme_variables

    def on_mount(self) -> None:
        """Leave everything but the first frame for later."""
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self.is_read_only:
            words = ("It is shown as it stands; the file or its folder cannot be written.",)
            toast.show_warning(self, "This store can only be read", words, "")
        rest = "all in the log, which `kapta paths` names"
        if self.problems and not toast.show_warning(self, "Settings", tuple(self.problems), rest):
            work = partial(write_words, "\n".join(self.problems), log_path())
            self.run_worker(work, name="log", group="log", thread=True)
        # At once, for only what comes after the first look is noticed.
        self.look_for_changes()
        self.set_interval(_WATCH_SECONDS, self.look_for_changes)
        self.look_for_features()
        self.keep_health()
        self.set_timer(_WARM_SECONDS, self._warm)

    def _warm(self) -> None:
        """Let neither the first write nor the first explanation wait for imports: open the store for writing now."""
        collector.resume()
        self.run_worker(prepare_health, name="prepare", group="prepare", thread=True)
        self._submit(Job(lambda _: None, lambda _: None, self.toast_error, commits=False))
        self.keep_search_fast()

    def on_unmount(self) -> None:
        """Close the read connections."""
        self._watcher.close()
        self._pool.close()

    # Commands

    async def on_event(self, event: events.Event) -> None:
        """Let every key wait for the one before it, so that what is typed ahead meets the dialog it is for."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            # Behind the words of a terminal that is too small, keys would act on what nobody sees.
            if not self._is_covered or getattr(event, "key", "") in self.keys["global.quit"].split(","):
                await self.typed.take(event)
        else:
            await super().on_event(event)

    @on(KeyDone)
    async def _key_done(self, event: KeyDone) -> None:
        await self.typed.done(event)

    async def action_command(self, name: str) -> None:
        """Carry the command out, or say why not; keys, footer, palette and header all come here."""
        live = find_command(self, name)
        if live.reason is not None:
            toast.show_reason(self, live.command.label, live.reason)
        elif live.handler is None:
            await self.run_action(live.action, live.node)
        else:
            await settle(live.handler())

    def live_commands(self, screen: Screen[Any] | None = None) -> list[Live]:
        """Return the commands that can be reached from the focused pane, nearest first."""
        return live_commands(self, screen)

    @on(CommandLine.Chosen)
    async def _run_chosen(self, event: CommandLine.Chosen) -> None:
        await self.run_action(f"app.command('{event.command}')")

    async def action_back(self) -> None:
        """Go back one screen, or quit at the root."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self._is_sample and self._has_changed:
            self.ask_to_leave()
        else:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Finish what is being written and leave."""
        await self._writer.finish()
        self.exit()

    @on(Changed)
    def request_refresh(self) -> None:
        """Reload what is visible, soon and once."""
        self.funnel.request()
        self.look_for_features()

    def look_for_features(self) -> None:
        """Ask which features the playbook switched off; their tabs and commands go."""
        work: WorkType[None] = self._take_features
        self.run_worker(work, name="features", group="query features", exclusive=True)

    async def _take_features(self) -> None:
        found = await look(self.read)
        if found is not None and found != self.features_off:
            self.features_off = found
            self.funnel.turn_features()
            self._leave_hidden()

    def _leave_hidden(self) -> None:
        """Go from a section that is no longer shown to the first one that is, unless something is done there."""
        hidden = {section.name for section in self.sections if section.feature in self.features_off}
        if self.current_mode in hidden and len(self.screen_stack) == 1:
            self.go(next(section.name for section in self.sections if section.name not in hidden))

    def save_setting(self, name: str, value: str) -> None:
        """Write one personal setting in a thread; a failure becomes a toast."""
        self.run_worker(self._save_setting(name, value), name="settings", group="settings")

    async def _save_setting(self, name: str, value: str) -> None:
        try:
            await asyncio.to_thread(save_setting, name, value)
        except KaptaError as error:
            self.toast_error(error)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small, and come back by itself."""
        is_covered, self._is_covered = self._is_covered, is_too_small(event.size)
        if is_covered or self._is_covered:
            from kapta_tui.screens.small import cover

            cover(self, event.size)

    def end_on(self, error: BaseException) -> None:
        """End with a few words; the trace goes to the log without local variables."""
        path = log_path()
        self.panic(Text(crash_words(error, path, logged=write_log(error, path))))
