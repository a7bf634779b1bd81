"""Where the column names stand, and how empty and repeated names are made usable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from kapta_tui.exchange.readers.table import counted

LOOK = 60
_NUMBER = r"[-+(]?[$€£]?\d[\d.,' ]*[%)]?( \(\d+\))?"
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T][\d:.]+)?( \(\d+\))?"
_DATA = re.compile(f"{_NUMBER}|{_DATE}")


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row with the column names among the first `rows`, or None when all are blank.

    Blank rows, comments and title rows before it are passed over: the header is the first row that fills
    at least half as many cells, with mostly different names, as the fullest row.
    """
    filled = [_filled(row) for row in rows]
    candidates = [at for at, cells in enumerate(filled) if cells and not is_comment(rows[at])]
    if not candidates:
        return None
    fullest = max(len(filled[at]) for at in candidates)
    least = max(min(2, fullest), fullest / 2)
    for at in candidates:
        names = filled[at]
        if len(names) >= least and len(set(names)) >= len(names) / 2:
            return _below_remarks(filled, at, fullest)
    return candidates[0]


def _below_remarks(filled: Sequence[Sequence[str]], at: int, fullest: int) -> int:
    """Return the header below remarks spread over several cells, or `at` where there are none.

    Such a header fills every column with different words and has numbers or dates right below it.
    """
    if len(filled[at]) == fullest:
        return at
    for later in range(at, len(filled) - 1):
        names = filled[later]
        if any(map(_is_data, names)):
            break
        if len(names) == fullest == len(set(names)) and any(map(_is_data, filled[later + 1])):
            return later
    return at


def is_comment(row: Sequence[str]) -> bool:
    """Return whether the only filled cell of the row begins with a number sign."""
    filled = _filled(row)
    return len(filled) == 1 and filled[0].startswith("#")


def name_columns(cells: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the column names, each once and none empty, and remarks on what was repaired."""
    names: list[str] = []
    empty: list[str] = []
    repeated: list[str] = []
    plain = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    taken = set(plain)
    for number, text in enumerate(plain, start=1):
        if text and text not in names:
            names.append(text)
            continue
        name = _unused(text or f"column {number}", taken)
        taken.add(name)
        names.append(name)
        (repeated if text else empty).append(text or name)
    return tuple(names), _remarks(names, empty, repeated)


def _unused(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(free for number in count(2) if (free := f"{name} ({number})") not in taken)


def _remarks(names: Sequence[str], empty: Sequence[str], repeated: Sequence[str]) -> list[str]:
    notes = []
    if empty:
        notes.append(f"{counted(len(empty), 'column')} without a name, called {_few(empty)}")
    if repeated:
        notes.append(f"Repeated column names told apart by a number: {_few(list(dict.fromkeys(repeated)))}")
    if _looks_like_data(names):
        notes.append("The first row looks like data, not like column names")
    return notes


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"


def _filled(row: Sequence[str]) -> list[str]:
    return [text for cell in row if (text := cell.strip())]


def _is_data(text: str) -> bool:
    return bool(_DATA.fullmatch(text))


def _looks_like_data(names: Sequence[str]) -> bool:
    matches = [_is_data(name) for name in names]
    return matches[:1] == [True] and sum(matches) * 2 >= len(matches)
