"""The documents of an account with what has become of their files (features: row 19)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kapta_tui.data.fingerprint import State
from kapta_tui.data.read.records import Record
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.widgets.cells import Cell, Token
from kapta_tui.widgets.listing import Column

_LOOKS: Final[Mapping[str, tuple[str, Token]]] = {
    State.PRESENT: ("✓", "good"),
    State.MISSING: ("✗", "bad"),
    State.CHANGED: ("≠", "warn"),
    State.LINK: ("→", "accent"),
    State.SILENT: ("?", "warn"),
}
"""State to its glyph and colour; the word stands beside."""


class DocumentList(RecordList):
    """Documents; Enter opens one with the system's program, e edits it."""

    CALLED = {"list.open": ("Open file", "Open the document with the system's program")}

    def __init__(self) -> None:
        super().__init__("documents", "Documents", ("name", "state", "path"))

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return the columns, the state as glyph and word."""
        columns = super().columns_for(playbook)
        return tuple(
            column._replace(cell=_state, width=11, priority=19) if column.key == "state" else column
            for column in columns
        )


def _state(row: Record) -> Cell:
    state = str(row.get("state") or "")
    glyph, token = _LOOKS.get(state, ("", "muted"))
    return (f"{glyph} {state}", token)
