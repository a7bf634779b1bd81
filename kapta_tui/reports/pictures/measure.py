"""How wide a text is, and a text cut to a width; for the font that is shipped, near enough for others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kapta_tui.domain.text import one_line

ELLIPSIS: Final = "…"
_ASCII: Final = bytes.fromhex(
    "191a203e38493e1122232b39141c1a293838383838383838383818153337342f"
    "5a413e4142393744471b373f365747453f453e3b3c4140593f3c3c1b291b2a2d"
    "1f363834383523383718183318583739383922342137304b322f3222182244"
)
"""Advances of the characters from blank to tilde in hundredths of the font's size."""

_WIDE: Final = 100
_SIGN: Final = 85
_OTHER: Final = 67
_BOLD: Final = 1.04
"""How much wider bold letters are."""

# What XML cannot hold at all; surrogates come from file names that are not Unicode.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Return `text` as one line without what terminals or XML cannot take."""
    return _NO_XML.sub("\ufffd", one_line(text))


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return the width of `text` in pixels at a font size in pixels."""
    return sum(map(_advance, text)) * size / 100 * (_BOLD if bold else 1)


def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """Return `text`, or as much of it with an ellipsis as fits into `room` pixels; empty where nothing does."""
    if width_of(text, size, bold) <= room:
        return text
    scale = size / 100 * (_BOLD if bold else 1)
    left = room - _advance(ELLIPSIS) * scale
    for place, char in enumerate(text):
        left -= _advance(char) * scale
        if left < 0:
            shown = text[:place].rstrip()
            return f"{shown}{ELLIPSIS}" if shown else ""
    return text


@lru_cache(maxsize=4096)
def _advance(char: str) -> int:
    if " " <= char <= "~":
        return _ASCII[ord(char) - 32]
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    if unicodedata.category(char) == "So":
        return _SIGN
    base = unicodedata.normalize("NFKD", char)[0]
    return _ASCII[ord(base) - 32] if " " <= base <= "~" else _OTHER
