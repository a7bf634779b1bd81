"""A sheet of facts about one record: label left, words right, wrapped to the pane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import clean, one_line
from kapta_tui.widgets.cells import FILL, Cell, CellPart, Fill, fit, parts_of, safe

LABEL_WIDTH: Final = 9
"""Cells of the label column."""

_INDENT: Final = 2
"""Cells by which an entry goes on further to the right than it began."""

_WIDEST_LABEL: Final = 18
"""Cells of the label column where labels of one's own are longer; what is longer still is cut."""


class Fact(NamedTuple):
    """One fact: its label and its lines; an empty label goes on with the fact before.

    A `wide` fact begins at the left edge and has no label. With `under` the label takes no column: it stands
    before the first line and `under`, of the same width, before all others. Of one that `hangs`, each line is an
    entry of its own: what does not fit goes on a little to the right, from a `FILL` in it on if there is one.
    """

    label: str
    lines: tuple[Cell, ...]
    wide: bool = False
    under: str | None = None
    hangs: bool = False


def fact(label: str, *lines: Cell) -> Fact:
    """Return a fact of the given lines, entries of their own where there are several."""
    return Fact(label, lines, hangs=len(lines) > 1)


def prose(label: str, text: str) -> Fact:
    """Return a fact that keeps the line breaks of a long text; without a label it has the whole width."""
    lines = clean(text).expandtabs(4).strip().split("\n")
    return Fact(label, tuple(safe(line) for line in lines), wide=not label)


BLANK: Final = Fact("", ("",))
"""An empty line between groups."""


def draw(facts: Iterable[Fact], width: int) -> Content:
    """Return the facts in `width` cells, lines that are too long continued under their beginning."""
    facts = list(facts)
    labels = _label_width(facts)
    lines: list[Content] = []
    for item in facts:
        lead, rest = _leads(item, labels)
        for cell in item.lines:
            for piece in _pieces(cell, max(8, width - cell_len(rest)), hangs=item.hangs):
                lines.append(Content.assemble((lead, "$muted"), piece.rstrip()))
                lead = rest
    return Content("\n").join(lines)


def _label_width(facts: Iterable[Fact]) -> int:
    """Return the cells of the label column: wider than usual where a label wants it, within reason."""
    longest = max((cell_len(item.label) for item in facts if item.under is None and not item.wide), default=0)
    return min(_WIDEST_LABEL, max(LABEL_WIDTH, longest + 2))


def _leads(item: Fact, width: int) -> tuple[str, str]:
    """Return what stands before the first line of a fact and before those after it."""
    if item.under is not None:
        return item.label, item.under
    if item.wide:
        return "", ""
    (run, _), *_ = fit([item.label], width - 1) or [("", None)]
    return set_cell_size(run, width), " " * width


def _pieces(cell: Cell, width: int, *, hangs: bool) -> list[Content]:
    """Return what a cell holds in lines of at most `width` cells, at least one."""
    parts, whole = parts_of(cell), _content(parts_of(cell))
    if whole.cell_length <= width or not hangs:
        return whole.wrap(width) or [Content("")]
    at = parts.index(FILL) if FILL in parts else len(parts)
    before, behind = _content(parts[:at]), _content(parts[at:])
    first = (before.wrap(width) or [Content("")])[0]
    rest = before[len(first.plain) :]
    indented = [line for part in (rest, behind) for line in _trimmed(part).wrap(width - _INDENT)]
    return [first, *(Content(" " * _INDENT) + line for line in indented if line.plain)]


def _trimmed(content: Content) -> Content:
    """Return `content` without the blanks at its start."""
    return content[len(content.plain) - len(content.plain.lstrip()) :]


def _content(parts: Sequence[CellPart]) -> Content:
    pieces = [part for part in parts if not isinstance(part, Fill)]
    return Content.assemble(
        *(safe(part) if isinstance(part, str) else (safe(part[0]), _STYLES[part[1]]) for part in pieces)
    )


_STYLES = {
    "muted": "$muted",
    "good": "$good",
    "warn": "$warn",
    "bad": "$bad",
    "accent": "$accent",
    "strong": "bold",
}


class Facts(Widget):
    """Facts drawn for whatever width they are given; the blanks at the sides keep a scroll bar off."""

    DEFAULT_CSS = "Facts { width: 1fr; height: auto; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._facts: Sequence[Fact] = ()

    def show(self, facts: Sequence[Fact]) -> None:
        """Show `facts`."""
        self._facts = facts
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the facts take in `width` cells."""
        return draw(self._facts, width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the facts."""
        return draw(self._facts, self.content_size.width)


class FactSheet(VerticalScroll, can_focus=True):
    """Scrolls over facts; a new set of facts starts at the top, the same record stays where it was."""

    BINDINGS = bindings(
        "list.down", "list.up", "list.page-down", "list.page-up", "list.top", "list.bottom", "list.open"
    )
    DEFAULT_CSS = """
    FactSheet {
        background: $surface; scrollbar-size-vertical: 1;
        border: round $frame; border-title-color: $foreground;
        &:focus { border: round $accent; border-title-color: $accent; border-title-style: bold; }
    }
    """

    def __init__(self, title: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.border_title = Content(one_line(title))
        self._about: object = None

    def compose(self) -> ComposeResult:
        """The facts."""
        yield Facts()

    def show(self, title: str, facts: Sequence[Fact], about: object = None) -> None:
        """Show `facts` under `title`; when `about` differs from before, from the top."""
        self.border_title = Content(one_line(title))
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)
        self.query_one(Facts).show(facts)

    @property
    def text(self) -> str:
        """The words shown, without styles."""
        return self.query_one(Facts).render().plain

    def action_down(self) -> None:
        """Scroll one line down."""
        self.scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll one line up."""
        self.scroll_up(animate=False)

    def action_list_page_down(self) -> None:
        """Scroll one page down."""
        self.scroll_page_down(animate=False)

    def action_list_page_up(self) -> None:
        """Scroll one page up."""
        self.scroll_page_up(animate=False)

    def action_top(self) -> None:
        """Go to the first line."""
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the last line."""
        self.scroll_end(animate=False)
