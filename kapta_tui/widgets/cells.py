"""Cells: what a list or a board shows of a row, as text with style tokens, measured in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final, Literal, get_args

from rich.cells import cell_len, set_cell_size

from kapta_tui.domain.text import clean

Token = Literal["muted", "good", "warn", "bad", "accent", "strong"]
"""What a piece of text means to the eye; the theme decides how each token looks."""

TOKENS: Final[tuple[Token, ...]] = get_args(Token)

Align = Literal["left", "right"]


class Fill(Enum):
    """Where a line gives way: what stands before it is cut so that what follows it is shown whole."""

    FILL = "fill"
    HOLD = "hold"


FILL: Final = Fill.FILL
"""The free space of a line: what follows it stands at the right edge."""

HOLD: Final = Fill.HOLD
"""No space at all: what follows it stands close behind, like the mark of a name that may be cut."""

Styled = tuple[str, Token]
CellPart = str | Styled | Fill
Cell = CellPart | list[CellPart]
"""One text, one `(text, token)`, or a list of those; a tuple is always one styled text."""

Run = tuple[str, Token | None]
"""A piece of cleaned text and its token, ready to be drawn."""

ELLIPSIS: Final = "…"
_BREAKS: Final = "\r\n|[\r\n\t\x0b\x0c\x85\u2028\u2029]"
# Terminals disagree on the width of joined, presented and toned emoji, which breaks columns: the first
# picture of a sequence is shown alone. A joiner at the start joins nothing.
_UNSETTLED: Final = "\u200d[\u2190-\u2bff\U0001f000-\U0001faff]|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|^\u200d+"

# A flag is two letters of its own, which terminals draw in one, two or four cells.
_FLAG_A: Final = "\U0001f1e6"
_FLAG: Final = "[\U0001f1e6-\U0001f1ff]"


def safe(text: str) -> str:
    """Return `text` as one line a terminal cannot take for a command; blanks are kept."""
    if not text.isprintable():
        text = clean(re.sub(_BREAKS, " ", text)).encode("utf-8", "replace").decode("utf-8")
    return text if text.isascii() else re.sub(_FLAG, _letter, re.sub(_UNSETTLED, "", text))


def _letter(flag: re.Match[str]) -> str:
    """Return the plain letter of a letter that flags are written with."""
    return chr(ord(flag[0]) - ord(_FLAG_A) + ord("A"))


def grouped(number: int) -> str:
    """Return a count with a blank between thousands, as titles and lists show it."""
    return f"{number:,}".replace(",", " ")


def parts_of(cell: Cell) -> Sequence[CellPart]:
    """Return the parts of `cell`, a single text being a sequence of one."""
    return cell if isinstance(cell, list) else (cell,)


def plain(cell: Cell) -> str:
    """Return the text of `cell` without tokens, as it is copied."""
    return "".join(run[0] for part in parts_of(cell) if not isinstance(part, Fill) for run in (_run(part),))


def fit(parts: Sequence[CellPart], width: int, align: Align = "left") -> list[Run]:
    """Return `parts` as runs that fill exactly `width` cells (0 or more), cut with `…` where too long.

    With `FILL` or `HOLD` among the parts, those before it are cut first; those after it keep the right edge
    with `FILL`, and follow at once with `HOLD`.
    """
    if len(parts) == 1 and not isinstance(only := parts[0], Fill):
        text, token = _run(only)
        space = width - cell_len(text)
        if space >= 0:
            return [(" " * space + text if align == "right" else text + " " * space, token)] if width else []
    if FILL in parts:
        at = parts.index(FILL)
        right = _cut(_runs(parts[at + 1 :]), width)
        taken = width_of(right)
        room = max(0, width - taken - (1 if taken else 0))
        left = _cut(_runs(parts[:at]), room)
        return [*left, *_blank(width - width_of(left) - taken), *right]
    if HOLD in parts:
        at = parts.index(HOLD)
        held = _cut(_runs(parts[at + 1 :]), width)
        runs = [*_cut(_runs(parts[:at]), width - width_of(held)), *held]
    else:
        runs = _cut(_runs(parts), width)
    blank = _blank(width - width_of(runs))
    return [*blank, *runs] if align == "right" else [*runs, *blank]


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return `runs` in as few runs as look the same: blanks with what stands before them, and like with like.

    Glyphs are joined after a blank only, because two of them may make one that is narrower.
    """
    found: list[Run] = []
    last, look = "", None
    for text, token in runs:
        if last and (text.isspace() or (token == look and last.endswith(" "))):
            last += text
            found[-1] = (last, look)
        elif text:
            last, look = text, token
            found.append((last, look))
    return found


def width_of(runs: Sequence[Run]) -> int:
    """Return the width of `runs` in terminal cells."""
    return sum(cell_len(text) for text, _ in runs)


def _run(part: str | Styled) -> Run:
    return (safe(part), None) if isinstance(part, str) else (safe(part[0]), part[1])


def _runs(parts: Sequence[CellPart]) -> list[Run]:
    return [_run(part) for part in parts if not isinstance(part, Fill)]


def _blank(width: int) -> list[Run]:
    return [(" " * width, None)] if width > 0 else []


def _cut(runs: list[Run], width: int) -> list[Run]:
    """Return the start of `runs` in at most `width` cells, ending in `…` when something is lost."""
    if width_of(runs) <= width:
        return [run for run in runs if run[0]]
    kept: list[Run] = []
    room = width - cell_len(ELLIPSIS)
    if room < 0:
        return kept
    for text, token in runs:
        size = cell_len(text)
        if size > room:
            kept.append((_start(text, room) + ELLIPSIS, token))
            break
        if text:
            kept.append((text, token))
        room -= size
    return kept


def _start(text: str, width: int) -> str:
    """Return as many whole glyphs of `text` as fit in `width` cells, without blanks at the end."""
    return set_cell_size(text, width).rstrip() if width > 0 else ""
