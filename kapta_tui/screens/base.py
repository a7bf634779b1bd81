"""What every screen has: the header and footer lines, the shell, reloading, peeling, panes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Mount, ScreenResume
from textual.screen import Screen
from textual.widget import Widget

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Values
from kapta_tui.shell.footing import show_footer
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.header import HeaderLine, HeaderTab
from kapta_tui.widgets.textual_private import mounted

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell

T = TypeVar("T")

_FIRST_SECONDS = 0.08
"""The first frame waits at most so long for what it shows."""


class BaseScreen(Screen[None], inherit_bindings=False):
    """The frame of a screen; authors write `compose_body` and `reload`, and a method per command.

    A subclass sets `SECTION` (the mode it belongs to, so that the header marks its tab), `HELP` (what the
    screen is for, shown by `?`), and adds `BINDINGS = bindings("list", "accounts")`. A command is live where a
    node of the focus chain binds it and one from there outwards has `action_<group>_<verb>` or
    `action_<verb>`; `why_not(command_id)` may refuse it with a reason, `HINTS` gives it another rank in the footer
    (command id to rank). `reload` runs when the screen is first shown, after a change of the store, and when it
    comes back stale; it reads through `ask` only. Widgets never get the shell.
    """

    SECTION: ClassVar[str] = ""
    HELP: ClassVar[str] = ""
    HELP_OF: ClassVar[Mapping[str, str]] = {}
    """By feature what `HELP` goes on with while the playbook has it switched on."""
    ASKS_AT_ONCE: ClassVar[bool] = False
    """Whether the first query may run while the first frame is drawn: it must import next to nothing."""
    BINDINGS = bindings("screen")
    DEFAULT_CSS = """
    BaseScreen { background: $background; & > #body { height: 1fr; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self._stale = True
        self._is_new = True
        self._first_reading: asyncio.Future[Any] | None = None

    @property
    def shell(self) -> Shell:
        """The app, as screens see it."""
        return cast("Shell", self.app)

    def compose(self) -> ComposeResult:
        """Header, body, footer."""
        self._take_breakpoints()
        if self.ASKS_AT_ONCE:
            self._stale = False
            self.reload()
        header = HeaderLine(self._header_tabs(), f"global.{self.SECTION}", self._aside())
        header.account_filter = self.shell.account_filter
        yield header
        with Vertical(id="body"):
            yield from self.compose_body()
        yield FooterLine()

    def _header_tabs(self) -> tuple[HeaderTab, ...]:
        shell = self.shell
        return tuple(
            HeaderTab(show_key(shell.keys[section.command].split(",")[0]), section.label, section.command)
            for section in shell.sections
            if section.feature not in shell.features_off
        )

    def show_sections(self) -> None:
        """Name in the header the screens whose feature is switched on."""
        self.query_one(HeaderLine).tabs = self._header_tabs()
        self.refresh_bindings()

    def _take_breakpoints(self) -> None:
        """Take the classes of the terminal's size before anything is drawn.

        Textual gives them with the first resize, when a frame for no size at all has been laid out and styled.
        """
        size = self.app.size
        for side, points in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [point for point in points or () if point[0] <= side]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def _aside(self) -> str:
        shell = self.shell
        words = f"{shell.today:%a} {shell.today.day} {shell.today:%b} · {shell.user}"
        return f"read-only · {words}" if shell.is_read_only else words

    def show_day(self) -> None:
        """Say in the header which day it is."""
        self.query_one(HeaderLine).aside = self._aside()

    def show_account_filter(self) -> None:
        """Say in the header which accounts there are."""
        self.query_one(HeaderLine).account_filter = self.shell.account_filter

    def compose_body(self) -> ComposeResult:
        """Yield what stands between header and footer."""
        yield from ()

    def reload(self) -> None:
        """Ask again for everything shown; the default shows nothing that could grow stale."""

    def peel(self) -> bool:
        """Take one layer off (a filter, an open detail) and return True; False when there is none."""
        return False

    def ask(self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]) -> None:
        """Run `query` in a thread and `then` with its answer here; a later `ask` of that name overtakes it."""
        reading = self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self)
        if self.ASKS_AT_ONCE and not self.is_mounted:
            self._first_reading = reading

    def ask_to_open(
        self, name: str, query: Callable[[sqlite3.Connection], T], then: Callable[[T], object]
    ) -> None:
        """Do as `ask` for a `then` that opens a dialog: keys pressed meanwhile wait for it."""
        self.shell.run_query(f"{type(self).__name__}.{name}", query, then, owner=self, opens=True)

    def write(
        self,
        label: str | Callable[[T], str],
        verb: Callable[[Any], T],
        *,
        then: Callable[[T], object] | None = None,
        failed: Callable[[KaptaError], object] | None = None,
    ) -> None:
        """Run `verb(store)` in a thread, after those before it; the toast says `label` and how to undo.

        `label` is a past-tense sentence ("Archived Acme Corp") or makes one of the verb's result.
        `then` gets the result; `failed` replaces the error toast.
        """
        self.shell.run_verb(label, verb, then=then, failed=failed)

    @property
    def is_shown(self) -> bool:
        """Whether the user sees the screen, if only behind a dialog."""
        for screen in reversed(self.app.screen_stack):
            if screen is self:
                return True
            if not screen.is_modal:
                return False
        return False

    def keep_focus(self, home: Widget) -> None:
        """Give the keyboard to `home` where nothing has it, as after a pane that had it went out of view."""
        if self.focused is None and self.is_attached:
            self.set_focus(home)

    def mark_stale(self) -> None:
        """Reload when shown next."""
        self._stale = True

    def leave(self) -> None:
        """Go back, because what is shown is gone; under another screen, once that has gone."""
        if self.is_active:
            self.app.pop_screen()
        else:
            self.mark_stale()

    @on(Mount)
    async def _begin(self) -> None:
        """Enter the funnel, keep the footer in step with the focus, and give the first query a moment for itself.

        An empty frame would take more from it and be drawn over. The app waits as long for the screen, so that
        keys go to what is shown.
        """
        self.shell.funnel.join(self)
        self.bindings_updated_signal.subscribe(self, self._show_keys)
        if self._first_reading is not None:
            await asyncio.wait([self._first_reading], timeout=_FIRST_SECONDS)
            self._first_reading = None

    def on_unmount(self) -> None:
        """Leave the funnel."""
        self.shell.funnel.leave(self)

    @on(ScreenResume)
    async def _freshen(self, event: ScreenResume) -> None:
        if self._is_new:
            self._is_new = False
            # All was styled a moment ago, when it was mounted.
            event.refresh_styles = False
            # What is drawn before the app has mounted is thrown away, and would be drawn twice.
            await mounted(self.app)
        if self._stale:
            self._stale = False
            # The frame comes first: what a query imports and computes would be taken from it.
            self.call_after_refresh(self.reload)

    def _show_keys(self, _: Screen[Any]) -> None:
        show_footer(self)

    def action_next_pane(self) -> None:
        """Move the keyboard on."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Move the keyboard back."""
        self.focus_previous()

    def action_zoom(self) -> None:
        """Give the focused pane the whole screen, or put it back."""
        if self.maximized is not None:
            self.minimize()
        elif self.focused is not None:
            self.maximize(self.focused)

    def action_copy_text(self) -> None:
        """Copy what the mouse selected; without that, say how to leave, which many expect of ctrl+c."""
        if self.get_selected_text():
            super().action_copy_text()
        else:
            self.shell.toast(f"{show_key(self.shell.keys['global.quit'].split(',')[0])} quits")

    def action_refresh(self) -> None:
        """Read the store again."""
        self.reload()

    def account_here(self) -> int | None:
        """Return the account that new records belong to, as far as the place says; None where it does not."""
        return None

    def with_account(self, then: Callable[[int | None], object]) -> None:
        """Tell `then` the account that new records belong to, at once or when the store has said it."""
        then(self.account_here())

    def made(self, kind: str, record: int) -> None:
        """Move the cursor to a record that was just created, where the screen shows such."""

    def given_here(self) -> Mapping[str, Values]:
        """Return by kind what the place gives to a new record besides its account."""
        return {}

    def action_import(self) -> None:
        """Import files."""
        from kapta_tui.screens.importing import ImportDialog

        self.app.push_screen(ImportDialog())
