"""How large a terminal must be."""

from __future__ import annotations

from textual.geometry import Size

LEAST = Size(40, 10)
"""Below this nothing useful can be drawn."""


def is_too_small(size: Size) -> bool:
    """Whether a terminal of `size` cells is below the least."""
    return size.width < LEAST.width or size.height < LEAST.height
