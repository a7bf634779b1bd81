"""A sheet of facts about one record: label left, words right, wrapped to the pane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.selection import Selection
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import clean, one_line
from kapta_tui.widgets.cells import FILL, Cell, CellPart, Fill, fit, parts_of, safe
from kapta_tui.widgets.reading import Reading

LABEL_WIDTH: Final = 9
"""Cells of the label column."""

_INDENT: Final = 2
"""Cells by which an entry goes on further to the right than it began."""

_WIDEST_LABEL: Final = 18
"""Cells of the label column where labels of one's own are longer; what is longer still is cut."""


RecordKey: TypeAlias = tuple[str, int]
"""Kind and id of a record."""


class Fact(NamedTuple):
    """One fact: its label and its lines; an empty label goes on with the fact before.

    A `wide` fact begins at the left edge and has no label. With `under` the label takes no column: it stands
    before the first line and `under`, of the same width, before all others. Of one that `hangs`, each line is an
    entry of its own: what does not fit goes on a little to the right, from a `FILL` in it on if there is one.
    `of` is the record whose words it shows, where one pane shows those of several.
    """

    label: str
    lines: tuple[Cell, ...]
    wide: bool = False
    under: str | None = None
    hangs: bool = False
    of: RecordKey | None = None


def spoken_by(record: RecordKey | None, facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts as words of `record`."""
    return [item._replace(of=record) for item in facts]


def fact(label: str, *lines: Cell) -> Fact:
    """Return a fact of the given lines, entries of their own where there are several."""
    return Fact(label, lines, hangs=len(lines) > 1)


def prose(label: str, text: str) -> Fact:
    """Return a fact that keeps the line breaks of a long text; without a label it has the whole width."""
    lines = clean(text).expandtabs(4).strip().split("\n")
    return Fact(label, tuple(safe(line) for line in lines), wide=not label)


BLANK: Final = Fact("", ("",))
"""An empty line between groups."""


class Drawn(NamedTuple):
    """A line as it is drawn: its first `lead` characters are no words of the fact.

    `glue` stands between the line before it and it, where the two are read as one text.
    """

    content: Content
    lead: int
    glue: str
    of: RecordKey | None


class Said(NamedTuple):
    """Words selected in facts, and the record that says the first of them where the facts know it."""

    text: str
    of: RecordKey | None


def draw(facts: Iterable[Fact], width: int) -> Content:
    """Return the facts in `width` cells, lines that are too long continued under their beginning."""
    return Content("\n").join(line.content for line in drawn(facts, width))


def drawn(facts: Iterable[Fact], width: int) -> list[Drawn]:
    """Return the lines of the facts in `width` cells."""
    facts = list(facts)
    labels = _label_width(facts)
    lines: list[Drawn] = []
    for item in facts:
        lead, rest = _leads(item, labels)
        for cell in item.lines:
            glue = "\n"
            for indent, piece, follows in _pieces(cell, max(8, width - cell_len(rest)), hangs=item.hangs):
                before = lead + " " * indent
                content = Content.assemble((before, "$muted"), piece.rstrip())
                lines.append(Drawn(content, len(before), glue, item.of))
                glue, lead = follows, rest
    return lines


def said(lines: Sequence[Drawn], selection: Selection) -> Said:
    """Return the words that a selection of `lines` holds, without labels and without the breaks made to fit them."""
    text, of = "", None
    for place, line in enumerate(lines):
        span = selection.get_span(place)
        if span is None:
            continue
        start, end = span
        piece = line.content.plain[max(start, line.lead) : None if end < 0 else end]
        if piece.strip() and not text:
            of = line.of
        text = f"{text}{line.glue}{piece}" if text else piece
    return Said(text.strip(), of)


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


def _pieces(cell: Cell, width: int, *, hangs: bool) -> list[tuple[int, Content, str]]:
    """Return what a cell holds in lines of at most `width` cells, at least one.

    Each comes with the cells by which it is indented and what was between it and the next one.
    """
    parts, whole = parts_of(cell), _content(parts_of(cell))
    if whole.cell_length <= width or not hangs:
        return [(0, line, glue) for line, glue in _wrapped(whole, width)]
    at = parts.index(FILL) if FILL in parts else len(parts)
    before, behind = _content(parts[:at]), _content(parts[at:])
    (first, glue), *_ = _wrapped(before, width)
    rest = before[len(first.plain) :]
    indented = [line for part in (rest, behind) for line in _wrapped(_trimmed(part), width - _INDENT)]
    return [(0, first, glue or " "), *((_INDENT, line, glue or " ") for line, glue in indented if line.plain)]


def _wrapped(content: Content, width: int) -> list[tuple[Content, str]]:
    """Return the lines of `content`, each with the blank that was between it and the next, if one was."""
    found: list[tuple[Content, str]] = []
    at, plain = 0, content.plain
    for line in content.wrap(width) or [Content("")]:
        at += len(line.plain)
        found.append((line, " " if plain[at : at + 1].isspace() or line.plain.endswith(" ") else ""))
        at += len(plain[at:]) - len(plain[at:].lstrip())
    return found


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

    @property
    def selected(self) -> Said | None:
        """The words that are selected with the mouse, None where none are."""
        selection = self.text_selection
        found = None if selection is None else said(self._drawn, selection)
        return found if found is not None and found.text else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the words of a selection, as they were written."""
        return said(self._drawn, selection).text, "\n"

    @property
    def _drawn(self) -> list[Drawn]:
        return drawn(self._facts, self.content_size.width)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show `facts`; a selection of others is gone with them."""
        if self.text_selection is not None and list(facts) != list(self._facts):
            self.screen.clear_selection()
        self._facts = facts
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the facts take in `width` cells."""
        return draw(self._facts, width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the facts."""
        return draw(self._facts, self.content_size.width)


class FactSheet(Reading):
    """Scrolls over facts; a new set of facts starts at the top, the same record stays where it was."""

    BINDINGS = bindings("list.open")
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
    def selected(self) -> Said | None:
        """The words that are selected with the mouse, None where none are."""
        facts = self.query(Facts)
        return facts.first().selected if facts else None

    @property
    def HINTS(self) -> Mapping[str, int]:  # noqa: N802 - what dispatch looks for
        """Offer first what can be made of words that are selected, where the screen makes anything of them."""
        return {} if self.selected is None else {"screen.turn": 2}

    @property
    def text(self) -> str:
        """The words shown, without styles."""
        return self.query_one(Facts).render().plain
