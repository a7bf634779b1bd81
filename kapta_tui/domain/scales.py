"""What lists ask of a playbook: its scales and lists, its currency and what is switched off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class ChoiceLike(Protocol):
    """One entry of a playbook catalogue."""

    @property
    def code(self) -> str:
        """The stable key."""

    @property
    def label(self) -> str:
        """The words people read."""


class ScaleChoice(ChoiceLike, Protocol):
    """An entry with what lists ask of scales."""

    @property
    def percent(self) -> int | None:
        """The probability 0..100 where the scale has one."""

    @property
    def retired(self) -> bool:
        """Whether it may no longer be taken."""


class Scales(Protocol):
    """A playbook, or the part of it that is kept beside its text; the methods are those of `Playbook`."""

    @property
    def currency(self) -> str:
        """The ISO code of the base currency."""

    @property
    def off(self) -> frozenset[str]:
        """The features that are switched off."""

    def choices(self, name: str) -> Sequence[ScaleChoice]:
        """Return a catalogue with its retired choices."""

    def offered(self, name: str) -> Sequence[ScaleChoice]:
        """Return the choices of a catalogue that may be taken now."""

    def label(self, name: str, code: str | None) -> str:
        """Return the label of a code; "" for None, and the code itself where the catalogue lost it."""
