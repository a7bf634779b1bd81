"""The four views of the risks screen, and how one goes from a count to the risks it counts and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.domain.filter.model import Compare, Op
from kapta_tui.screens.risks.quick import Quick

ViewName = Literal["table", "board", "matrix", "overview"]

VIEWS: Final[tuple[ViewName, ...]] = ("table", "board", "matrix", "overview")
"""In the order of the key that changes between them."""

ACTIVE_ONLY: Final = "active:yes"


@dataclass(frozen=True, slots=True)
class Place:
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


def is_among(field: str, value: str | None) -> str:
    """Return the filter of risks with this value of a field that holds several, or one; None is no value."""
    return str(Compare(field, Op.EMPTY) if value is None else Compare(field, Op.EQUAL, (value,)))


def has(field: str, value: str | None) -> str:
    """Return the filter of risks whose field holds this code; None is no value."""
    return str(Compare(field, Op.EMPTY) if value is None else Compare(field, Op.MATCH, (value,)))


def past(quick: Quick) -> str:
    """Return the filter of a quick one without its limit to active risks, for what is said about closed ones."""
    return " ".join(word for word in quick.filter.split() if word != ACTIVE_ONLY)


def listing(
    place: Place, every: Quick, terms: str, *, active: bool | None, person: str | None = None
) -> Place:
    """Return the table of the risks that `terms` describe, among those that `place` shows.

    With `active` False they are closed ones, for which the quick filter `every` takes the place of one that is
    limited to active risks; None takes all that `place` shows. `person` narrows to theirs.
    """
    quick, words = place.quick, [place.text, terms]
    if active is False:
        quick, words = every, [past(place.quick), *words]
    elif active and ACTIVE_ONLY not in f"{quick.filter} {place.text}".split():
        words = [*words, ACTIVE_ONLY]
    return Place(
        "table", quick, " ".join(filter(None, words)), person if person is not None else place.person
    )
