"""Why the health of an account is what it is: every fact with its points and its record (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kapta_tui.domain.health.lines import Line
from kapta_tui.domain.health.score import Factor, Health
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Fact:
    """A line in words, and what its record is called, "" where it has none."""

    line: Line
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FactorWhy:
    """A factor with its facts; `points` and `possible` are exact points of the whole score, 0 where it does not count."""

    factor: Factor
    points: Fraction
    possible: Fraction
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the window that is long enough to count; `counts` is False for one beyond those of its day."""

    id: int
    date: date
    text: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Why:
    """The health of an account on a day, down to single facts; `risks` are the facts of the deduction.

    `notes` are the newest first.
    """

    account: int
    name: str
    health: Health
    factors: tuple[FactorWhy, ...]
    risks: tuple[Fact, ...]
    notes: tuple[Note, ...]


def why(connection: sqlite3.Connection, account: int, day: date, playbook: Playbook) -> Why:
    """Return why the health of `account` on `day` is what it is by the rules of `playbook`. Raises NotFound."""
    raise NotImplementedError
