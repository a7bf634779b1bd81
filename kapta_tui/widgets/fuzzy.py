"""Fuzzy matching of names, with the matching letters emphasised."""

from __future__ import annotations

from textual.content import Content
from textual.fuzzy import FuzzySearch


class Finder:
    """Matches candidates against what was typed; unlike Textual's own highlighting it reads no markup."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._search = FuzzySearch(case_sensitive=False)

    def match(self, candidate: str) -> tuple[float, Content]:
        """Return the score, 0 for no match, and the candidate with its matching letters underlined."""
        content = Content(candidate)
        score, offsets = self._search.match(self._typed, candidate)
        for offset in offsets if score else ():
            content = content.stylize("bold underline", offset, offset + 1)
        return score, content
