"""Text that a spreadsheet would take for a formula, made harmless and exactly restored."""

from __future__ import annotations

import re

# A leading apostrophe is what spreadsheets themselves use for "this is text".
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"''*[=+\-@\t\r]")
SUSPECT = frozenset("=+-@\t\r'")


def neutralise(text: str) -> str:
    """Return `text` with a leading apostrophe when a spreadsheet could run it (`= + - @`, tab, CR).

    Text that already looks neutralised gets one more, so that `denature` undoes every case exactly.
    """
    if text[:1] in SUSPECT and _RISKY.match(text):
        return "'" + text
    return text


def denature(cell: str) -> str:
    """Return the text `neutralise` was given; any other text as it is."""
    if cell[:1] == "'" and _NEUTRAL.match(cell):
        return cell[1:]
    return cell
