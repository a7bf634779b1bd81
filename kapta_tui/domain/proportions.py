"""How much a share says that few or many cases gave."""

from __future__ import annotations

from math import sqrt
from typing import Final

_CERTAINTY: Final = 1.96
"""Standard deviations of a range that holds 95 of 100."""


def at_least(successes: int, cases: int) -> float:
    """Return the share, 0..1, that can be relied on: the lower end of Wilson's 95 % range; 0 without a case.

    One success in one case gives 0.21 and 18 in 20 give 0.70, so that a lucky one never stands before many.
    """
    if not cases:
        return 0.0
    share, square = successes / cases, _CERTAINTY**2
    spread = _CERTAINTY * sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    return max(0.0, (share + square / (2 * cases) - spread) / (1 + square / cases))
