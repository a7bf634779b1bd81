"""What the app lays over any screen: the palette, help, the letters that jump to panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import App
from textual.command import CommandPalette
from textual.notifications import Notify
from textual.widget import Widget

from kapta_tui.shell.pages import cold_page
from kapta_tui.widgets.toast import make_room

if TYPE_CHECKING:
    from kapta_tui.data.read.search import Hit
    from kapta_tui.screens.palette import ThemePreview
    from kapta_tui.shell.protocol import Shell


class Overlays(App[None], inherit_bindings=False):
    """Commands that open what covers the screen; the screens are imported when they are wanted."""

    _preview: ThemePreview

    @property
    def _shell(self) -> Shell:
        return cast("Shell", self)

    def action_palette(self) -> None:
        """Open the command palette, once."""
        if not isinstance(self.screen, CommandPalette):
            from kapta_tui.screens.palette import KaptaPalette, ThemePreview

            self._preview = ThemePreview(self)
            self.push_screen(KaptaPalette())

    @on(CommandPalette.OptionHighlighted)
    def _preview_theme(self, event: CommandPalette.OptionHighlighted) -> None:
        self._preview.highlighted(event)

    @on(CommandPalette.Closed)
    def _end_preview(self) -> None:
        self._preview.closed()

    def action_help(self) -> None:
        """Show the help of the focused pane."""
        self.show_help()

    def show_help(self) -> None:
        """Show the help of the focused pane."""
        from kapta_tui.screens.help import HelpScreen, describe

        title, about = describe(self.screen)
        self.push_screen(HelpScreen(title, about, self._shell.live_commands(), self._shell.keys))

    def ask_to_leave(self) -> None:
        """Ask before the sample portfolio is left with what was changed in it."""
        from kapta_tui.screens.dialogs import Confirm

        async def answered(leaves: bool | None) -> None:
            if leaves:
                await self.action_quit()

        self.push_screen(
            Confirm("Leave the sample? Its changes go with it.", yes="Leave", no="Stay"), answered
        )

    def action_create(self) -> None:
        """Ask what to create, for the account where the user is."""
        from kapta_tui.screens.base import BaseScreen
        from kapta_tui.screens.create import choose_and_create

        if isinstance(self.screen, BaseScreen):
            here = self.screen
            choose_and_create(here, here.account_here(), given=here.given_here())

    def action_playbook(self) -> None:
        """Open the administrator's rules over the screen."""
        from kapta_tui.screens.base import BaseScreen
        from kapta_tui.screens.playbook import open_playbook

        if isinstance(self.screen, BaseScreen):
            open_playbook(self.screen)

    def action_health_cold(self) -> None:
        """Show over the screen who goes cold next at all accounts."""
        from kapta_tui.screens.base import BaseScreen

        if isinstance(self.screen, BaseScreen):
            self.push_screen(cold_page())

    def show_record(self, hit: Hit) -> None:
        """Show a record where it stands: on its account's page, on its own, or in its form."""
        from kapta_tui.screens.base import BaseScreen
        from kapta_tui.screens.finding import open_record

        if isinstance(self.screen, BaseScreen):
            open_record(self.screen, hit)

    @on(Notify)
    def _make_room(self, event: Notify) -> None:
        """Let good news replace the good news before, so that quick work does not pile it up."""
        make_room(self, event.notification)

    def action_jump(self) -> None:
        """Put a letter on each pane."""
        from kapta_tui.screens.jump import JumpScreen, targets

        places = targets(self.screen.focus_chain)
        if places:
            self.push_screen(JumpScreen(places), self._jump_to)

    def _jump_to(self, widget: Widget | None) -> None:
        if widget is not None:
            widget.focus()
