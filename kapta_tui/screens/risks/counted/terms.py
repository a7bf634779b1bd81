"""How one goes from a count to the risks it counts: the terms of the filters that describe them."""

from __future__ import annotations

from itertools import pairwise

from kapta_tui.data.read.riskchosen import ACTIVE
from kapta_tui.domain.filter import Compare, FilterError, Op, parse
from kapta_tui.domain.filter.scan import scan
from kapta_tui.screens.risks.quick import Quick
from kapta_tui.screens.risks.views import Place


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
    return terms == parse(ACTIVE).terms


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
        words = [*words, ACTIVE]
    return Place(
        "table", quick, " ".join(filter(None, words)), person if person is not None else place.person
    )
