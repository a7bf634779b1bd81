"""How pleased the customer is, entry by entry, with what age makes of it (features: row 67)."""

from __future__ import annotations

from textual.content import Content

from kapta_tui.data.read.records import Record
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.satisfaction import State, score_words
from kapta_tui.domain.text import days_words
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.satisfied import STATE_TOKENS
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column


class SatisfactionList(RecordList):
    """The entries of an account, newest first; the newest is what the account shows."""

    def __init__(self) -> None:
        names = ("date", "score", "age", "description", "author")
        super().__init__("satisfaction", "Satisfaction", names, empty=_empty())

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return what is shown of an entry: its age says too whether it still counts."""
        return tuple(_own(column) for column in super().columns_for(playbook))

    @property
    def more(self) -> str:
        """The newest score, which is the account's."""
        row = self.row(self.ids[0]) if self.ids else None
        score = None if row is None else row.get("score")
        return f"now {score_words(score)}" if isinstance(score, int) and not self.sort else ""


def _own(column: Column[Record]) -> Column[Record]:
    if column.key == "score":
        return column._replace(title="Score", cell=_score, width=9)
    return column._replace(title="Age", cell=_age, width=18, align="left") if column.key == "age" else column


def _empty() -> Content:
    return EmptyPane.words("Nobody has said yet how pleased they are.", ("n", "enters a score"))


def _score(row: Record) -> Cell:
    score = row.get("score")
    return score_words(score) if isinstance(score, int) else ""


def _age(row: Record) -> Cell:
    age = row.get("age")
    words = days_words(age) if isinstance(age, int) and age > 0 else "today"
    state: State = "expired" if row.get("expired") else "stale" if row.get("stale") else ""
    return [words, (f" · {state}", STATE_TOKENS[state])] if state else words
