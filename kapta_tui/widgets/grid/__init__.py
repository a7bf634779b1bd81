"""A grid of cells: rows known by id, columns in groups, a cursor in both directions."""

from __future__ import annotations

from kapta_tui.widgets.grid.view import Head
from kapta_tui.widgets.grid.widget import RecordGrid

__all__ = ["Head", "RecordGrid"]
