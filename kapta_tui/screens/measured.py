"""Metrics in cells: the same in the list, its chart, the history, the profile and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.domain.measures import COLOUR, GLYPHS, gain_words, value_words
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.cells import FILL, Cell, CellPart, Token
from kapta_tui.widgets.plot import sparkline
from kapta_tui.widgets.preview import Fact

NOTHING: Final[Cell] = ("·", "muted")
TOKENS: Final[dict[str | None, Token]] = {"green": "good", "amber": "warn", "red": "bad"}
PERIOD: Final = 90
"""Days over which gain and loss count where nobody chooses."""

_BRIEF: Final = 4
_SPARK: Final = 8


def unit_label(playbook: Playbook, unit: str) -> str:
    """Return what stands behind numbers in a unit of the playbook's own, empty for plain numbers."""
    return "" if unit == "number" else playbook.label("metric_unit", unit)


def amount(row: MetricRow, value: Decimal | None, playbook: Playbook) -> str:
    """Return a value in the metric's unit, empty for none."""
    return value_words(value, row.unit, row.currency, unit_label(playbook, row.unit))


def value_cell(row: MetricRow, playbook: Playbook) -> Cell:
    """Return the newest value with the glyph of its colour."""
    if row.value is None:
        return ("not measured", "muted")
    token = TOKENS.get(row.colour)
    words = amount(row, row.value, playbook)
    if token is None:
        return words
    if row.unit == COLOUR:
        return (words, token)
    return [(f"{GLYPHS[str(row.colour)]} ", token), words]


def gain_cell(row: MetricRow) -> Cell:
    """Return gain or loss over the period; what goes the wrong way is marked `!` as well as coloured."""
    if row.change is None:
        return NOTHING
    delta = row.change.delta
    words = gain_words(delta, row.unit, row.currency)
    better = row.is_better(delta)
    if better is None:
        return (words, "muted") if not delta else words
    return (words, "good") if better else (f"{words} !", "bad")


def metric_facts(rows: Sequence[MetricRow], playbook: Playbook) -> list[Fact]:
    """Return the first four metrics as lines of a sheet, none where there are none."""
    lines: list[Cell] = []
    for row in rows[:_BRIEF]:
        value = value_cell(row, playbook)
        parts: list[CellPart] = [(f"{one_line(row.name)} ", "muted"), FILL]
        parts += value if isinstance(value, list) else [value]
        if row.change is not None and row.change.delta:
            gain = gain_cell(row)
            parts += ["  ", *(gain if isinstance(gain, list) else [gain])]
        if len(row.values) > 1:
            parts.append((f"  {sparkline(row.values, _SPARK)}", "muted"))
        lines.append(parts)
    if len(rows) > _BRIEF:
        lines.append((f"and {len(rows) - _BRIEF} more", "muted"))
    return [Fact("Metrics", tuple(lines), hangs=True)] if lines else []
