"""A matrix of cells under heads, all of it in view, with a cursor in both directions."""

from __future__ import annotations

from kapta_tui.widgets.cellmatrix.view import Face, Head
from kapta_tui.widgets.cellmatrix.widget import CellMatrix

__all__ = ["CellMatrix", "Face", "Head"]
