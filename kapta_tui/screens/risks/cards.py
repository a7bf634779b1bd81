"""What a card of the board shows, and the board's columns."""

from __future__ import annotations

from collections.abc import Collection

from rich.cells import cell_len

from kapta_tui.data.read.money import NO_MONEY
from kapta_tui.domain.risk import is_closed, primary
from kapta_tui.screens.risks.columns import (
    ATTENTION,
    CLOSED,
    CLOSED_WORD,
    glyph,
    in_gravity,
    priority_words,
    reasons_parts,
)
from kapta_tui.screens.risks.loading import Loaded, RiskLine
from kapta_tui.screens.risks.words import brief_words, head_words
from kapta_tui.screens.sums import sums_words, value_words
from kapta_tui.widgets.board import BoardColumn
from kapta_tui.widgets.board.cards import LINES, Face, in_two
from kapta_tui.widgets.cells import FILL, CellPart, plain

NO_VALUE = ""
"""The key of the column of risks without a value in the grouping field."""


CLOSING = "closing"
"""The key of the column that stands for all closing statuses while none of them holds a card."""


def face(line: RiskLine, count: int, width: int) -> Face:
    """Return priority and mark for the frame, and `count` lines of `width` cells: account, reasons, money, people.

    From four lines on a long name goes on in a second one. With more, money and people have one each, and a long
    reason has two.
    """
    priority = [in_gravity(line, priority_words(line)), " "] if line.priority else []
    return Face(_lines(line, count, width), [*priority, glyph(line)])


def _lines(line: RiskLine, count: int, width: int) -> list[list[CellPart]]:
    row = line.row
    attention: list[CellPart] = [(f"{ATTENTION} ", "warn")] if row.unaddressed else []
    days: list[CellPart] = [FILL, *attention, (f"{row.days_open} d", "muted")]
    money = value_words(row) if row.value_minor or row.other_currencies else ""
    is_brief = count <= LINES + 1
    room = count - (1 if is_brief else 2)
    names = _names(line, room, width)
    upper = [*names, *_reasons(line, room - len(names), width)]
    blank: list[list[CellPart]] = [[] for _ in range(room - len(upper))]
    if is_brief:
        return [
            *upper,
            *blank,
            [(_brief(money, row.assignee, width - cell_len(plain(days)) - 1), "muted"), *days],
        ]
    return [*upper, *blank, [(money, "muted"), *days], [(row.assignee, "muted")]]


def _brief(money: str, assignee: str, room: int) -> str:
    """Return money and assignee where both fit in `room` cells, else the one there is, money first."""
    both = " · ".join(filter(None, (money, assignee)))
    return both if cell_len(both) <= room else money or assignee


def _names(line: RiskLine, room: int, width: int) -> list[list[CellPart]]:
    """Return the account, in two lines where it needs them and `room` has one more for the reason."""
    first, rest = in_two(line.row.account, width)
    if not rest or room <= 2:
        return [[(line.row.account, "strong")]]
    return [[(first, "strong")], [(rest, "strong")]]


def _reasons(line: RiskLine, room: int, width: int) -> list[list[CellPart]]:
    """Return the primary reason, in two lines where it needs and has them, and how many more there are."""
    reason, more = primary(line.row.reasons)
    first, rest = in_two(reason, width)
    if not rest or room < 2:
        return [reasons_parts(line)]
    tail: list[CellPart] = [FILL, (more, "muted")] if more else []
    return [[first], [rest, *tail]]


def columns(loaded: Loaded, by: str, off: Collection[str] = ()) -> list[BoardColumn]:
    """Return the columns of the board that is grouped by `by`, while the features `off` are switched off.

    Closing statuses without a card share one column, in which a risk is closed.
    """
    groups, labels = loaded.boards[by], loaded.labels[by]
    if "contracts" in off:
        groups = tuple(group._replace(value=NO_MONEY) for group in groups)
    closing = [group for group in groups if group.key and is_closed(group.key)]
    is_folded = bool(closing) and not any(group.ids for group in closing)
    found = [
        BoardColumn(
            key=group.key or NO_VALUE,
            title=_head(labels.get(group.key, group.key or "")),
            summary=head_words(len(group.ids), group.value),
            ids=group.ids,
            briefs=(brief_words(len(group.ids), group.value), str(len(group.ids))),
            under=(sums_words(group.value), sums_words(group.value, 1, is_short=True))
            if group.value.sums
            else (),
        )
        for group in groups
        if not is_folded or group not in closing
    ]
    return [*found, BoardColumn(CLOSING, f"{CLOSED} Closed…", "", ())] if is_folded else found


def _head(label: str) -> str:
    """Return the head of a column; what closes is known by its mark, in less room than by the word."""
    return label.replace(CLOSED_WORD, f"{CLOSED} ", 1) if label.startswith(CLOSED_WORD) else label
