"""What the head of the account page says of health, in the words of the most room first (features: rows 10 and 56)."""

from __future__ import annotations

from rich.cells import cell_len

from kapta_tui.data.read.health.family import FamilyHealth
from kapta_tui.data.read.health.look import Standing
from kapta_tui.domain.playbook.health import Bands
from kapta_tui.domain.text import one_line
from kapta_tui.screens.band import score_parts
from kapta_tui.screens.standing import standing_parts
from kapta_tui.widgets.cells import CellPart, Fill, fit

Parts = list[tuple[str, str]]
"""Pieces of text with their styles."""

_STYLES = {
    "muted": "$muted",
    "good": "$good",
    "warn": "$warn",
    "bad": "$bad",
    "strong": "bold",
    "accent": "$accent",
}
_NAME = 24
"""Cells of the worst account's name, which gives way before the numbers do."""


def own_ways(found: Standing) -> list[Parts]:
    """Return "62 ◐ watch -9 in 30 d", then the number alone."""
    return [_styled(way) for way in (standing_parts(found, brief=True), score_parts(found.score, found.band))]


def family_ways(found: FamilyHealth, bands: Bands) -> list[Parts]:
    """Return "49 ○ poor combined, worst 22 Beta, 2 of 3 scored", then less and less of it."""
    total, worst = found.combined, found.worst
    if total.score is None or worst is None:
        return [[("· not scored", "$muted")]]
    number = _styled(score_parts(total.score, bands.of(total.score)))
    said = (" combined", "$muted")
    name = one_line(worst.name)
    fitted = "".join(text for text, _ in fit([name], min(_NAME, cell_len(name))))
    lowest = (f", worst {worst.score} {fitted}", "")
    counted = (f", {total.scored} of {total.members} scored", "$muted")
    return [[*number, said, lowest, counted], [*number, said, lowest], [*number, said]]


def _styled(parts: list[CellPart]) -> Parts:
    pieces = [(part, "") if isinstance(part, str) else part for part in parts if not isinstance(part, Fill)]
    return [(text, _STYLES.get(token, "")) for text, token in pieces]
