"""Asks who of the customer is part of an action, and links them."""

from __future__ import annotations

from functools import partial

from kapta_tui.data.read.actionpage import Player, linkable_players
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.action import jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import PickOption
from kapta_tui.screens.dialogs.choose import Choose, Chosen


def link_players(screen: BaseScreen, action: int, playbook: Playbook) -> None:
    """Ask which contacts of the account are part of the action; a name that nobody bears becomes a contact."""

    def show(found: tuple[str, tuple[Player, ...]]) -> None:
        called, offered = found
        options = [_option(playbook, player) for player in offered]
        hint = "" if offered else "everybody is linked; the name of a new contact"
        screen.app.push_screen(
            Choose(f"Key players · {called}", options, noun="contact", placeholder=hint), take
        )

    def take(chosen: Chosen | None) -> None:
        if chosen is not None:
            contacts = [int(key) for key in chosen.keys]
            editing.run(screen, jobs.link(action, contacts, linked=True, new=chosen.new))

    screen.ask_to_open("players", partial(linkable_players, action=action), show)


def _option(playbook: Playbook, player: Player) -> PickOption:
    role = playbook.label("contact_role", player.role) if player.role else ""
    aside = " · ".join(filter(None, (role, player.title, "left" if player.has_left else "")))
    return PickOption(str(player.id), player.name, aside)
