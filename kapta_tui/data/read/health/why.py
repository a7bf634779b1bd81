"""Why the health of an account is what it is: every fact with its points and its record (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.health.whyrecords import Note, known, window_notes
from kapta_tui.data.read.names import called_each
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health.lines import RISK, Line, lines
from kapta_tui.domain.health.linewords import line_words
from kapta_tui.domain.health.points import Points, breakdown
from kapta_tui.domain.health.score import Factor, Health, health
from kapta_tui.domain.playbook import Playbook

__all__ = ["Fact", "FactorWhy", "Note", "Why", "why"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line in words, and what its record is called, "" where it has none."""

    line: Line
    text: str
    title: str = ""

    @property
    def record(self) -> tuple[str, int, str] | None:
        """Kind, id and title of the record to jump to."""
        place = self.line.record
        return None if place is None else (*place, self.title)


@dataclass(frozen=True, slots=True)
class FactorWhy:
    """A factor with its facts, which add up to its points, exact ones and possible; None where it does not count."""

    factor: Factor
    points: Points | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The health of an account on a day, down to single facts.

    `factors` are all of them in their order, `risks` the facts of the deduction, the largest first, `notes` those
    within the window of the factor notes, the newest first.
    """

    account: int
    name: str
    health: Health
    factors: tuple[FactorWhy, ...]
    risks: tuple[Fact, ...]
    notes: tuple[Note, ...]


def why(connection: sqlite3.Connection, account: int, day: date, playbook: Playbook) -> Why:
    """Return why the health of `account` on `day` is what it is by the rules of `playbook`.

    Raises:
        NotFound: the account is gone.
    """
    found = gather(connection, day, playbook, ONE, account)
    if not found:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    facts = found[0]
    measured = health(facts, day, playbook)
    notes = window_notes(connection, facts, day, playbook)
    told = lines(measured, playbook, known(connection, facts, day, playbook, notes))
    names = called_each(connection, [("accounts", account), *filter(None, (line.record for line in told))])
    by_factor: dict[str, list[Fact]] = defaultdict(list)
    for line in told:
        title = names.get(line.record, "") if line.record else ""
        by_factor[line.factor].append(Fact(line, line_words(line, playbook, names), title))
    return Why(
        account,
        names["accounts", account],
        measured,
        _factors(measured, by_factor),
        tuple(by_factor[RISK]),
        notes,
    )


def _factors(measured: Health, facts: Mapping[str, list[Fact]]) -> tuple[FactorWhy, ...]:
    found = breakdown(measured.scores)
    rows = {row.factor.name: row for row in found.rows} if found else {}
    return tuple(
        FactorWhy(factor, rows.get(factor.name), tuple(facts[factor.name]))
        for factor in measured.scores.factors
    )
