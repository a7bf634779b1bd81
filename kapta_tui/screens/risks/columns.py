"""The columns of the risks table."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.risk import primary
from kapta_tui.screens.ends import next_end_cell
from kapta_tui.screens.folder import folder
from kapta_tui.screens.risks.loading import RiskLine
from kapta_tui.screens.sums import loss_words, value_words
from kapta_tui.widgets.cells import FILL, HOLD, Cell, CellPart
from kapta_tui.widgets.listing import Column

RISK: Final = "⚑"
"""Stands beside the name of an account at risk, wherever it appears (features: row 38)."""

CLOSED: Final = "✓"
CLOSED_WORD: Final = "Closed: "
"""How the labels of closing statuses begin in the shipped playbook; lists show the rest of them."""

BY_HAND: Final = "*"
ATTENTION: Final = "!"

NOTHING: Final[Cell] = ("·", "muted")


def glyph(line: RiskLine) -> CellPart:
    """Return the risk mark of an active risk, the done mark of a closed one."""
    return (RISK, line.token) if line.is_active else (CLOSED, "muted")


def again(line: RiskLine) -> list[CellPart]:
    """Return the risk mark of an account that has another, active risk than this closed one (features: row 38)."""
    return [(f" {RISK}", "bad")] if line.row.is_account_at_risk and not line.is_active else []


def in_gravity(line: RiskLine, words: str) -> CellPart:
    """Return `words` in the colour of the risk's severity, of a closed one muted."""
    return words, line.token if line.is_active else "muted"


def priority_words(line: RiskLine) -> str:
    """Return the priority with a mark when it was set by hand."""
    return line.priority + (BY_HAND if line.row.priority_by_hand else "")


def reasons_parts(line: RiskLine) -> list[CellPart]:
    """Return the primary reason and, kept when it is cut, how many more there are."""
    first, more = primary(line.row.reasons)
    return [first, FILL, (more, "muted")] if more else [first]


def _account(line: RiskLine) -> Cell:
    marks = folder(line.below)
    marks = [*again(line), *marks]
    return [glyph(line), " ", line.row.account, *([HOLD, *marks] if marks else [])]


def _priority(line: RiskLine) -> Cell:
    return priority_words(line) if line.priority else NOTHING


def _severity(line: RiskLine) -> Cell:
    return in_gravity(line, line.severity) if line.severity else NOTHING


def _status(line: RiskLine) -> Cell:
    if not line.is_active:
        return (line.status.removeprefix(CLOSED_WORD), "muted")
    return [line.status, (f" {ATTENTION}", "warn")] if line.row.unaddressed else line.status


def _loss(line: RiskLine) -> Cell:
    if not line.row.loss_minor or not line.is_active:
        return NOTHING
    return loss_words(line.row, line.row.loss_minor)


def _value(line: RiskLine) -> Cell:
    row = line.row
    return value_words(row) if row.value_minor or row.other_currencies else NOTHING


def _next_end(line: RiskLine) -> Cell:
    if line.row.nearest_end is None:
        return NOTHING
    return next_end_cell(line.row.nearest_end, soon=line.ends_soon)


def _last_end(line: RiskLine) -> Cell:
    return (line.row.expiration.isoformat(), "muted") if line.row.expiration else NOTHING


COLUMNS: Final = (
    Column[RiskLine]("account", "Account", _account, minimum=18, maximum=40, wish=26, flex=3, priority=9),
    Column[RiskLine]("reasons", "Reasons", reasons_parts, minimum=16, wish=22, flex=4, priority=8),
    Column[RiskLine]("severity", "Severity", _severity, width=10, priority=7),
    Column[RiskLine](
        "likelihood", "Likelihood", lambda line: line.likelihood or NOTHING, width=14, priority=1
    ),
    Column[RiskLine]("priority", "Pri", _priority, width=5, priority=7),
    Column[RiskLine]("status", "Status", _status, minimum=12, maximum=18, priority=4),
    Column[RiskLine](
        "assignee", "Assigned", lambda line: line.row.assignee, minimum=8, maximum=18, wish=14, priority=3
    ),
    Column[RiskLine](
        "days_open", "Days", lambda line: str(line.row.days_open), width=6, align="right", priority=5
    ),
    Column[RiskLine]("contract_value", "Value", _value, minimum=9, maximum=11, align="right", priority=6),
    Column[RiskLine]("expected_loss", "Exp. loss", _loss, width=11, align="right", priority=2),
    Column[RiskLine]("nearest_contract_end", "Next end", _next_end, width=12, priority=3),
    Column[RiskLine]("contract_expiration", "Last end", _last_end, width=10, priority=0),
)
"""Keys are field names, so that a column is sorted by the field it shows."""
