"""The four views of the risks screen, and how one goes from a count to the risks it counts and back."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal, NamedTuple

from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.domain.filter import Compare, FilterError, Op, parse
from kapta_tui.domain.filter.scan import scan
from kapta_tui.screens.risks.quick import Quick

ViewName = Literal["table", "board", "matrix", "overview"]

VIEWS: Final[tuple[ViewName, ...]] = ("table", "board", "matrix", "overview")
"""In the order of the key that changes between them."""

COUNTS: Final[tuple[ViewName, ...]] = ("matrix", "overview")
"""Those that count risks instead of listing them."""

ACTIVE_ONLY: Final = "active:yes"


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


def is_among(field: str, value: str | None) -> str:
    """Return the filter of risks with this value of a field that holds several, or one; None is no value."""
    return str(Compare(field, Op.EMPTY) if value is None else Compare(field, Op.EQUAL, (value,)))


def has(field: str, value: str | None) -> str:
    """Return the filter of risks whose field holds this code; None is no value."""
    return str(Compare(field, Op.EMPTY) if value is None else Compare(field, Op.MATCH, (value,)))


def past(quick: Quick) -> str:
    """Return the filter of a quick one without its limit to active risks, for what is said about closed ones.

    The other terms stay as they were typed, blanks in quotes included; a filter that cannot be read stays whole.
    """
    return " ".join(piece for piece in _pieces(quick.filter) if not _limits(piece))


def _pieces(text: str) -> list[str]:
    """Return the terms of a filter as they were typed, all in one where it cannot be read."""
    try:
        ends = [*(token.position for token in scan(text)), len(text)]
    except FilterError:
        return [text]
    return [text[start:end].strip() for start, end in pairwise(ends)]


def _limits(piece: str) -> bool:
    """Say whether a term demands that the risk is active."""
    try:
        terms = parse(piece).terms
    except FilterError:
        return False
    return terms == parse(ACTIVE_ONLY).terms


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
    elif active and not any(map(_limits, (*_pieces(quick.filter), *_pieces(place.text)))):
        words = [*words, ACTIVE_ONLY]
    return Place(
        "table", quick, " ".join(filter(None, words)), person if person is not None else place.person
    )
