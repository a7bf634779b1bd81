"""What is done to a risk from wherever one is shown: its page, the account's Risk tab, the risks table and board."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import Final

from textual.dom import DOMNode

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.linkable import Linkable, linkable
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import PickOption, Prompt
from kapta_tui.screens.dialogs.choose import Choose, Chosen
from kapta_tui.screens.risk import jobs

DOING: Final = ("risks.note", "risks.full-note", "risks.address")
"""The commands of `RiskDoing`; a screen names them again, as screens take no keys of what stands behind them."""


class RiskDoing(DOMNode):
    """Notes on a risk, short and full, and what addresses it; mixed into the screen or pane that shows the risk."""

    BINDINGS = bindings(*DOING)

    @abstractmethod
    def risk_here(self) -> tuple[int, int, str] | None:
        """Return the risk that the keys act on, its account and what that is called; None where there is none."""

    def action_note(self) -> None:
        """Leave a note of one line."""
        here = self.risk_here()
        if here is not None:
            risk, _, account = here
            quick_note(screen_of(self), risk, account)

    def action_full_note(self) -> None:
        """Leave a note in a form."""
        here = self.risk_here()
        if here is not None:
            full_note(screen_of(self), here[0], here[1])

    def action_address(self) -> None:
        """Say what addresses the risk."""
        here = self.risk_here()
        if here is not None:
            address(screen_of(self), here[0])


def screen_of(node: DOMNode) -> BaseScreen:
    """Return the screen that a pane stands on, or the screen itself."""
    screen = node.screen
    assert isinstance(screen, BaseScreen)
    return screen


def quick_note(screen: BaseScreen, risk: int, account: str) -> None:
    """Ask for a note of one line and leave it on the risk (features: row 40)."""

    def take(text: str | None) -> None:
        if text is not None:
            editing.run(screen, jobs.note(risk, {"text": text}))

    dialog = Prompt(
        f"Note on the risk · {account}",
        placeholder="what happened",
        hint="kept with the risk and among the account's notes",
    )
    screen.app.push_screen(dialog, take)


def full_note(screen: BaseScreen, risk: int, account: int) -> None:
    """Ask for a note with type, contacts and day, and leave it on the risk (features: row 40)."""
    given = {"type": "risk"}
    editing.add(screen, "notes", account=account, given=given, writes=partial(jobs.note, risk))


def address(screen: BaseScreen, risk: int) -> None:
    """Ask which open work of the account addresses the risk; a name that nothing bears becomes a task for it."""

    def show(found: tuple[str, tuple[Linkable, ...]]) -> None:
        account, offered = found
        dialog = Choose(f"Addressed by… · {account}", [_option(item) for item in offered], noun="task")
        screen.app.push_screen(dialog, take)

    def take(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.keys:
            editing.run(screen, jobs.address(risk, [_named(key) for key in chosen.keys], addressed=True))
        if chosen.new:
            editing.run(screen, editing_jobs.add_work("tasks", {"name": chosen.new}, risk=risk))

    screen.ask_to_open("addressed by", partial(linkable, risk=risk), show)


def add_task(screen: BaseScreen, risk: int, account: int) -> None:
    """Ask for a task that addresses the risk."""
    writes = partial(editing_jobs.add_work, "tasks", risk=risk)
    editing.add(screen, "tasks", account=account, writes=writes)


def _option(item: Linkable) -> PickOption:
    due = f"due {item.due}" if item.due else ""
    aside = " · ".join(filter(None, (KINDS[item.kind].spoken, item.below, due)))
    return PickOption(f"{item.kind}:{item.id}", item.name, aside)


def _named(key: str) -> editing_jobs.Named:
    kind, _, number = key.partition(":")
    return kind, int(number)
