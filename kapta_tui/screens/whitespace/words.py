"""The whitespace grid in cells and sentences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kapta_tui.data.read.money import Money
from kapta_tui.data.read.whitespace import Deal, Line, Offer, Spot, State, Total, Totals
from kapta_tui.domain.money import format_money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Styled, grouped

GLYPHS: Final[dict[State, Styled]] = {
    State.HAS: ("●", "good"),
    State.OPEN: ("▽", "accent"),
    State.WON: ("✓", "warn"),
    State.LOST: ("✕", "bad"),
    State.NOTHING: ("·", "muted"),
}
"""How a cell is drawn; the legend says the word of each."""

_HAS, _OFFERED, _WHITESPACE = "● has", "▽ open  ✓ won, not entered as had  ✕ lost", "· whitespace"
_NONE: Final = Spot()


def legend(off: Collection[str]) -> str:
    """Return the words of the glyphs that are drawn while `off` is switched off."""
    drawn = (_HAS, _WHITESPACE) if "opportunities" in off else (_HAS, _OFFERED, _WHITESPACE)
    return "  ".join(drawn)


def name_cell(line: Line, prefix: str) -> Cell:
    """Return the account's name behind the lines of its tree, with the mark of a risk."""
    parts: list[CellPart] = [(prefix, "muted"), one_line(line.name)]
    return [*parts, HOLD, (f" {RISK}", "bad")] if line.at_risk else parts


def spot_cell(line: Line, offer: Offer) -> Cell:
    """Return what the account and the product are to each other, an open opportunity with its probability."""
    spot = line.spots.get(offer.id, _NONE)
    chance = max((deal.percent for deal in spot.open), default=None)
    offered: list[CellPart] = [] if chance is None else [("▽", "accent"), f"{chance}%"]
    if spot.has:
        return [GLYPHS[State.HAS], *offered]
    return offered or GLYPHS[spot.state]


def line_total(line: Line) -> Cell:
    """Return how many products the account has, and the amount on offer."""
    offered = sums_words(line.amount, 1, is_short=True)
    return [f"{line.has}", (f" · {offered}" if offered else "", "muted")]


def column_total(total: Total) -> Cell:
    """Return how many accounts have a product, and how many it is on offer to."""
    has: CellPart = (grouped(total.has), "strong") if total.has else ("0", "muted")
    return [has, (f" ▽{grouped(total.open)}", "accent")] if total.open else has


def title(accounts: int, offers: int, totals: Totals) -> str:
    """Return "Whitespace 33 accounts × 20 products · 95 had · 12 open €4.2M"."""
    words = f"Whitespace {grouped(accounts)} accounts × {offers} products · {grouped(totals.whole.has)} had"
    amount = _amount(totals.whole.amount)
    return f"{words} · {grouped(totals.whole.open)} open{amount}" if totals.whole.open else words


def _amount(amount: Money) -> str:
    words = sums_words(amount, 2)
    return f" {words}" if words else ""


def about(line: Line, offer: Offer, total: Total, playbook: Playbook) -> Cell:
    """Return what there is to say of one cell, and of its product over all accounts shown."""
    spot = line.spots.get(offer.id, _NONE)
    parts: list[CellPart] = [(one_line(line.name), "strong"), (" × ", "muted"), one_line(offer.name), "  "]
    glyph, token = GLYPHS[spot.state]
    parts.append((f"{glyph} {_STATES[spot.state]}", token))
    parts += [(f" · {words}", "muted") for words in _deals(spot.deals, playbook)]
    amount = sums_words(total.amount)
    if amount:
        parts.append((f" · all open of it {amount}", "muted"))
    return parts


_STATES: Final = {
    State.HAS: "has it",
    State.OPEN: "on offer",
    State.WON: "won, not entered as had",
    State.LOST: "lost",
    State.NOTHING: "whitespace",
}


def _deals(deals: Sequence[Deal], playbook: Playbook) -> list[str]:
    return [
        f"{one_line(deal.name)}: {playbook.label('opportunity_stage', deal.stage)} {deal.percent} %"
        + (f" {format_money(deal.minor, deal.currency)}" if deal.minor is not None else "")
        for deal in deals
    ]
