"""What the risks add up to: totals, how they were closed, reasons, people, and what worked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.risks.counted.lines import Part
from kapta_tui.screens.risks.counted.loading import Found, OverviewFound, load_overview
from kapta_tui.screens.risks.counted.pane import ON_COUNTS, CountPane
from kapta_tui.screens.risks.counted.summary import parts
from kapta_tui.screens.risks.counted.terms import past
from kapta_tui.screens.risks.loading import Wish
from kapta_tui.screens.risks.quick import Quick
from kapta_tui.widgets.sheets import SectionSheet


class RiskOverview(SectionSheet, CountPane[OverviewFound]):
    """Sections of lines, each of which stands for risks."""

    HELP = "What the risks add up to. Enter lists those behind a line, w explains its numbers, l goes to the right."
    BINDINGS = bindings(*ON_COUNTS)
    HINTS: ClassVar = {"risks.view": 3, "list.why": 4}
    SPOKEN = "the overview"

    def __init__(self) -> None:
        super().__init__(id="overview")
        self._parts: Sequence[Part] = ()

    def question(
        self, wish: Wish, quick: Quick, text: str
    ) -> Callable[[sqlite3.Connection], OverviewFound | KaptaError]:
        """Return what asks for the numbers; those of closed risks heed no limit to active ones."""
        return partial(load_overview, wish=wish, past=f"{past(quick)} {text}".strip())

    def take(self, answer: OverviewFound, noun: str, off: frozenset[str]) -> Found:
        """Show the sections, none where neither active nor closed risks are counted."""
        has_any = answer.found.totals.count or any(one.count for one in answer.closed)
        self._parts = parts(answer, noun, off) if has_any else ()
        self.set_sections([part.section for part in self._parts])
        return answer.found

    @on(SectionSheet.Opened)
    def _list_line(self, event: SectionSheet.Opened) -> None:
        for part in self._parts:
            for line in part.lines:
                if (part.key, line.row.key) == (event.section, event.row):
                    self.post_message(self.Listed(line.ways[event.at]))

    @on(SectionSheet.CopyRequested)
    def _offer_cells(self) -> None:
        self.post_message(self.CellsWanted())

    def why(self) -> tuple[str, Sequence[str]] | None:
        """Explain the section under the cursor."""
        if self.here is None:
            return None
        part = next(part for part in self._parts if part.key == self.here[0])
        return f"Why? · {part.name}", (part.why,)

    def cells(self) -> Iterable[Sequence[str]]:
        """Return the lines with their sections."""
        return ([part.key, *line.cells] for part in self._parts for line in part.lines)
