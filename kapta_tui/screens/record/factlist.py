"""The fields of a record as a list: the cursor goes from one to the next, Enter changes it in place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.content import Content

from kapta_tui.screens.record.folding import folded
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.listing.columns import GAP, GUTTER

LABEL: Final = 13
"""Cells of the labels."""

_PARTS: Final = 64
"""Most lines of the screen that one field takes; nobody writes a value that long."""

_OF_LINES: Final = frozenset({"list.mark", "list.mark-all", "list.range", "list.sort", "list.reverse"})


class Shown(NamedTuple):
    """One line of the screen: a field, or the part of one that goes on."""

    line: Line
    label: str
    value: Cell


class RecordFacts(Listing[Shown]):
    """One line per field; what is too long goes on below, under the same field."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    FIELDS: ClassVar[tuple[str, ...]] = ()
    """The fields there can be, so that the cursor stays on one while others come and go."""
    OPENS: ClassVar[Mapping[Way, tuple[str, str]]] = {}
    """What Enter is called on a field of each way: label and help."""

    def __init__(self) -> None:
        columns = (
            Column[Shown]("label", "Field", lambda row: (row.label, "muted"), width=LABEL, sortable=False),
            Column[Shown]("value", "Value", lambda row: row.value, minimum=12, flex=1, sortable=False),
        )
        super().__init__(columns, header=False, id="facts")
        self.border_title = Content("Fields")
        self.CALLED: Mapping[str, tuple[str, str]] = {}
        self._folded = 0
        self._rows_shown: dict[int, Shown] = {}

    @abstractmethod
    def fields_shown(self) -> Sequence[Line]:
        """Return the fields from top to bottom, none before the record was read."""

    @abstractmethod
    def called_on(self, line: Line) -> Mapping[str, tuple[str, str]]:
        """Return by command what other keys than Enter are called on a field."""

    def on_resize(self) -> None:
        """Break what is too long anew."""
        if self._room != self._folded:
            self.fold()

    @property
    def _room(self) -> int:
        return max(8, self.scrollable_size.width - GUTTER - LABEL - GAP)

    def fold(self) -> None:
        """Show the fields as they are now, in the width there is."""
        self._folded = self._room
        self._rows_shown = {}
        for number, line in enumerate(self.fields_shown()):
            key = self.key_of(line, number)
            for part, value in enumerate(folded(line.value, self._folded)[:_PARTS]):
                self._rows_shown[key + part] = Shown(line, "" if part else line.label, value)
        self.unmarkable = frozenset(self._rows_shown)
        self.renew(list(self._rows_shown), self._rows_shown)
        self.call_later(self.describe)

    def key_of(self, line: Line, number: int) -> int:
        """Return the key of a field's first line: the same while the field is there, wherever it stands."""
        known = self.FIELDS
        place = known.index(line.field) if line.field in known else len(known) + number
        return (place * 1000 + line.place) * _PARTS

    @property
    def height_wanted(self) -> int:
        """Lines that all fields take."""
        return len(self._rows_shown)

    @property
    def line_here(self) -> Line | None:
        """The field under the cursor."""
        row = None if self.cursor_id is None else self._rows_shown.get(self.cursor_id)
        return None if row is None else row.line

    @on(Listing.Highlighted)
    def describe(self) -> None:
        """Call the keys by what they do to the field under the cursor."""
        line = self.line_here
        if line is None or not self.is_attached:
            return
        called = {"list.open": self.OPENS[line.way], **self.called_on(line)}
        if called != self.CALLED:
            self.CALLED = called
            self.screen.refresh_bindings()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers beside."""
        return "fields are changed one by one" if command_id in _OF_LINES else None

    def action_list_down(self) -> None:
        """Go to the next field, whatever lines the present one takes."""
        self._step(1)

    def action_list_up(self) -> None:
        """Go to the field before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        keys = list(self._rows_shown)
        starts = [place for place, key in enumerate(keys) if not key % _PARTS]
        ahead = [place for place in starts if (place - self.cursor) * step > 0]
        if ahead:
            self.move_to(min(ahead) if step > 0 else max(ahead))
            self._show_whole(self.cursor)

    def _show_whole(self, first: int) -> None:
        """Bring the lines that a field goes on in into view."""
        row = self._rows_shown[self.ids[first]]
        last = first + sum(other.line == row.line for other in self._rows_shown.values()) - 1
        if last >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=min(first, last - self.size.height + 1), animate=False, force=True)

    def _show_position(self) -> None:
        """Count fields, not the lines they take."""
        fields = [key - key % _PARTS for key in self._rows_shown]
        here = None if self.cursor_id is None else self.cursor_id - self.cursor_id % _PARTS
        order = list(dict.fromkeys(fields))
        self.show_status([f"{order.index(here) + 1} / {len(order)}"] if here in order else [])
