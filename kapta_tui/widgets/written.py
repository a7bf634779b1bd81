"""Texts written in Markdown as facts of a sheet: their structure is shown, nothing in them can be followed or run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from kapta_tui.domain.text import clean
from kapta_tui.widgets.cells import CellPart, Token
from kapta_tui.widgets.preview import BLANK, Fact, prose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token as Piece

_LONGEST: Final = 20_000
"""Characters; a longer text is shown as it was written, since parsing it would keep keys waiting."""

_DEEPEST: Final = 16
"""Levels of quotes and lists within each other; the parser drops what lies deeper, and no pane has room for it."""

_RULE: Final = "─" * 24


def written(text: str) -> list[Fact]:
    """Return the facts that show `text`, which may be Markdown; every word of it is shown.

    Headings, emphasis, lists, quotes, code and rules are drawn. Links and pictures stay the characters they
    are, HTML too, and line breaks are kept, because most notes are typed line by line.
    """
    cleaned = clean(text).expandtabs(4).strip("\n")
    if len(cleaned) > _LONGEST:
        return [prose("", text)]
    pieces = _parser().parse(cleaned)
    if any(piece.level > _DEEPEST for piece in pieces):
        return [prose("", text)]
    return _Drawing().draw(pieces)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * _DEEPEST})
    # A dashed line below a sentence is a rule in mails, not the mark of a heading.
    return parser.disable(["link", "image", "autolink", "reference", "entity", "lheading"])


@dataclass
class _Lead:
    """What a quote or a list puts before its lines: `first` once, then `rest` of the same width."""

    first: str
    rest: str


@dataclass
class _Drawing:
    """The facts so far and the leads of the blocks that are open."""

    facts: list[Fact] = field(default_factory=list)
    leads: list[_Lead] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    """Of each open list the next number, None for bullets."""

    def draw(self, pieces: Sequence[Piece]) -> list[Fact]:
        """Return the facts of a parsed text."""
        token: Token | None = None
        for piece in pieces:
            if piece.type.endswith("_close"):
                self._close(piece)
            elif piece.type.endswith("_open"):
                self._open(piece)
                token = "strong" if piece.type == "heading_open" else None
            elif piece.type == "inline":
                self._add(_lines(piece.children or (), token))
            elif piece.type == "hr":
                self._apart(piece)
                self._add([[(_RULE, "muted")]])
            else:
                self._apart(piece)
                code: list[list[CellPart]] = [
                    [(f"  {line}", "accent")] for line in piece.content.rstrip("\n").split("\n")
                ]
                self._add([[(piece.info, "muted")], *code] if piece.info else code)
        return self.facts

    def _open(self, piece: Piece) -> None:
        if piece.type in ("paragraph_open", "heading_open"):
            if not piece.hidden:
                self._apart(piece)
        elif piece.type == "blockquote_open":
            self._apart(piece)
            self.leads.append(_Lead("│ ", "│ "))
        elif piece.type == "list_item_open":
            number = self.numbers[-1]
            bullet = "• " if number is None else f"{number}. "
            self.leads.append(_Lead(bullet, " " * len(bullet)))
            self.numbers[-1] = None if number is None else number + 1
        else:
            self._apart(piece)
            is_ordered = piece.type == "ordered_list_open"
            self.numbers.append(int(piece.attrs.get("start", 1)) if is_ordered else None)

    def _close(self, piece: Piece) -> None:
        if piece.type == "list_item_close" and self.leads[-1].first != self.leads[-1].rest:
            self._add([[""]])
        if piece.type in ("blockquote_close", "list_item_close"):
            self.leads.pop()
        elif piece.type in ("bullet_list_close", "ordered_list_close"):
            self.numbers.pop()

    def _apart(self, piece: Piece) -> None:
        """Leave a line blank between blocks that stand in no list or quote."""
        if piece.level == 0 and self.facts:
            self.facts.append(BLANK)

    def _add(self, lines: Sequence[list[CellPart]]) -> None:
        first = "".join(lead.first for lead in self.leads)
        for lead in self.leads:
            lead.first = lead.rest
        rest = "".join(lead.rest for lead in self.leads)
        self.facts.append(Fact(first, tuple(lines), under=rest))


def _lines(children: Sequence[Piece], token: Token | None) -> list[list[CellPart]]:
    """Return the inline pieces as lines of styled text."""
    lines: list[list[CellPart]] = [[]]
    depth = 0
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        elif child.type == "code_inline":
            lines[-1].append((child.content, "accent"))
        elif child.type.endswith("_open"):
            depth += 1
        elif child.type.endswith("_close"):
            depth -= 1
        elif child.content:
            strong = token or ("strong" if depth else None)
            lines[-1].append((child.content, strong) if strong else child.content)
    return lines


def first_lines(text: str, count: int) -> Iterator[list[CellPart]]:
    """Yield the first `count` lines of `text` that are not blank, drawn as by `written`."""
    shown = ((item.label, item.under or "", item.lines) for item in written(text) if item is not BLANK)
    left = count
    for label, under, lines in shown:
        for place, line in enumerate(lines):
            if left == 0:
                return
            left -= 1
            lead = label if place == 0 else under
            parts = line if isinstance(line, list) else [line]
            yield [(lead, "muted"), *parts] if cell_len(lead) else parts
