"""Active risks by severity and likelihood (features: row 54)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.risks.counted import faces
from kapta_tui.screens.risks.counted.loading import Found, MatrixFound, load_matrix
from kapta_tui.screens.risks.counted.pane import ON_COUNTS, CountPane, Way
from kapta_tui.screens.risks.counted.terms import has
from kapta_tui.screens.risks.loading import Wish
from kapta_tui.screens.risks.quick import Quick
from kapta_tui.widgets.cellmatrix import CellMatrix, Face
from kapta_tui.widgets.empty import EmptyPane


class RiskMatrix(CellMatrix, CountPane[MatrixFound]):
    """Severity by likelihood."""

    HELP = "Active risks by severity and likelihood. Enter lists those of the cell, w explains its numbers."
    BINDINGS = bindings(*ON_COUNTS)
    HINTS: ClassVar = {"risks.view": 3, "list.why": 4}
    COUNTS_BY = "severity and likelihood"
    ACTIVE_ONLY = True
    SPOKEN = "the matrix"

    def __init__(self) -> None:
        super().__init__(self._face, id="matrix")
        self._read: MatrixFound | None = None

    def question(
        self, wish: Wish, quick: Quick, text: str
    ) -> Callable[[sqlite3.Connection], MatrixFound | KaptaError]:
        """Return what asks for the matrix."""
        return partial(load_matrix, wish=wish)

    def take(self, answer: MatrixFound, noun: str, off: frozenset[str]) -> Found:
        """Show the matrix; the first one with the cursor on what matters most."""
        is_first = self._read is None or not self._read.matrix.cells
        self._read, grid, playbook = answer, answer.matrix, answer.found.playbook
        rows = faces.heads("severity", grid.severities, playbook) if grid.cells else []
        columns = faces.heads("likelihood", grid.likelihoods, playbook) if grid.cells else []
        self.set_heads(rows, columns)
        if is_first and grid.cells:
            self.select(*faces.gravest(grid))
        self._say_cell()
        return answer.found

    def _face(self, row: str, column: str, height: int, width: int) -> Face:
        if self._read is None:
            return Face([])
        return faces.face(self._read.matrix, self._read.found.playbook, row, column, height, width)

    @on(CellMatrix.Highlighted)
    def _say_cell(self) -> None:
        if self.here is not None and self._read is not None:
            self.show_status(faces.spoken(self._read.matrix, self._read.found.playbook, *self.here))

    @on(CellMatrix.Opened)
    def _list_cell(self) -> None:
        if self.here is None or self._read is None:
            return
        pairs = zip(("severity", "likelihood"), self.here, strict=True)
        terms = " ".join(has(field, key or None) for field, key in pairs if key != faces.TOTAL)
        number = faces.tally(self._read.matrix, *self.here).count
        self.post_message(self.Listed(Way(number, terms, active=True)))

    @on(CellMatrix.CopyRequested)
    def _offer_cells(self) -> None:
        self.post_message(self.CellsWanted())

    def why(self) -> tuple[str, Sequence[str]] | None:
        """Explain the cell under the cursor."""
        if self._read is None or self.here is None:
            return None
        return faces.why(self._read.matrix, self._read.found.playbook, *self.here)

    def cells(self) -> Iterable[Sequence[str]]:
        """Return a line per severity."""
        return [] if self._read is None else faces.copied(self._read.matrix, self._read.found.playbook)

    def why_none(self, quick: Quick) -> Content | None:
        """Say that closed risks are not counted."""
        if quick.key != "closed":
            return None
        return EmptyPane.words(
            f"The matrix counts active risks, and none of “{quick.label}” is active.",
            ("f", "shows others"),
            ("V", "goes on to the overview"),
        )
