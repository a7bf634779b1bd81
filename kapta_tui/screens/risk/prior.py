"""The earlier risks of the account; Enter opens the page of one (features: row 44)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import ClassVar

from textual.content import Content

from kapta_tui.data.read.risk_detail import PriorRisk
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.risks.columns import CLOSED_WORD
from kapta_tui.widgets.cells import Cell, CellPart
from kapta_tui.widgets.listing import Column, Listing

AGAIN = "↻"
"""Stands before a reason that the present risk has too."""


def prior_columns(playbook: Playbook, repeated: Collection[str]) -> tuple[Column[PriorRisk], ...]:
    """Return what is shown of an earlier risk; the reasons `repeated` are pointed out."""
    return (
        Column(
            "closed", "Closed", lambda risk: risk.closed_at.isoformat(), width=10, priority=9, sortable=False
        ),
        Column(
            "reasons",
            "Reasons",
            partial(reasons_cell, repeated),
            minimum=16,
            wish=30,
            flex=3,
            priority=8,
            sortable=False,
        ),
        Column(
            "status", "Status", partial(_status, playbook), minimum=8, maximum=14, priority=7, sortable=False
        ),
        Column(
            "resolutions",
            "Resolved by",
            lambda risk: ", ".join(risk.resolutions),
            minimum=12,
            wish=20,
            flex=2,
            priority=4,
            sortable=False,
        ),
        Column(
            "opened",
            "Opened",
            lambda risk: (risk.opened_at.isoformat(), "muted"),
            width=10,
            priority=3,
            sortable=False,
        ),
    )


def reasons_cell(repeated: Collection[str], risk: PriorRisk) -> Cell:
    """Return the reasons, those that come up again first and marked with a glyph and a word."""
    again = [reason for reason in risk.reasons if reason in repeated]
    parts: list[CellPart] = []
    if again:
        parts = [(f"{AGAIN} again: {', '.join(again)}", "warn")]
    others = [reason for reason in risk.reasons if reason not in repeated]
    if others:
        parts.append((" · " if again else "") + ", ".join(others))
    return parts


def _status(playbook: Playbook, risk: PriorRisk) -> Cell:
    return (playbook.label("risk_status", risk.status).removeprefix(CLOSED_WORD), "muted")


class PriorList(Listing[PriorRisk]):
    """The closed risks of the account, the last closed first."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = (
        "Earlier risks of the account. Enter opens the page of one; a reason that comes up again is marked."
    )
    CALLED: ClassVar = {
        "list.open": ("Open risk", "Open the page of the risk under the cursor"),
        "list.copy": ("Copy", "Copy the marked lines, or the one under the cursor"),
    }

    def __init__(self) -> None:
        super().__init__(id="prior")
        self.border_title = Content("Prior risks")
        self.empty = Content("No other risk of the account has been closed.")

    def show(self, risks: Sequence[PriorRisk], playbook: Playbook, repeated: Collection[str]) -> None:
        """Show the risks; `repeated` are the reasons that the risk of the page has too."""
        rows = {risk.id: risk for risk in risks}
        self.set_columns(prior_columns(playbook, frozenset(repeated)))
        self.border_title = Content(f"Prior risks {len(rows)}" if rows else "Prior risks")
        self.renew(list(rows), rows)
