"""Text as data: search keys and cleaning of what must never reach a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"\s+")
# C0 and C1 controls except tab and line feed; bidirectional overrides can disguise what a name says.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ESCAPES = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[PX^_][^\x1b]*\x1b\\\\|.)?"
)


def fold(text: str) -> str:
    """Return the key under which `text` is searched and ordered: no case, no accents, single spaces."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip().lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare).strip().casefold()


def clean(text: str) -> str:
    """Return `text` without terminal escape sequences and control characters; tab and line feed stay."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _ESCAPES.sub("", text))


def one_line(text: str) -> str:
    """Return `text` cleaned and with every run of white space as one blank, for a cell or a title."""
    return _SPACES.sub(" ", clean(text)).strip()


def listed(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 risk", "3 risks"; `many` where the plural is another word."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def days_words(days: int) -> str:
    """Return "1 day", "12 days"."""
    return counted(days, "day")
