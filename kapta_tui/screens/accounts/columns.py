"""The columns of the accounts list."""

from __future__ import annotations

from typing import Final

from kapta_tui.screens.accounts.loading import AccountLine
from kapta_tui.screens.band import delta_cell, score_cell
from kapta_tui.screens.ends import next_end_cell
from kapta_tui.screens.folder import folder
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.sums import value_words
from kapta_tui.widgets.cells import HOLD, Cell, CellPart
from kapta_tui.widgets.listing import Column

NOTHING: Final[Cell] = ("·", "muted")


def _name(line: AccountLine) -> Cell:
    name: CellPart = (line.row.name, "muted") if line.is_added else line.row.name
    parts: list[CellPart] = [(line.prefix, "muted"), name]
    if line.row.archived:
        parts.append((" archived", "muted"))
    marks = folder(line.row.below)
    if line.row.risk_id is not None:
        marks.append((f" {RISK}", line.token))
    return [*parts, HOLD, *marks] if marks else parts


def _health(line: AccountLine) -> Cell:
    return score_cell(line.row.health, line.row.band)


def _change(line: AccountLine) -> Cell:
    return delta_cell(line.row.health_delta)


def _type(line: AccountLine) -> Cell:
    return line.type_label if line.row.type == "strategic" else (line.type_label, "muted")


def _risk(line: AccountLine) -> Cell:
    if line.row.risk_id is None:
        return NOTHING
    return [(f"{RISK} ", line.token), line.severity_label]


def _value(line: AccountLine) -> Cell:
    return value_words(line.row) if line.row.contracts else NOTHING


def _next_end(line: AccountLine) -> Cell:
    nearest = line.row.nearest_end
    return NOTHING if nearest is None else next_end_cell(nearest, soon=line.ends_soon)


def _last_end(line: AccountLine) -> Cell:
    return (line.row.expiration.isoformat(), "muted") if line.row.expiration else NOTHING


def _work(line: AccountLine) -> Cell:
    if not line.row.open_actions and not line.row.overdue:
        return NOTHING
    late: CellPart = (f"{line.row.overdue} late", "bad") if line.row.overdue else ("      ", "muted")
    return [str(line.row.open_actions), " ", late]


def _contact(line: AccountLine) -> Cell:
    return (line.row.last_contact.isoformat(), "muted") if line.row.last_contact else NOTHING


COLUMNS: Final = (
    Column[AccountLine]("name", "Name", _name, minimum=20, wish=30, flex=4, priority=9),
    Column[AccountLine](
        "owner", "Owner", lambda line: line.row.owner, minimum=8, maximum=18, wish=15, flex=4, priority=6
    ),
    Column[AccountLine]("health", "Health", _health, minimum=6, maximum=12, wish=8, priority=9),
    Column[AccountLine](
        "health_delta", "Change", _change, minimum=6, maximum=8, wish=8, align="right", priority=8
    ),
    Column[AccountLine]("type", "Type", _type, minimum=9, maximum=12, priority=2),
    Column[AccountLine]("risk_severity", "Risk", _risk, minimum=10, maximum=14, priority=8),
    Column[AccountLine](
        "contract_value", "Value", _value, minimum=9, maximum=11, wish=11, align="right", priority=7
    ),
    Column[AccountLine]("nearest_contract_end", "Next end", _next_end, width=12, priority=5),
    Column[AccountLine]("contract_expiration", "Last end", _last_end, width=10, priority=3),
    Column[AccountLine]("overdue", "Actions/late", _work, width=12, align="right", priority=4),
    Column[AccountLine]("last_contact", "Last contact", _contact, width=12, priority=1),
)
"""Keys are field names, so that a column is sorted by the field it shows."""
