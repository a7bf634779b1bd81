"""The four views of the risks screen."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.screens.risks.quick import Quick

ViewName = Literal["table", "board", "matrix", "overview"]

VIEWS: Final[tuple[ViewName, ...]] = ("table", "board", "matrix", "overview")
"""In the order of the key that changes between them."""

COUNTS: Final[tuple[ViewName, ...]] = ("matrix", "overview")
"""Those that count risks instead of listing them."""


class Place(NamedTuple):
    """What is shown: a view of the risks of a quick filter, a typed one and, unless None, of a person."""

    view: ViewName
    quick: Quick
    text: str
    person: str | None = None


def after(view: ViewName) -> ViewName:
    """Return the view that follows."""
    return VIEWS[(VIEWS.index(view) + 1) % len(VIEWS)]


def kept(view: ViewName, by: str) -> str:
    """Return a view and the grouping of the board as they are remembered: "board severity"."""
    return f"{view} {by}"


def of_kept(text: str) -> tuple[ViewName, str]:
    """Return the view and the grouping that `kept` wrote; of what is none the table, by severity."""
    name, _, by = text.partition(" ")
    view = next((view for view in VIEWS if view == name), VIEWS[0])
    return view, by if by in GROUPS else GROUPS[0]
