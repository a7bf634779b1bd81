"""What the keys of the page of an action ask for and write: notes on it, and who of the customer is part of it."""

from __future__ import annotations

from functools import partial

from kapta_tui.data.read.actionpage import Player, linkable_players
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.action import jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import PickOption, Prompt
from kapta_tui.screens.dialogs.choose import Choose, Chosen


def quick_note(screen: BaseScreen, action: int, account: str) -> None:
    """Ask for a note of one line and leave it on the action."""

    def take(text: str | None) -> None:
        if text is not None:
            editing.run(screen, jobs.note(action, {"text": text}))

    dialog = Prompt(
        f"Note on the action · {account}",
        placeholder="what happened",
        hint="kept with the action and among the account's notes",
    )
    screen.app.push_screen(dialog, take)


def full_note(screen: BaseScreen, action: int, account: int) -> None:
    """Ask for a note with type, contacts and day, and leave it on the action."""
    editing.add(screen, "notes", account=account, given={"type": "action"}, writes=partial(jobs.note, action))


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
