"""Own words where the playbook has codes: what looks like a slip in a code is said, never taken in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kapta_tui.domain.scales import ChoiceLike
from kapta_tui.domain.text import fold

_LIKE_A_CODE = re.compile(r"[A-Z0-9]*[A-Z][A-Z0-9_]*|[A-Za-z0-9]+(_[A-Za-z0-9]+)+")
_ALIKE = 85
"""How alike, of 100, a text and a code or label are that may be meant."""


def own_words_note(option: str, text: str, choices: Sequence[ChoiceLike]) -> str:
    """Return what to tell a person whose `text` for `option` is none of `choices`, or "" for plain words."""
    meant = _meant(text, choices)
    if meant is None and not _LIKE_A_CODE.fullmatch(text):
        return ""
    taken = f"{option}: '{text}' is taken as your own words"
    if meant is not None:
        return f"{taken}; did you mean {meant.code} ({meant.label})?"
    return f"{taken}; the playbook has no such code ('kapta playbook show' lists them)."


def _meant(text: str, choices: Sequence[ChoiceLike]) -> ChoiceLike | None:
    from rapidfuzz import fuzz, process

    words = [(_key(word), choice) for choice in choices for word in (choice.code, choice.label)]
    best = process.extractOne(_key(text), [key for key, _ in words], scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return words[best[2]][1] if best is not None else None


def _key(text: str) -> str:
    return fold(text.replace("_", " "))
