"""The values of the health score as lines: groups, a row for each value, a column for each account type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from kapta_tui.domain.playbook.draft import Draft
from kapta_tui.domain.playbook.healthentries import Entry, Keys
from kapta_tui.widgets.cells import CellPart, Token, fit
from kapta_tui.widgets.lineview import LineView

COMMON: Final = 0
"""The column of the values that hold for every account type without one of its own."""

_LABEL: Final = 20
_CELL: Final = 10
_CURSOR: Final = "▸"
_CHANGED: Final = "*"
_TEXT: Final = "Whole text"
_TEXT_HINT: Final = "all other rules, in $EDITOR"


class Column(NamedTuple):
    """A column of values: the code of an account type, None for the common one, and its name."""

    code: str | None
    label: str


class Line(NamedTuple):
    """A line of the pane: the head of a group, the row of an entry, what is wrong with it, or the whole text."""

    kind: str
    words: str = ""
    place: int = -1


class RulesView(LineView):
    """Draws the values with the cursor on one of them; a value of a type that is not its own is shown paler."""

    PARTS = LineView.PARTS | {"rules--here", "rules--typed"}
    DEFAULT_CSS = """
    RulesView {
        & > .rules--here { background: $foreground 12%; }
        &:focus > .rules--here { background: $accent 40%; text-style: bold; }
        & > .rules--typed { background: $accent 40%; text-style: bold underline; }
        &:ansi > .rules--here { background: ansi_default; text-style: reverse; }
        &:ansi > .rules--typed { background: ansi_default; text-style: reverse underline; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._columns: Sequence[Column] = (Column(None, "All"),)
        self._draft: Draft | None = None
        self._errors: Mapping[Keys, str] = {}
        self._lines: list[Line] = []
        self._place = 0
        self._column = COMMON
        self._typed: str | None = None

    def _lay_out(self) -> None:
        """Make the lines anew."""
        self._lines = []
        group = ""
        for place, entry in enumerate(self._entries):
            if entry.group != group:
                group = entry.group
                self._lines.append(Line("head", group, place))
            self._lines.append(Line("entry", "", place))
            wrong = {entry.of_type(column.code) for column in self._columns} & self._errors.keys()
            self._lines += [Line("wrong", self._errors[keys], place) for keys in sorted(wrong)]
        self._lines += [Line("head", _TEXT, -1), Line("text", "", len(self._entries))]

    @property
    def _seen(self) -> range:
        """The account types in view; the common column always is."""
        room = max(1, (self.scrollable_size.width - _LABEL) // _CELL - 1)
        first = max(1, self._column - room + 1)
        return range(first, min(len(self._columns), first + room))

    def _columns_of(self, place: int) -> int:
        """Return how many columns the row at `place` has."""
        return len(self._columns) if place < len(self._entries) and self._entries[place].by_type else 1

    def place_at(self, x: int, y: int) -> tuple[int, int | None] | None:
        """Return the row and the column, None for its label, under a cell of the pane; None beside the rows."""
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._lines) or self._lines[number].kind == "head":
            return None
        place = self._lines[number].place
        across = (x - _LABEL) // _CELL
        if x < _LABEL:
            return place, None
        shown = (COMMON, *self._seen) if self._columns_of(place) > 1 else (COMMON,)
        return place, shown[across] if across < len(shown) else None

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        width = self.scrollable_size.width
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.look())
        line = self._lines[number]
        if line.kind == "head":
            segments = self._head(line)
        elif line.kind == "wrong":
            segments = self.paint(fit([(f"  ✗ {line.words}", "bad")], width))
        else:
            segments = self._row(line.place, width)
        return Strip(segments).adjust_cell_length(width, self.look())

    def _head(self, line: Line) -> list[Segment]:
        name: list[CellPart] = [(f" {line.words}", "strong")]
        if line.place < 0 or self._columns_of(line.place) == 1:
            return self.paint(fit(name, self.scrollable_size.width), "line--head")
        segments = self.paint(fit(name, _LABEL), "line--head")
        seen = self._seen
        for column in (COMMON, *seen):
            more = "›" if column == seen.stop - 1 and seen.stop < len(self._columns) else " "
            runs = [*fit([self._columns[column].label], _CELL - 1, "right"), (more, None)]
            segments += self.paint(runs, "line--head")
        return segments

    def _row(self, place: int, width: int) -> list[Segment]:
        is_here = place == self._place
        look = ("line--cursor",) if is_here else ()
        mark: CellPart = (_CURSOR, "accent") if is_here else " "
        if place == len(self._entries):
            return self.paint(fit([mark, " ", "Edit as text ", (_TEXT_HINT, "muted")], width), *look)
        entry = self._entries[place]
        segments = self.paint(fit([mark, " ", entry.label], _LABEL), *look)
        if self._columns_of(place) > 1:
            for column in (COMMON, *self._seen):
                segments += self._cell(entry, column, is_here)
            return segments
        segments += self._cell(entry, COMMON, is_here)
        rest = width - _LABEL - _CELL
        return segments + (self.paint(fit([(f" {entry.meaning}", "muted")], rest), *look) if rest > 0 else [])

    def _cell(self, entry: Entry, column: int, is_row: bool) -> list[Segment]:
        assert self._draft is not None
        code = self._columns[column].code
        is_here = is_row and column == self._column
        words = str(self._draft.value(entry, code))
        if is_here and self._typed is not None:
            runs = fit([f"{self._typed}▏"], _CELL - 1, "right")
            return [*self.paint(runs, "rules--typed"), *self.paint([(" ", None)], "line--cursor")]
        token: Token | None = None
        if entry.of_type(code) in self._errors:
            token = "bad"
        elif self._draft.is_changed(entry, code):
            token = "accent"
        elif code is not None and not self._draft.has_own(entry, code):
            token = "muted"
        mark = _CHANGED if self._draft.is_changed(entry, code) else " "
        part: CellPart = (words, token) if token else words
        look = ("rules--here",) if is_here else ("line--cursor",) if is_row else ()
        runs = [*fit([part], _CELL - 1, "right"), (mark, token)]
        return self.paint(runs, *look)
