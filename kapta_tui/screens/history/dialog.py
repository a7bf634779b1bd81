"""The history of a record, and the records of one change, each field with what stood there before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar, Final

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


class _Moves(Dialog[None]):
    """A list of fields that were changed; below it the one under the cursor in full."""

    CSS_PATH: ClassVar = DIALOG_CSS
    CALLED: ClassVar = {"form.cancel": ("Close", "Go back")}
    DEFAULT_CSS = """
    _Moves > #frame { width: 110; }
    _Moves Listing { height: 16; }
    _Moves.-short Listing { height: 10; }
    _Moves #move { height: auto; max-height: 6; margin-top: 1; padding: 0 1; color: $foreground; }
    """
    COLUMNS: ClassVar[tuple[Column[Entry], ...]] = ()

    def __init__(self, title: str, entries: Sequence[Entry], empty: Content) -> None:
        super().__init__(title)
        self._entries = dict(enumerate(entries, 1))
        self._empty = empty

    def compose_frame(self) -> ComposeResult:
        """The list, and room for one value in full."""
        yield Listing[Entry](self.COLUMNS, id="moves")
        yield Static("", id="move", markup=False)

    def on_mount(self) -> None:
        """Show what was read."""
        listing = self.query_one("#moves", Listing)
        listing.empty = self._empty
        listing.set_ids(list(self._entries), self._entries)
        listing.border_title = Content(f"Changes {len(self._entries)}")
        listing.focus()

    @on(Listing.Highlighted, "#moves")
    def _tell(self) -> None:
        number = self.query_one("#moves", Listing).cursor_id
        entry = None if number is None else self._entries.get(number)
        self.query_one("#move", Static).update(_in_full(entry) if entry is not None else Content(""))


class HistoryDialog(_Moves):
    """What became of one record, the newest first; Esc leaves."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        """`name` is what the record is called."""
        super().__init__(
            f"History of {name}", entries, EmptyPane.words("Nothing is known of earlier changes.")
        )


class ChangeDialog(_Moves):
    """What one change did to every record it touched; Esc leaves."""

    def __init__(self, sentence: str, touched: Sequence[Touched]) -> None:
        """`sentence` is what the feed says of the change."""
        entries = [
            entry._replace(label=f"{KINDS[record.kind].label} {record.name}: {entry.label}".rstrip(": "))
            for record in touched
            for entry in record.entries
        ]
        super().__init__(sentence, entries, EmptyPane.words("No values were kept of this change."))


def _when(entry: Entry) -> Cell:
    return (moment(entry.at, datetime.now().astimezone()), "muted")


def _what(entry: Entry) -> Cell:
    words = one_line(entry.label) or one_line(entry.sentence)
    return [words, (" undone", "muted")] if entry.undone else words


def _value(name: str, entry: Entry) -> Cell:
    words = one_line(str(getattr(entry, name))[:_LONGEST])
    return words if words else ("·" if entry.field else "", "muted")


def _in_full(entry: Entry) -> Content:
    """Return one entry with all its words; customers' texts are no markup."""
    if not entry.field:
        return Content(one_line(entry.sentence))
    before, after = (clean(text)[:_LONGEST] or "nothing" for text in (entry.before, entry.after))
    return Content.assemble((f"{one_line(entry.label)}: ", "$muted"), before, (" → ", "$accent"), after)


_column = partial(Column[Entry], sortable=False)
_WHAT = _column("what", "What", _what, minimum=16, flex=2, priority=9)
_BEFORE = _column("before", "Before", partial(_value, "before"), minimum=10, flex=2, priority=7)
_AFTER = _column("after", "After", partial(_value, "after"), minimum=10, flex=2, priority=8)
_WHO = _column(
    "user", "Who", lambda entry: (one_line(entry.user), "muted"), minimum=6, maximum=14, priority=1
)
HistoryDialog.COLUMNS = (_column("at", "When", _when, width=12, priority=5), _WHAT, _BEFORE, _AFTER, _WHO)
ChangeDialog.COLUMNS = (_WHAT, _BEFORE, _AFTER)
