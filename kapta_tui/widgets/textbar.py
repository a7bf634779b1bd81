"""A share drawn as a bar of characters."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.cells import CellPart, Token

_FULL: Final = "━"
_REST: Final = "╌"


def bar(share: float, width: int, token: Token = "accent") -> list[CellPart]:
    """Return `share`, 0..1, of `width` cells as a heavy line, the rest as a dashed one; neither hides what is left."""
    whole = round(min(1.0, max(0.0, share)) * width)
    if 0 < share < 1:
        whole = min(width - 1, max(1, whole))
    return [(_FULL * whole, token), (_REST * (width - whole), "muted")]
