"""The drawn side of a board: heads, cards, scroll marks, what is being dragged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from kapta_tui.widgets.board.cards import FRAME, LINES, SIDES, CardState, Face, framed, roomy
from kapta_tui.widgets.board.columns import Cards, Place, Span, fitting, spread
from kapta_tui.widgets.cells import FILL, CellPart, Fill, Run, fit, plain, safe
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.window import RowWindow

RowT = TypeVar("RowT")

CardFace = Callable[[RowT, int, int], Face]
"""What a card shows of a row, in so many lines (`LINES` to `MOST_LINES`) of so many cells."""

HEAD: Final = 2
"""Lines of a head: title and rule."""

CARDS_KEPT: Final = 512
"""Drawn cards kept ready."""

CHIP_WIDTH: Final = 24
"""Most cells of the label that follows the pointer while a card is dragged."""


@dataclass
class Drag:
    """A card taken with the mouse: where the pointer went down and is, and where the card would land."""

    card: int
    start: tuple[int, int]
    at: tuple[int, int]
    moved: bool = False
    target: Place | None = None


class BoardView(LineView, Generic[RowT]):
    """Columns of framed cards, drawn for the order, cursor and marks that `Board` keeps."""

    PARTS = LineView.PARTS | {"board--frame", "board--cursor", "board--ghost", "board--target"}
    DEFAULT_CSS = """
    BoardView {
        overflow: hidden hidden;
        scrollbar-gutter: auto;
        & > .board--frame { color: $foreground 25%; }
        & > .board--cursor { color: $foreground 60%; }
        & > .board--ghost { color: $foreground 45%; }
        & > .board--target { color: $accent; text-style: bold; }
        &:focus > .board--cursor { color: $accent; }
        &:ansi > .board--frame { color: ansi_default; text-style: dim; }
        &:ansi > .board--ghost { color: ansi_default; text-style: dim; }
    }
    """

    def __init__(
        self,
        card: CardFace[RowT],
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._face = card
        self._cards = Cards()
        self._cursor = Place(0, 0)
        self._first = 0
        self._tops: dict[str, int] = {}
        self._marked: set[int] = set()
        self._carry: Place | None = None
        self._drag: Drag | None = None
        self._rows: RowWindow[RowT] = RowWindow()
        self._drawn: LRUCache[tuple[int, int, int, CardState, bool, bool], tuple[RowT, list[list[Segment]]]]
        self._drawn = LRUCache(CARDS_KEPT)

    def notify_style_update(self) -> None:
        """Forget drawn cards when the theme changes."""
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget."""
        width, height = self.size
        if not self._cards.columns:
            return self.empty_line(y, height)
        if y >= HEAD and not self._cards.total and self.empty.plain:
            return self.empty_line(y - HEAD, height - HEAD)
        line: list[Segment] = []
        for column, span in self._visible():
            if y < HEAD:
                line += self._head(column, span) if y == 0 else self._rule(column, span)
                line += self.paint([(" ", None)])
            else:
                line += self._body(column, span, y - HEAD)
                line += self._scroll_mark(column, y - HEAD)
        return self._with_chip(Strip(line).adjust_cell_length(width, self.look()), y)

    def card_height(self, column: int) -> int:
        """Lines of a card of the column with its frame: more than the least where lines would stand free.

        A card that is only carried into the column changes nothing, so that what it is carried past stands still.
        """
        return roomy(len(self._cards.columns[column].ids), self.size.height - HEAD) + FRAME

    def _page(self, column: int) -> int:
        """Whole cards of the column that fit below the heads, at least one."""
        return max(1, (self.size.height - HEAD) // self.card_height(column))

    @property
    def _shown(self) -> int:
        """Columns that fit side by side."""
        return fitting(self.size.width, len(self._cards.columns))

    def _visible(self) -> list[tuple[int, Span]]:
        """Return the positions and places of the columns on the screen."""
        count = self._shown
        first = max(0, min(self._first, len(self._cards.columns) - count))
        return [(first + index, span) for index, span in enumerate(spread(self.size.width, count))]

    def _top(self, column: int) -> int:
        """Return the position of the first card drawn in a column."""
        last = max(0, len(self._cards.ids(column)) - self._page(column))
        return max(0, min(self._tops.get(self._cards.columns[column].key, 0), last))

    def _set_top(self, column: int, top: int) -> None:
        self._tops[self._cards.columns[column].key] = top

    def _is_target(self, column: int) -> bool:
        return bool(self._drag and self._drag.target and self._drag.target.column == column)

    def _head(self, column: int, span: Span) -> list[Segment]:
        head = self._cards.columns[column]
        parts: list[CellPart] = [(head.title, "strong"), FILL]
        before, after = self._more(column)
        if before:
            parts.insert(0, (before, "accent"))
        if after:
            parts.append((after, "accent"))
        text = cell_len(plain(parts))
        summary = self._summary(column, span)
        parts.insert(parts.index(FILL) + 1, (summary, "muted"))
        text += cell_len(summary)
        inset = 1 if text + 2 <= span.width else 0
        line: list[Run] = [*fit(parts, span.width - inset), (" " * inset, None)]
        return self.paint(line, *(["board--target"] if self._is_target(column) else []))

    def _more(self, column: int) -> tuple[str, str]:
        """Return what says before and behind the title of a column that others are scrolled out of sight."""
        count, last = self._shown, len(self._cards.columns) - 1
        visible_first = max(0, min(self._first, last + 1 - count))
        return (
            "‹ " if column == visible_first and column > 0 else "",
            " ›" if column == visible_first + count - 1 and column < last else "",
        )

    def _summary(self, column: int, span: Span) -> str:
        """Return the words of the summary that the head of a column has room for."""
        head = self._cards.columns[column]
        # A blank before it, and one that parts it from the next head.
        room = span.width - cell_len(head.title) - sum(map(cell_len, self._more(column))) - 2
        ways = (head.summary, *head.briefs)
        return next((words for words in ways if cell_len(words) <= room), ways[-1])

    def _rule(self, column: int, span: Span) -> list[Segment]:
        if self._is_target(column):
            return self.paint([("═" * span.width, None)], "board--target")
        is_here = column == self._cursor.column
        line, style = ("━", "board--cursor") if is_here else ("─", "board--frame")
        words = self._under(column, span)
        if not words:
            return self.paint([(line * span.width, None)], style)
        lead = line * (span.width - cell_len(words) - 3)
        return [
            *self.paint([(f"{lead} ", None)], style),
            *self.paint([(words, "muted")]),
            *self.paint([(f" {line}", None)], style),
        ]

    def _under(self, column: int, span: Span) -> str:
        """Return what the line below a head says because the head has no room for it."""
        head = self._cards.columns[column]
        if not head.briefs or self._summary(column, span) != head.briefs[-1]:
            return ""
        return next((words for words in head.under if cell_len(words) <= span.width - 4), "")

    def _body(self, column: int, span: Span, y: int) -> list[Segment]:
        """Return line `y` below the heads of one column."""
        if y == self._insertion_line(column):
            return self.paint([("━" * span.width, None)], "board--target")
        ids = self._cards.ids(column)
        if not ids and y == 1:
            return self.paint([(f"{'–':^{span.width}}", "muted")])
        height = self.card_height(column)
        index, line = self._top(column) + y // height, y % height
        if index >= len(ids):
            return self.paint([(" " * span.width, None)])
        return self._card(ids[index], Place(column, index), span.width)[line]

    def _insertion_line(self, column: int) -> int | None:
        if self._drag is None or self._drag.target is None or self._drag.target.column != column:
            return None
        line = (self._drag.target.position - self._top(column)) * self.card_height(column)
        return max(0, min(line, self.size.height - HEAD - 1))

    def _card(self, card: int, place: Place, width: int) -> list[list[Segment]]:
        row = self._rows.get(card)
        state = self._state(card, place)
        count = self.card_height(place.column) - FRAME
        key = (card, width, count, state, card in self._marked, self.has_focus)
        cached = self._drawn.get(key)
        if cached is not None and row is not None and cached[0] is row:
            return cached[1]
        face = Face(()) if row is None else self._face(row, count, max(0, width - SIDES))
        lines = framed(face, count, width, state, card in self._marked)
        drawn = [
            [segment for runs, look in line for segment in self.paint(runs, *([look] if look else []))]
            for line in lines
        ]
        if row is not None:
            self._drawn[key] = (row, drawn)
        return drawn

    def _state(self, card: int, place: Place) -> CardState:
        if self._drag is not None and self._drag.moved and self._drag.card == card:
            return CardState.GHOST
        if place != self._cursor:
            return CardState.PLAIN
        return CardState.CURSOR if self._carry is None else CardState.CARRIED

    def _scroll_mark(self, column: int, y: int) -> list[Segment]:
        """Return the cell right of a column: part of a thumb when the column is longer than the screen."""
        count, page, height = len(self._cards.ids(column)), self._page(column), self.size.height - HEAD
        if count <= page:
            return self.paint([(" ", None)])
        size = max(1, height * page // count)
        start = (height - size) * self._top(column) // (count - page)
        return self.paint([("▐" if start <= y < start + size else " ", None)], "board--frame")

    def _with_chip(self, strip: Strip, y: int) -> Strip:
        """Lay the label of the dragged card over `strip` when the pointer is on line `y`."""
        drag = self._drag
        if drag is None or not drag.moved or drag.at[1] != y:
            return strip
        row = self._rows.get(drag.card)
        name = _name(self._face(row, LINES, self.size.width).lines) if row is not None else ""
        width = min(CHIP_WIDTH, self.size.width, cell_len(name) + 3)
        text: list[Run] = [("▐ ", "accent"), *fit([name], max(0, width - 3)), (" ", None)]
        x = max(0, min(drag.at[0] + 1, self.size.width - width))
        chip = Strip(self.paint(text, "line--cursor"))
        return Strip.join([strip.crop(0, x), chip, strip.crop(x + chip.cell_length, strip.cell_length)])


def _name(lines: Sequence[Sequence[CellPart]]) -> str:
    """Return the text at the left of a card's first line, by which people know it."""
    words: list[str] = []
    for part in lines[0] if lines else ():
        if isinstance(part, Fill):
            break
        words.append(part if isinstance(part, str) else part[0])
    return safe("".join(words))
