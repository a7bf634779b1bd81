"""The columns of the agenda and of the recent accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from kapta_tui.domain.text import fold
from kapta_tui.screens.due import due_words
from kapta_tui.screens.folder import folder
from kapta_tui.screens.severity import RISK, marked
from kapta_tui.screens.today.loading import AgendaLine, RecentLine
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column
from kapta_tui.widgets.sentence import without_account

GLYPHS: Final = {"tasks": "□", "actions": "◇", "goals": "◎", "contracts": "$", "risks": RISK, "contacts": "@"}
"""Kind to the glyph before its name."""

_NAMED: Final = {
    "tasks": "task ",
    "actions": "action ",
    "goals": "goal ",
    "contracts": "contract ",
    "risks": "risk ",
    "contacts": "key player ",
}
"""Kind to how its reasons begin."""


def _what(line: AgendaLine) -> Cell:
    is_grave = line.item.late or line.item.kind == "risks"
    return [(f"{GLYPHS[line.item.kind]} ", "bad" if is_grave else "accent"), line.item.title]


def when(line: AgendaLine) -> Cell:
    """Return the day as a person says it: "3 d late", "today", "in 5 d", "48 d ago", "never", a far one as date."""
    days = line.days
    if days is None:
        return ("never", "warn") if line.item.kind == "contacts" else ("·", "muted")
    if days < 0 and not line.item.late:
        return (f"{-days} d ago", "muted")
    return due_words(line.today + timedelta(days=days), line.today)


def _reason(line: AgendaLine) -> Cell:
    # The glyph before the name says the kind already.
    return (line.item.reason.removeprefix(_NAMED[line.item.kind]), "muted")


AGENDA: Final = (
    Column[AgendaLine]("name", "What", _what, minimum=20, maximum=70, flex=5, priority=9),
    Column[AgendaLine](
        "account",
        "Account",
        lambda line: marked(line.item.account, line.risk, folder(line.below)),
        minimum=14,
        maximum=36,
        flex=3,
        priority=7,
    ),
    Column[AgendaLine]("day", "When", when, width=10, align="right", priority=8),
    Column[AgendaLine]("reason", "Why", _reason, width=20, priority=6),
)
"""What of the agenda is shown."""

ORDER: Final[dict[str, Callable[[AgendaLine], Any]]] = {
    "name": lambda line: fold(line.item.title),
    "account": lambda line: fold(line.item.account),
    "day": lambda line: (line.days is None, line.days or 0),
    "reason": lambda line: line.item.reason,
}
"""Column to what it is sorted by."""


def _recent_name(line: RecentLine) -> Cell:
    return marked(line.account.name, line.token if line.account.at_risk else None, folder(line.below))


def _recent_day(line: RecentLine) -> Cell:
    return ("today" if line.days == 0 else f"{line.days} d ago", "muted")


RECENT: Final = (
    Column[RecentLine]("name", "Account", _recent_name, minimum=14, wish=20, flex=3, sortable=False),
    Column[RecentLine](
        "sentence",
        "",
        lambda line: (without_account(line.account.sentence, line.account.name), "muted"),
        minimum=20,
        flex=3,
        sortable=False,
        priority=0,
    ),
    Column[RecentLine]("at", "", _recent_day, width=8, align="right", sortable=False),
)
"""What of the recent accounts is shown."""
