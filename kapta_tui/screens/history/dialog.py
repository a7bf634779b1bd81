"""The history of a record, and the records of one change, each field with what stood there before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kapta_tui.data.read.history import Entry, Touched
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import clean, one_line
from kapta_tui.screens.dialogs.base import DIALOG_CSS, Dialog
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.preview_feed import moment

_LONGEST: Final = 600
"""Characters of a value in the lines below the list."""


class Line(NamedTuple):
    """A field that was changed; `record` says of which record, empty where all are of one."""

    entry: Entry
    record: str = ""


class Moves(Dialog[None]):
    """A list of fields that were changed; below it the one under the cursor in full."""

    CSS_PATH: ClassVar = [DIALOG_CSS, Path(__file__).with_name("history.tcss")]
    CALLED: ClassVar = {"form.cancel": ("Close", "Go back")}
    HINTS: ClassVar = {"form.cancel": 1}
    COLUMNS: ClassVar[tuple[Column[Line], ...]] = ()

    def __init__(self, title: str, lines: Sequence[Line], empty: Content) -> None:
        super().__init__(f"{title} · {len(lines)}" if lines else title)
        self._lines = dict(enumerate(lines, 1))
        self._empty = empty

    def compose_frame(self) -> ComposeResult:
        """The list, and room for one value in full."""
        yield Listing[Line](self.COLUMNS, id="moves")
        yield Static("", id="move", markup=False)

    def on_mount(self) -> None:
        """Show what was read."""
        listing = self.query_one("#moves", Listing)
        listing.empty = self._empty
        listing.set_ids(list(self._lines), self._lines)
        # As high as its lines and their heading, up to what the style allows.
        listing.styles.height = max(4, len(self._lines) + 1)
        listing.focus()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers beside."""
        return "all of it is shown below the list" if command_id == "list.open" else None

    @on(Listing.Highlighted, "#moves")
    def _tell(self) -> None:
        number = self.query_one("#moves", Listing).cursor_id
        line = None if number is None else self._lines.get(number)
        self.query_one("#move", Static).update(_in_full(line) if line is not None else Content(""))


class HistoryDialog(Moves):
    """What became of one record, the newest first; Esc leaves."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        """`name` is what the record is called."""
        super().__init__(
            f"History of {name}",
            [Line(entry) for entry in entries],
            EmptyPane.words("Nothing is known of earlier changes."),
        )


class ChangeDialog(Moves):
    """What one change did to every record it touched; Esc leaves."""

    def __init__(self, sentence: str, touched: Sequence[Touched]) -> None:
        """`sentence` is what the feed says of the change."""
        lines = [
            Line(entry, f"{KINDS[record.kind].label} {record.name}")
            for record in touched
            for entry in record.entries
        ]
        super().__init__(sentence, lines, EmptyPane.words("No values were kept of this change."))


def _when(line: Line) -> Cell:
    return (moment(line.entry.at, datetime.now().astimezone()), "muted")


def _what(line: Line) -> Cell:
    entry = line.entry
    words = one_line(entry.label) or one_line(entry.sentence)
    return [words, (" undone", "muted")] if entry.undone else words


def _before(line: Line) -> Cell:
    return _value(line.entry, line.entry.before)


def _after(line: Line) -> Cell:
    return _value(line.entry, line.entry.after)


def _value(entry: Entry, value: str) -> Cell:
    words = one_line(value[:_LONGEST])
    return words if words else ("·" if entry.field else "", "muted")


def _in_full(line: Line) -> Content:
    """Return one line with all its words; customers' texts are no markup."""
    entry = line.entry
    if not entry.field:
        return Content(one_line(entry.sentence))
    before, after = (clean(text)[:_LONGEST] or "nothing" for text in (entry.before, entry.after))
    of = f"{one_line(line.record)} · " if line.record else ""
    head = (f"{of}{one_line(entry.label)}: ", "$muted")
    return Content.assemble(head, before, (" → ", "$accent"), after)


_column = partial(Column[Line], sortable=False)
_WHAT = _column("what", "Field", _what, minimum=16, flex=2, priority=9)
_BEFORE = _column("before", "Before", _before, minimum=10, flex=2, priority=7)
_AFTER = _column("after", "After", _after, minimum=10, flex=2, priority=8)
_WHO = _column(
    "user", "Who", lambda line: (one_line(line.entry.user), "muted"), minimum=6, maximum=14, priority=1
)
_RECORD = _column(
    "record", "Of", lambda line: (one_line(line.record), "muted"), minimum=14, flex=2, priority=1
)
HistoryDialog.COLUMNS = (_column("at", "When", _when, width=12, priority=5), _WHAT, _BEFORE, _AFTER, _WHO)
ChangeDialog.COLUMNS = (_WHAT, _BEFORE, _AFTER, _RECORD)
