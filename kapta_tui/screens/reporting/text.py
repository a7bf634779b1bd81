"""A report as Textual's Markdown shows it, with tables of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from kapta_tui.reports.dialect import make_parser
from kapta_tui.screens.reporting.grid import Grid, draw
from kapta_tui.widgets.cells import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_TABLE: Final = "report_table"


class ReportText(Markdown):
    """A report to read; its links lead nowhere, and it is parsed as reports are written.

    Textual's own table has a widget for each cell, and a tooltip that takes the cell's text for markup.
    """

    def __init__(self) -> None:
        super().__init__(parser_factory=parser, open_links=False)

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """Return the table that `parser` made one token of."""
        return GridBlock(self, token) if token.type == _TABLE else None


class GridBlock(MarkdownBlock):
    """A table, drawn for whatever width it is given."""

    DEFAULT_CSS = "GridBlock { margin: 0 0 1 0; }"

    def __init__(self, markdown: Markdown, token: Token) -> None:
        super().__init__(markdown, token)
        self._grid: Grid = token.meta["grid"]
        self._drawn: tuple[int, Content] | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the table in `width` cells."""
        return self._in(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the table."""
        return self._in(self.content_size.width)

    def _in(self, width: int) -> Content:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = width, draw(self._grid, width)
        return self._drawn[1]


def parser() -> MarkdownIt:
    """Return the parser of reports that makes one token of each table."""
    made = make_parser()
    made.core.ruler.push(_TABLE, _fold_tables)
    return made


def _fold_tables(state: StateCore) -> None:
    folded: list[Token] = []
    inside: list[Token] | None = None
    for token in state.tokens:
        if token.type == "table_open":
            inside = []
        elif token.type == "table_close" and inside is not None:
            token.type, token.nesting, token.meta = _TABLE, 0, {"grid": _grid(inside)}
            folded.append(token)
            inside = None
        elif inside is not None:
            inside.append(token)
        else:
            folded.append(token)
    state.tokens = folded


def _grid(tokens: Sequence[Token]) -> Grid:
    rows: list[list[Content]] = []
    right: list[bool] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            right.append("right" in str(token.attrs.get("style", "")))
        elif token.type == "inline":
            rows[-1].append(_words(token))
    head, *others = (tuple(row) for row in rows)
    return Grid(head, tuple(others), tuple(right))


def _words(token: Token) -> Content:
    """Return the words of a cell; of styles bold is kept."""
    pieces: list[tuple[str, str]] = []
    bold = 0
    for child in token.children or ():
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        if child.content:
            pieces.append((safe(child.content), "bold" if bold else ""))
    return Content.assemble(*pieces)
