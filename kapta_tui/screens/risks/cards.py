"""What a card of the board shows, and the board's columns."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.domain.risk import is_closed
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
from kapta_tui.screens.risks.words import head_words
from kapta_tui.screens.sums import value_words
from kapta_tui.widgets.board import BoardColumn
from kapta_tui.widgets.cells import FILL, CellPart

NO_VALUE = ""
"""The key of the column of risks without a value in the grouping field."""


CLOSING = "closing"
"""The key of the column that stands for all closing statuses while none of them holds a card."""


def face(line: RiskLine) -> Sequence[Sequence[CellPart]]:
    """Return the three lines of a card: account and priority, reasons, money and people."""
    row = line.row
    facts = [value_words(row)] if row.value_minor or row.other_currencies else []
    facts += [row.assignee]
    attention: list[CellPart] = [(f"{ATTENTION} ", "warn")] if row.unaddressed else []
    return (
        [(row.account, "strong"), FILL, in_gravity(line, priority_words(line)), " ", glyph(line)],
        reasons_parts(line),
        [(" · ".join(facts), "muted"), FILL, *attention, (f"{row.days_open} d", "muted")],
    )


def columns(loaded: Loaded) -> list[BoardColumn]:
    """Return the groups as columns of the board.

    Closing statuses without a card share one column, in which a risk is closed.
    """
    closing = [group for group in loaded.groups if group.key and is_closed(group.key)]
    is_folded = bool(closing) and not any(group.ids for group in closing)
    found = [
        BoardColumn(
            key=group.key or NO_VALUE,
            title=_head(loaded.labels.get(group.key, group.key or "")),
            summary=head_words(len(group.ids), group.value),
            ids=group.ids,
        )
        for group in loaded.groups
        if not is_folded or group not in closing
    ]
    return [*found, BoardColumn(CLOSING, f"{CLOSED} Closed…", "", ())] if is_folded else found


def _head(label: str) -> str:
    """Return the head of a column; what closes is known by its mark, in less room than by the word."""
    return label.replace(CLOSED_WORD, f"{CLOSED} ", 1) if label.startswith(CLOSED_WORD) else label
