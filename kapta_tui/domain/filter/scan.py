"""Cut a filter text into terms at the blanks outside quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kapta_tui.domain.filter.model import FilterError


class Char(NamedTuple):
    """One character of a term: where it stood, and whether quotes took its special meaning away."""

    char: str
    position: int
    quoted: bool

    def is_bare(self, chars: str) -> bool:
        """Whether this is one of `chars` and stands outside quotes."""
        return not self.quoted and self.char in chars


class Token(NamedTuple):
    """One term as typed: its characters without the quote marks, and the index where it begins.

    `chars` holds an empty quoted `Char` for `""`, so that an empty value can be told from none.
    """

    chars: tuple[Char, ...]
    position: int


def scan(text: str) -> Iterator[Token]:
    """Yield the terms of `text` from left to right; raise `FilterError` for a quote left open."""
    index, end = 0, len(text)
    while index < end:
        if text[index].isspace():
            index += 1
            continue
        start, chars = index, list[Char]()
        while index < end and not text[index].isspace():
            if text[index] == '"':
                index = _quoted(text, index, chars)
            else:
                chars.append(Char(text[index], index, quoted=False))
                index += 1
        yield Token(tuple(chars), start)


def _quoted(text: str, start: int, chars: list[Char]) -> int:
    """Append what stands between the quote at `start` and its partner; return the index after that."""
    before, index = len(chars), start + 1
    while index < len(text) and text[index] != '"':
        if text[index] == "\\" and text[index + 1 : index + 2] in ('"', "\\"):
            index += 1
        chars.append(Char(text[index], index, quoted=True))
        index += 1
    if index >= len(text):
        raise FilterError(
            "A quotation mark is not closed.",
            'Close it with another ", or write \\" inside quotes to search for the mark itself.',
            text,
            start,
        )
    if len(chars) == before:
        chars.append(Char("", start, quoted=True))
    return index + 1
