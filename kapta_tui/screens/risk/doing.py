"""What is done to a risk from wherever one is shown: its page, the account's Risk tab, the risks table and board."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import Final

from textual.dom import DOMNode

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.record.standing import screen_of

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
            from kapta_tui.screens.record.leaving import quick_note
            from kapta_tui.screens.risk import jobs

            risk, _, account = here
            quick_note(screen_of(self), "risk", account, partial(jobs.note, risk))

    def action_full_note(self) -> None:
        """Leave a note in a form."""
        here = self.risk_here()
        if here is not None:
            from kapta_tui.screens.record.leaving import full_note
            from kapta_tui.screens.risk import jobs

            full_note(screen_of(self), "risk", here[1], partial(jobs.note, here[0]))

    def action_address(self) -> None:
        """Say what addresses the risk."""
        here = self.risk_here()
        if here is not None:
            from kapta_tui.screens.risk.asking import address

            address(screen_of(self), here[0])
