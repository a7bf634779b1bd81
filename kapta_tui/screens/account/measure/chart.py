"""The history of one metric as a curve, where there is room for it."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip

from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.measured import amount
from kapta_tui.widgets.cells import Run, fit
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.plot import curve, level

LEAST: Final = 8
"""Fewest lines, borders included, in which a curve is worth drawing."""

_TARGET: Final = "┈"


class MetricChart(LineView, can_focus=False):
    """The curve of the metric under the cursor, its values at the left and its days below."""

    def __init__(self) -> None:
        super().__init__(id="metric-chart")
        self._lines: list[list[Run]] = []
        self._shown: tuple[MetricRow, Playbook] | None = None

    def show(self, row: MetricRow | None, playbook: Playbook, *, with_account: bool = False) -> None:
        """Draw the history of `row`, or nothing; the title names its account where that is not the page's."""
        self._shown = None if row is None else (row, playbook)
        self.border_title = "" if row is None else _title(row, playbook, with_account=with_account)
        self.empty = Content("Two values make a curve; a records one." if row is not None else "")
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        size = self.scrollable_size
        self._lines = []
        if self._shown is not None and len(self._shown[0].values) > 1 and size.height > 2:
            self._lines = chart(*self._shown, size.width, size.height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        width = self.scrollable_size.width
        if not self._lines:
            return self.empty_line(y, self.size.height)
        if y >= len(self._lines):
            return Strip.blank(width, self.look())
        return Strip(self.paint(self._lines[y])).adjust_cell_length(width, self.look())


def chart(row: MetricRow, playbook: Playbook, width: int, height: int) -> list[list[Run]]:
    """Return `height` lines of `width` cells: the curve, start and target as levels, the days below it."""
    values = [value for _, value in row.values]
    levels = [found for found in (row.start, row.target) if found is not None]
    low, high = min(values + levels), max(values + levels)
    labels = {0: amount(row, high, playbook), height - 2: amount(row, low, playbook)}
    if row.target is not None:
        line = level(row.target, low, high, height - 1)
        labels[line] = amount(row, row.target, playbook)
    margin = max(cell_len(words) for words in labels.values()) + 2
    across = max(1, width - margin - 1)
    drawn = curve(row.values, low, high, across, height - 1)
    target = None if row.target is None else level(row.target, low, high, height - 1)
    lines = [
        [
            *fit([(labels.get(y, ""), "muted")], margin - 2, "right"),
            (" │", "muted"),
            *_over(text, y == target),
        ]
        for y, text in enumerate(drawn)
    ]
    first, last = (row.values[place][0].isoformat() for place in (0, -1))
    below = f"{first}{last.rjust(max(0, across - cell_len(first)))}"
    return [*lines, [(" " * margin, None), *fit([(below, "muted")], across)]]


def _title(row: MetricRow, playbook: Playbook, *, with_account: bool) -> Content:
    """Return the metric's name, that of its account where asked for, and what the line of its target stands for."""
    name = one_line(f"{row.name} · {row.account.name}" if with_account else row.name)
    if row.target is None:
        return Content(name)
    return Content.assemble(name, (f" · {_TARGET * 2} target {amount(row, row.target, playbook)}", "$muted"))


def _over(text: str, is_target: bool) -> list[Run]:
    """Return a line of the curve, over the line of the target where that is here."""
    if not is_target:
        return [(text, "accent")]
    return [(_TARGET, "good") if character == " " else (character, "accent") for character in text]
