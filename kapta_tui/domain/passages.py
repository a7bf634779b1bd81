"""Taking a written text apart into passages that can become work, and naming that work (features: rows 41 and 77)."""

from __future__ import annotations

import re
from typing import Final

from kapta_tui.domain.text import clean, one_line

LONGEST_NAME: Final = 120
"""Characters of a name that is taken from a text."""

_LEAD: Final = re.compile(r"\s*(?:(?:[-*+•·–—>]|#{1,6}|\d{1,3}[.)]|\[[ xX✓]?\])(?=\s|$)\s*)*")
"""What a line of a list, a checklist, a quote or a heading begins with."""

_END: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")
"""Where a sentence may end."""

_SHORTENED: Final = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "nr",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "inc",
        "ltd",
        "approx",
        "ca",
    }
)
"""Words whose full stop ends no sentence."""


def passages(text: str) -> tuple[str, ...]:
    """Return the lines of `text`, those of several sentences as sentences, without what marks them as list or quote.

    What holds no letter or digit, such as a rule, is left out; what is said twice comes once.
    """
    found: dict[str, None] = {}
    for line in clean(text).splitlines():
        bare = line[_lead(line) :].strip()
        found |= dict.fromkeys(filter(_says_something, _sentences(bare)))
    return tuple(found)


def heading(text: str, longest: int = LONGEST_NAME) -> str:
    """Return the first line of `text` that says something as a name of at most `longest` characters.

    Of a longer line it is the first sentence where that fits, else what fits, cut behind a word. Empty where nothing
    is said.
    """
    lines = (one_line(line[_lead(line) :]) for line in clean(text).splitlines())
    first = next(filter(_says_something, lines), "")
    if len(first) > longest:
        first = next(filter(_says_something, _sentences(first)), first)
    if len(first) <= longest:
        return first if first.endswith("..") else first.removesuffix(".")
    cut = first[: longest - 1]
    whole, blank, _ = cut.rpartition(" ")
    # A word that takes most of the name is cut rather than lost.
    kept = whole if blank and not first[longest - 1].isspace() and len(whole) > longest // 2 else cut
    return f"{kept.rstrip(' ,;:–—-')}…"


def _lead(line: str) -> int:
    found = _LEAD.match(line)
    return 0 if found is None else found.end()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _sentences(line: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if _goes_on(line[start : end.start()], line[end.end() :]):
            continue
        sentences.append(line[start : end.end()].strip())
        start = end.end()
    return [*sentences, line[start:].strip()]


def _goes_on(before: str, behind: str) -> bool:
    """Say whether a sentence goes on behind a full stop: in lower case, or after a word that is shortened by it."""
    if behind[:1].islower():
        return True
    word = before.rpartition(" ")[2].rstrip(".").casefold().lstrip("(\"'")
    return before.endswith(".") and (word in _SHORTENED or (len(word) == 1 and word.isalpha()))
