"""How well a colleague knows a key player (domain.md 3.3): a scale of the playbook, of which nothing is the lowest."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.playbook import Choice, Playbook

SCALE: Final = "relationship_strength"
"""The catalogue of the playbook; the value of a choice is its rank, 0 for knowing nobody."""

_GLYPHS: Final = "·○◐●"


def scale(playbook: Playbook) -> tuple[Choice, ...]:
    """Return the strengths that may be given, the lowest first."""
    return tuple(sorted(playbook.offered(SCALE), key=_rank))


def is_none(choice: Choice) -> bool:
    """Say whether a strength means that they do not know each other: it is then not stored at all."""
    return _rank(choice) <= 0


def strength_of(playbook: Playbook, text: str | None) -> str | None:
    """Return the code of a strength given as code or label, None for the one that means none.

    Raises UsageError listing the strengths.
    """
    if not text:
        return None
    choice = playbook.choice(SCALE, text)
    return None if is_none(choice) else choice.code


def stronger(playbook: Playbook, code: str | None) -> str | None:
    """Return the next strength above `code`, and none behind the highest."""
    codes = [None, *(choice.code for choice in scale(playbook) if not is_none(choice))]
    return codes[(codes.index(code) + 1) % len(codes)] if code in codes else None


def ranked(playbook: Playbook, rank: int) -> Choice | None:
    """Return the strength that stands at place `rank` of the scale, 0 for the lowest; None beyond its end."""
    strengths = scale(playbook)
    return strengths[rank] if rank < len(strengths) else None


def in_words(playbook: Playbook, code: str | None) -> str:
    """Return a strength as glyph and word: "● trusted"; "·" and the word for none where there is no strength."""
    choices = playbook.choices(SCALE)
    found = next(
        (choice for choice in choices if (is_none(choice) if code is None else choice.code == code)), None
    )
    if found is None:
        return f"{_GLYPHS[0]} {code or 'none'}"
    glyph = _GLYPHS[max(0, min(_rank(found), len(_GLYPHS) - 1))]
    return f"{glyph} {found.label.lower()}"


def _rank(choice: Choice) -> int:
    return int(choice.value or 0)
