"""The types of accounts: which ones a new account may have, and what archived means (domain.md 1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from kapta_tui.domain.errors import RuleError

ARCHIVED = "archived"
FLAGGED = "flagged"

LATER = (FLAGGED, ARCHIVED)
"""Codes that an account gets when it is edited, never when it is made; all others may be chosen at once."""


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


CodedT = TypeVar("CodedT", bound=_Coded)


def shown(kept: str, *, archived: bool) -> str:
    """Return the type that people read: archived while the account is, else the one it keeps meanwhile."""
    return ARCHIVED if archived else kept


def check_new(code: object) -> None:
    """Raise RuleError when a new account cannot have the type with that code; None is the default type."""
    if code in LATER:
        raise RuleError(f"A new account cannot be {code}.", "Add it with another type, then edit it.", "type")


def for_new(choices: Iterable[CodedT]) -> tuple[CodedT, ...]:
    """Return the choices that are offered for a new account."""
    return tuple(choice for choice in choices if choice.code not in LATER)
