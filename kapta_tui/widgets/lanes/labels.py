"""The words of a lane: the name at its left, and the note behind its bar."""

from __future__ import annotations

from datetime import date
from typing import Final

from rich.cells import cell_len

from kapta_tui.domain.lanes import Lane, LaneItem
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.widgets.cells import FILL, CellPart, Styled, Token, fit

CURSOR: Final = "›"
FOLDED: Final = "▸ "
UNFOLDED: Final = "▾ "
OWNER: Final = 20
"""Cells of an owner's name behind a bar."""

INDENT: Final = 2
"""Cells per level of the outline."""


def label(lane: Lane, item: LaneItem, today: date, at_cursor: bool, is_narrow: bool) -> list[CellPart]:
    """Return the cell left of the chart: cursor, outline, name of `item`, and how far it is, short when narrow."""
    fold = "  " if lane.is_folded is None else FOLDED if lane.is_folded else UNFOLDED
    parts: list[CellPart] = [
        (CURSOR if at_cursor else " ", "accent"),
        " " * (INDENT * lane.depth),
        (fold, "muted"),
        (item.name, "strong") if lane.is_folded is not None else item.name,
    ]
    if item.marks:
        parts.append((f" {item.marks}", "muted"))
    if len(lane.items) > 1:
        parts.append((f" +{len(lane.items) - 1}", "muted"))
    return [*parts, FILL, _measure(item, item.state(today), is_narrow)]


def fold_column(lane: Lane) -> range:
    """Return the columns of the fold glyph in the label."""
    start = 1 + INDENT * lane.depth
    return range(start, start + len(FOLDED))


def note(item: LaneItem, state: PlanState, with_name: bool, at_cursor: bool = False) -> list[Styled]:
    """Return the words behind the bar: the name where the label cannot hold it, the owner, what needs attention.

    At the cursor also how the percent comes about.
    """
    words: list[Styled] = []
    if with_name:
        words.append((item.name, "muted"))
    if item.owner and state.stage is not Stage.DONE:
        words.append((_short(item.owner), "muted"))
    if state.stage is Stage.DONE:
        words.append(("✓", "muted"))
    elif state.is_late:
        words.append((state.words, "bad"))
    elif state.stage in (Stage.FULL, Stage.START_PASSED):
        words.append((state.words, "warn"))
    if at_cursor and item.sum:
        words.append((item.sum, "muted"))
    joined: list[Styled] = []
    for index, word in enumerate(words):
        joined += [(" · ", "muted"), word] if index else [word]
    return joined


def _short(name: str) -> str:
    """Return a name of a person, cut where it would leave no room for what wants attention."""
    if cell_len(name) <= OWNER:
        return name
    return "".join(text for text, _ in fit([name], OWNER)).rstrip()


def _measure(item: LaneItem, state: PlanState, is_narrow: bool) -> CellPart:
    """Return how far the item is: a sign where it wants attention, then the percent or a word."""
    if state.stage in (Stage.NOT_STARTED, Stage.START_PASSED):
        is_known = item.percent is not None or item.is_work or item.kind == "action"
        words = "not started" if is_known else "no action"
        if state.is_late:
            return f"! {item.percent or 0}%", "bad"
        token: Token = "warn" if state.stage is Stage.START_PASSED else "muted"
        return state.glyph if is_narrow else words, token
    if state.stage is Stage.DONE:
        return f"✓ {item.percent}%" if item.percent is not None and not is_narrow else "✓"
    percent = f"{item.percent or 0}%"
    if state.is_late:
        return f"! {percent}", "bad"
    return (f"{state.glyph} {percent}", "warn") if state.stage is Stage.FULL else percent
