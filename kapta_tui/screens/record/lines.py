"""One field on the page of a record: its words, and what Enter does to it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from kapta_tui.widgets.cells import Cell, plain


class Way(Enum):
    """What Enter does to a field."""

    CHOOSE = "choose"
    """Pick one of the playbook's choices."""
    PERSON = "person"
    """Pick one of the people."""
    FORM = "form"
    """Type it."""
    REPORT = "report"
    """Say a percent, and words for the status note."""
    TURN = "turn"
    """Say the opposite of yes or no."""
    REASON = "reason"
    """Pick another reason, or type one."""
    PLAYERS = "players"
    """Link key players."""
    ACCOUNT = "account"
    """Open the account."""
    ADDRESS = "address"
    """Link work."""
    FOLLOW = "follow"
    """Go to the record that is named."""
    WHY = "why"
    """Nothing, because it follows from others; say how."""


class Line(NamedTuple):
    """A field of a record, or one of its several values: `place` counts those from 0."""

    field: str
    label: str
    value: Cell
    way: Way
    place: int = 0

    @property
    def is_reason(self) -> bool:
        """Whether it is one of the reasons of a risk."""
        return self.way is Way.REASON


def words(line: Line) -> str:
    """Return the value of a field without colours."""
    return plain(line.value)
