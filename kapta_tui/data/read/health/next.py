"""What would raise the health of an account, in words and with its records' names (features: row 21)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.health.whyrecords import known, window_notes
from kapta_tui.data.read.names import called_each
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health.next import Hint, Step, hints, next_steps
from kapta_tui.domain.health.next.shell import Names, shell_line
from kapta_tui.domain.health.nextwords import gain_said, hint_words, step_words
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Advice:
    """A step, what it is in words, its gain in words, and what its record is called, "" where it has none."""

    step: Step
    text: str
    points: str
    title: str = ""

    @property
    def record(self) -> tuple[str, int, str] | None:
        """Kind, id and title of the record to jump to."""
        place = self.step.record
        return None if place is None else (*place, self.title)


@dataclass(frozen=True, slots=True)
class WhatNext:
    """What would raise the health of an account on a day, the best first, and what has grown old, in words.

    `score` is the one shown now and `raw` the exact one, None where nothing is scored.
    """

    account: int
    name: str
    score: int | None
    raw: Fraction | None
    steps: tuple[Advice, ...]
    hints: tuple[tuple[Hint, str], ...]


def what_next(connection: sqlite3.Connection, account: int, day: date, playbook: Playbook) -> WhatNext:
    """Return what would raise the health of `account` on `day` by the rules of `playbook`.

    Raises:
        NotFound: the account is gone.
    """
    found = gather(connection, day, playbook, ONE, account)
    if not found:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    facts = found[0]
    notes = window_notes(connection, facts, day, playbook)
    steps = next_steps(
        facts,
        day,
        playbook,
        noted_today=sum(note.date == day and note.left_out != "short" for note in notes),
        records=known(connection, facts, day, playbook, notes).records,
    )
    names = called_each(connection, [("accounts", account), *(step.record for step in steps if step.record)])
    scores = health(facts, day, playbook).scores
    return WhatNext(
        account,
        names["accounts", account],
        scores.score,
        scores.raw,
        tuple(_advice(step, account, playbook, names) for step in steps),
        tuple((hint, hint_words(hint)) for hint in hints(facts, day, playbook)),
    )


def _advice(step: Step, account: int, playbook: Playbook, names: Names) -> Advice:
    title = names.get(step.record, "") if step.record else ""
    line = shell_line(step, account, playbook, names)
    return Advice(step._replace(shell=line), step_words(step, playbook, names), gain_said(step), title)
