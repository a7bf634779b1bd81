"""A text cut where its font changes: a foreign letter would take a whole name along into another font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from kapta_tui.reports.pictures.letters import width
from kapta_tui.reports.pictures.measure import width_of
from kapta_tui.reports.pictures.shapes import Words

_FROM_THE_RIGHT: Final = frozenset({"R", "AL", "AN"})
_JOINS: Final = frozenset({"Mn", "Me", "Mc", "Cf", "Sk"})
"""Categories of what belongs to the letter before it, in the font of that one."""


def divided(words: Words) -> Iterator[Words]:
    """Yield `words` as runs, one behind the other: of letters that the shipped font has, and of others.

    Words that are read from the right stay whole, since the runs would stand in the wrong order.
    """
    runs = list(_runs(words.text, words.bold))
    if len(runs) < 2 or any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in words.text):
        yield words
        return
    widths = [_width(run, words) for run in runs]
    x = words.x - sum(widths) * {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    for run, taken in zip(runs, widths, strict=True):
        # SVG puts the first letter where a text begins, whatever blanks are before it.
        shown = run.strip(" ")
        blanks = len(run) - len(run.lstrip(" "))
        if shown:
            yield replace(words, x=round(x + _width(run[:blanks], words), 2), text=shown, anchor="start")
        x += taken


def _runs(text: str, bold: bool) -> Iterator[str]:
    for _, pairs in groupby(_fonts(text, bold), key=lambda pair: pair[0]):
        yield "".join(char for _, char in pairs)


def _fonts(text: str, bold: bool) -> Iterator[tuple[bool, str]]:
    """Yield each letter with whether the shipped font draws it."""
    has = True
    for char in text:
        if unicodedata.category(char) not in _JOINS:
            has = width(char, bold) is not None
        yield has, char


def _width(run: str, words: Words) -> float:
    found = [width(char, words.bold) for char in run]
    known = [each for each in found if each is not None]
    return sum(known) * words.size if len(known) == len(run) else width_of(run, words.size, words.bold)
