"""What happened, as messages to the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

EVERYTHING = frozenset({"*"})
"""Stands for all kinds, when nobody knows what changed."""


@dataclass
class Changed(Message):
    """Records changed. `kinds` are names of `kapta_tui.domain.kinds`, or `EVERYTHING`; `ids` are optional."""

    kinds: frozenset[str] = EVERYTHING
    ids: frozenset[int] = frozenset()
