"""The drawn side of a matrix: heads, cells of several lines parted by rules, the cell under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from kapta_tui.widgets.cells import TOKENS, CellPart, Token, fit
from kapta_tui.widgets.lineview import LineView

HEAD: Final = 2
"""Lines above the rows: names of columns and a rule."""

_TALLEST: Final = 9
"""Most lines of a row."""

_LEAST: Final = 9
"""Fewest cells of a column; where so many do not fit side by side, the matrix scrolls with the cursor."""

_NAMES: Final = (8, 16)
"""Fewest and most cells of the names of rows."""

_CURSOR: Final = "▸"
_RULE, _DASH, _CROSS = "│", "─", "┼"


class Head(NamedTuple):
    """A row or a column: its key, and its name as long as there is room and in ever less."""

    key: str
    names: tuple[str, ...]


class Face(NamedTuple):
    """What a cell shows: its lines, and the colour it lies in, None for that of the pane."""

    lines: Sequence[Sequence[CellPart]]
    shade: Token | None = None


Draw = Callable[[str, str, int, int], Face]
"""From the keys of row and column, and the lines and cells there are, to what the cell shows."""


class MatrixView(LineView):
    """Draws rows of equal height; what does not fit in even one line each is scrolled to."""

    PARTS = LineView.PARTS | {"matrix--rule", "matrix--here", *(f"matrix--{token}" for token in TOKENS)}
    DEFAULT_CSS = """
    MatrixView {
        & > .matrix--rule { color: $foreground 25%; }
        & > .matrix--here { background: $foreground 10%; }
        &:focus > .matrix--here { background: $accent 40%; text-style: bold; }
        & > .matrix--bad { background: $error 20%; }
        & > .matrix--warn { background: $warning 16%; }
        & > .matrix--accent { background: $accent 14%; }
        & > .matrix--muted { background: $foreground 6%; }
        &:ansi > .matrix--rule { color: ansi_default; text-style: dim; }
        &:ansi > .matrix--here { background: ansi_default; text-style: reverse; }
        &:ansi > .matrix--bad { background: ansi_default; }
        &:ansi > .matrix--warn { background: ansi_default; }
        &:ansi > .matrix--accent { background: ansi_default; }
        &:ansi > .matrix--muted { background: ansi_default; }
    }
    """

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._rows: Sequence[Head] = ()
        self._columns: Sequence[Head] = ()
        self._row = 0
        self._column = 0
        self._left = 0

    @property
    def _names_width(self) -> int:
        """Cells of the names of rows, among them those that are left over."""
        longest = max((cell_len(head.names[0]) for head in self._rows), default=0) + 2
        least = max(_NAMES[0], min(_NAMES[1], longest, self.scrollable_size.width // 6))
        return self.scrollable_size.width - self._fitting(least) * (self._column_width(least) + 1)

    def _fitting(self, names: int) -> int:
        """Return how many columns stand side by side where the names of rows have so many cells."""
        room = (self.scrollable_size.width - names) // (_LEAST + 1)
        return max(1, min(len(self._columns), room))

    def _column_width(self, names: int) -> int:
        return max(1, (self.scrollable_size.width - names) // self._fitting(names) - 1)

    @property
    def _widths(self) -> tuple[int, int]:
        """Cells of the names of rows and of each column."""
        names = self._names_width
        return names, self._column_width(names)

    @property
    def _seen(self) -> range:
        """The columns in view."""
        return range(self._left, min(len(self._columns), self._left + self._fitting(self._names_width)))

    @property
    def _height(self) -> int:
        """Lines of a row without its rule."""
        count = max(1, len(self._rows))
        room = self.size.height - HEAD
        ruled = (room - count + 1) // count
        return min(_TALLEST, ruled) if ruled > 1 else max(1, min(2, room // count))

    @property
    def _pitch(self) -> int:
        """Lines from the beginning of a row to that of the next one."""
        room = self.size.height - HEAD
        has_rules = (room - len(self._rows) + 1) // max(1, len(self._rows)) > 1
        return self._height + 1 if has_rules else self._height

    def place_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return row and column under a cell of the widget, None beside them."""
        names, width = self._widths
        row, column = (y - HEAD + self.scroll_offset.y) // self._pitch, (x - names) // (width + 1)
        seen = self._seen
        is_inside = y >= HEAD and x >= names and row < len(self._rows) and column < len(seen)
        return (row, seen[column]) if is_inside else None

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        if not self._rows or not self._columns:
            return self.empty_line(y, self.size.height)
        width = self.scrollable_size.width
        if y < HEAD:
            segments = self._heads() if y == 0 else self._rule()
            return Strip(segments).adjust_cell_length(width, self.look())
        row, line = divmod(y - HEAD + self.scroll_offset.y, self._pitch)
        if row >= len(self._rows):
            return Strip.blank(width, self.look())
        if line == self._height:
            # The last row has no rule below it.
            segments = self._rule() if row < len(self._rows) - 1 else []
        else:
            segments = [piece for pieces in self._line(row, line) for piece in pieces]
        return Strip(segments).adjust_cell_length(width, self.look())

    def _heads(self) -> list[Segment]:
        names, width = self._widths
        seen = self._seen
        after = len(self._columns) - seen.stop
        hidden = [f"‹ {seen.start}" if seen.start else "", f"{after} ›" if after else ""]
        segments = self.paint(fit([(" ".join(filter(None, hidden)), "muted")], names, "right"), "line--head")
        names_of = [self._columns[column].names for column in seen]
        # All of them are said in the same way.
        is_roomy = all(cell_len(called[0]) < width for called in names_of)
        for column, called in zip(seen, names_of, strict=True):
            word = called[0] if is_roomy else _fitting_name(called[-1:], width - 1)
            part: CellPart = (word, "accent") if column == self._column else word
            segments += [self._bar(), *self.paint([(" ", None), *fit([part], width - 1)], "line--head")]
        return segments

    def _rule(self) -> list[Segment]:
        names, width = self._widths
        crossed = "".join(_CROSS + _DASH * width for _ in self._seen)
        return [Segment(_DASH * names + crossed, self.look("matrix--rule"))]

    def _bar(self) -> Segment:
        return Segment(_RULE, self.look("matrix--rule"))

    def _line(self, row: int, line: int) -> Iterator[list[Segment]]:
        names, width = self._widths
        head = self._rows[row]
        word = _fitting_name(head.names, names - 1) if line == self._first(1) else ""
        part: CellPart = (word, "accent") if row == self._row else word
        yield self.paint([(" ", None), *fit([part], names - 1)], "line--head")
        for column in self._seen:
            yield [self._bar(), *self._cell(row, column, line, width)]

    def _first(self, lines: int) -> int:
        """Return the line of a row on which so many lines begin when they stand in its middle."""
        return max(0, (self._height - lines) // 2)

    def _cell(self, row: int, column: int, line: int, width: int) -> list[Segment]:
        face = self._draw(self._rows[row].key, self._columns[column].key, self._height, max(1, width - 1))
        is_here = (row, column) == (self._row, self._column)
        look = [f"matrix--{face.shade}"] if face.shade else []
        if is_here:
            look.append("matrix--here")
        place = line - self._first(len(face.lines))
        parts = face.lines[place] if 0 <= place < len(face.lines) else ()
        mark = _CURSOR if is_here and place == 0 else " "
        return self.paint([(mark, "accent"), *fit(list(parts), width - 1)], *look)


def _fitting_name(names: Sequence[str], room: int) -> str:
    """Return the longest of the names that fits, else the last of them."""
    return next((name for name in names if cell_len(name) <= room), names[-1])
