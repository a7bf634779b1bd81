"""Four lists beside and below each other."""

from __future__ import annotations

from kapta_tui.widgets.quadrants.layout import Item, Quadrant
from kapta_tui.widgets.quadrants.widget import Quadrants

__all__ = ["Item", "Quadrant", "Quadrants"]
