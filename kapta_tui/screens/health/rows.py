"""The lines of the screen: what each shows, where the cursor may stand, and what Enter opens there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from kapta_tui.data.read.health.next import Advice
from kapta_tui.data.read.health.why import Fact, Note
from kapta_tui.domain.health.next import Hint
from kapta_tui.widgets.cells import FILL, CellPart

FACTORS: Final = "factors"
CHANGES: Final = "changes"
STEPS: Final = "steps"

Key = tuple[str | int | None, ...]
"""What a line is known by while others come and go."""

Draw = Callable[[int], Sequence[CellPart]]
"""Draws a line in so many cells."""

Target = Fact | Note | Advice | Hint | str
"""What Enter opens: a record behind a fact, something to do, or the factor of that name."""


class Row(NamedTuple):
    """One line of the part `part`. Where the cursor may stand it has a `target`, or folds a factor.

    `factor` is the one that it stands for or below, `is_head` tells the first from the second.
    """

    key: Key
    part: str
    draw: Draw
    target: Target | None = None
    factor: str = ""
    is_head: bool = False

    @property
    def stops(self) -> bool:
        """Whether the cursor may stand here."""
        return self.target is not None or self.is_head


def plain_row(part: str, name: str, *parts: CellPart) -> Row:
    """Return a line that is only read."""
    return Row(("plain", part, name), part, partial(_said, parts))


def title_row(part: str, title: str, *right: CellPart) -> Row:
    """Return the title of a part, with the titles of its columns at the right edge."""
    return plain_row(part, "title", (title, "accent"), FILL, *right)


def blank_row(part: str) -> Row:
    """Return an empty line before the part."""
    return plain_row(part, "blank", "")


def _said(parts: Sequence[CellPart], width: int) -> Sequence[CellPart]:
    return parts
