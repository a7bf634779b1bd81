"""The second part: what changed the score over the period, what people did apart from what the rules did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

from kapta_tui.data.read.health.history import Change
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.lines import RISK
from kapta_tui.domain.health.words import cause_label, change_words, delta_words
from kapta_tui.screens.health.loading import Found
from kapta_tui.screens.health.marks import POINTS, bar, token_of
from kapta_tui.screens.health.rows import CHANGES, Row, blank_row, plain_row, title_row
from kapta_tui.screens.health.splits import split
from kapta_tui.screens.record.folding import folded
from kapta_tui.widgets.cells import FILL, CellPart, parts_of

_LABEL: Final = 30
_GROUPS: Final = ((False, "You changed"), (True, "The rules changed"))


def change_rows(found: Found, width: int) -> Iterator[Row]:
    """Yield the part; sentences are broken to `width` cells."""
    change = found.change
    yield blank_row(CHANGES)
    yield title_row(CHANGES, "What changed", (f"{change_title(found)}", "muted"))
    if change is None or change.delta is None:
        yield from _said(why_none(found), width)
        return
    yield from _said(_sentence(change), width)
    shown = split(change.causes)
    most = max((abs(cause.change) for cause in change.causes), default=Fraction(1))
    for by_rules, title in _GROUPS:
        told = [one for one in zip(change.causes, shown, strict=True) if one[0].by_rules == by_rules]
        total = sum((points for _, points in told), Decimal("0.00"))
        yield plain_row(CHANGES, title, (title, "strong"), FILL, _right(total))
        for cause, points in told:
            key = ("cause", cause.kind, cause.factor, by_rules)
            draw = partial(_cause, cause, points, most)
            yield Row(key, CHANGES, draw, cause.factor or (RISK if cause.kind == "risk" else None))


def change_title(found: Found) -> str:
    """Return the change of the score shown with its day: "-9 in 30 days, since 2026-10-22"; empty without one."""
    change = found.change
    if change is None or change.delta is None:
        return ""
    since = change.since.isoformat()
    if not change.is_whole:
        return f"{delta_words(change.delta, since=change.since)}, the first day known"
    if change.period.days is None:
        what = ", the last QBR" if change.period.since is None else ""
        return f"{delta_words(change.delta, since=change.since)}{what}"
    return f"{delta_words(change.delta, change.period.days)}, since {since}"


def why_none(found: Found) -> str:
    """Return why there is nothing to compare with."""
    change = found.change
    if change is not None:
        return (
            "Nothing is scored, so there is nothing to compare."
            if found.scores.score is None
            else f"Nothing was scored on {change.since.isoformat()}, so the change has no causes."
        )
    if found.period.days is None and found.period.since is None:
        return "No business review was held before today."
    return "No earlier day is known; from tomorrow on there is one to compare with."


def _sentence(change: Change) -> str:
    words = change_words(change.causes)
    before, delta = change.before.score or 0, change.delta or 0
    carried = " (carried over from an earlier day)" if change.before.carried else ""
    told = f"From {before}{carried} to {before + delta}"
    return f"{told}: {words}." if words else f"{told}; nothing changed it."


def _said(words: str, width: int) -> Iterator[Row]:
    for place, line in enumerate(folded(words, max(20, width))):
        yield plain_row(CHANGES, f"said {place}", *parts_of(line))


def _cause(cause: Cause, points: Decimal, most: Fraction, width: int) -> Sequence[CellPart]:
    share = float(abs(cause.change) / most)
    room = min(_LABEL, width // 3)
    parts = bar(1.0, share, max(6, width // 5), token_of(cause.change))
    return [f"  {cause_label(cause):<{room}}", "  ", *parts, FILL, _right(points)]


def _right(points: Decimal) -> CellPart:
    return f"{f'{points:+.2f}' if points else '0.00':>{POINTS}}", token_of(points)
