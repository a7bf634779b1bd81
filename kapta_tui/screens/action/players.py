"""The key players of an action, with role and last contact (mission S3; features: row 86)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.actionpage import Player
from kapta_tui.screens import editing
from kapta_tui.screens.action import jobs
from kapta_tui.screens.action.asking import link_players
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.widgets.cells import HOLD, Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing


def player_columns(page: ActionPage) -> tuple[Column[Player], ...]:
    """Return what is shown of a key player."""
    column = partial(Column[Player], sortable=False)
    return (
        column("name", "Name", _name, minimum=14, wish=24, flex=3, priority=9),
        column("role", "Role", partial(_role, page), minimum=10, wish=18, flex=2, priority=6),
        column("title", "Title", lambda player: (player.title, "muted"), minimum=10, flex=2, priority=2),
        column("last", "Last contact", partial(_last, page), width=12, priority=8),
    )


def _name(player: Player) -> Cell:
    return [(player.name, "muted"), HOLD, (" ✗ left", "muted")] if player.has_left else player.name


def _role(page: ActionPage, player: Player) -> Cell:
    return (page.playbook.label("contact_role", player.role), "muted") if player.role else ""


def _last(page: ActionPage, player: Player) -> Cell:
    """Return how long ago somebody spoke to them, marked as in the list of key players."""
    if player.last_contact is None:
        return ("never", "muted" if player.has_left else "warn")
    days = (page.today - player.last_contact).days
    is_long = days > page.playbook.coverage.strong_contact_days and not player.has_left
    return ("today" if days <= 0 else f"{days} d ago", "warn" if is_long else "muted")


class PlayerList(Listing[Player]):
    """Who of the customer is part of the action; d takes the link away and leaves the contact."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = (
        "Who of the customer is part of the action. n links contacts, Enter opens one, "
        "d takes the link away: the contact stays."
    )
    BINDINGS = bindings("list.new", "list.edit", "list.remove", "list.history")
    CALLED: ClassVar = {
        "list.open": ("Contact", "Open the form of the contact under the cursor"),
        "list.new": ("Link…", "Link contacts of the account to the action"),
        "list.edit": ("Contact", "Open the form of the contact under the cursor"),
        "list.remove": ("Unlink", "Say that the contacts are no part of the action; they themselves stay"),
        "list.copy": ("Copy", "Copy the marked lines, or the one under the cursor"),
    }
    HINTS: ClassVar = {"list.new": 4, "list.remove": 6}

    def __init__(self) -> None:
        super().__init__(header=False, id="players")
        self.border_title = Content("Key players")
        self._about: ActionPage | None = None

    def on_mount(self) -> None:
        """Say which key fills it."""
        new = show_key(screen_of(self).shell.keys["list.new"].split(",")[0])
        self.empty = EmptyPane.words("No key player is linked yet.", (new, "links some"))

    def show(self, page: ActionPage) -> None:
        """Show the key players of an action."""
        self._about = page
        rows = {player.id: player for player in page.full.players}
        self.set_columns(player_columns(page))
        self.border_title = Content(f"Key players {len(rows)}" if rows else "Key players")
        self.renew(list(rows), rows)

    def record_here(self) -> tuple[str, int] | None:
        """Return kind and id of the contact under the cursor, None without any."""
        return None if self.cursor_id is None else ("contacts", self.cursor_id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a key player while there is none."""
        wants = ("list.open", "list.edit", "list.remove", "list.history", "list.copy")
        if command_id in wants and self.cursor_id is None:
            return "no key player is linked yet"
        return super().why_not(command_id)

    def action_list_open(self) -> None:
        """Open the form of the contact under the cursor."""
        self.action_edit()

    def action_edit(self) -> None:
        """Open the form of the contact under the cursor."""
        if self.cursor_id is not None:
            editing.edit(screen_of(self), "contacts", self.cursor_id)

    def action_new(self) -> None:
        """Link contacts."""
        if self._about is not None:
            link_players(screen_of(self), self._about.id, self._about.playbook)

    def action_remove(self) -> None:
        """Take the links away."""
        if self._about is not None:
            job = jobs.link(self._about.id, self.targets, linked=False)
            editing.run(screen_of(self), job, lambda _: self.clear_marks())

    def action_history(self) -> None:
        """Show what became of the contact."""
        from kapta_tui.screens.history import show_history

        if self.cursor_id is not None:
            show_history(screen_of(self), "contacts", self.cursor_id)
