"""A cell that is too long for its column, in several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from kapta_tui.widgets.cells import Cell, Run, parts_of, safe


def folded(cell: Cell, width: int) -> list[Cell]:
    """Return a cell in lines of at most `width` cells, broken between words; a word that is longer is broken too."""
    found: list[list[Run]] = [[]]
    room = width
    for part in parts_of(cell):
        text, token = (
            (part, None) if isinstance(part, str) else part if isinstance(part, tuple) else ("", None)
        )
        for word in re.findall(r"\S+\s*|\s+", safe(text)):
            for piece in _pieces(word, room, width):
                if piece is None:
                    found.append([])
                    room = width
                else:
                    found[-1].append((piece, token))
                    room -= cell_len(piece)
    return [_cell(runs) for runs in found if runs] or [""]


def _pieces(word: str, room: int, width: int) -> Iterator[str | None]:
    """Yield a word in pieces, None where a line ends, with `room` cells left on the present one of `width`."""
    size = cell_len(word.rstrip())
    if room < width and (room < 2 or (room < size <= width)):
        yield None
        room, word = width, word.lstrip()
    while cell_len(word.rstrip()) > room:
        start = set_cell_size(word, room).rstrip() or word[0]
        yield start
        yield None
        word, room = word[len(start) :], width
    if word:
        yield word


def _cell(runs: list[Run]) -> Cell:
    """Return the runs as a cell without blanks at the end, which a list would take for more than fits."""
    text, token = runs[-1]
    runs = [*runs[:-1], (text.rstrip(), token)]
    return [text if token is None else (text, token) for text, token in runs if text]
