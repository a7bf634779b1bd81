"""The questions to the customer with their answers (domain.md 3.4)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.among import Several
from kapta_tui.data.read.families import Named
from kapta_tui.data.read.records import View
from kapta_tui.data.read.reviewed import reviewed


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; stale when it was given too long ago."""

    id: int
    text: str
    contact: str
    asked_by: str
    date: date
    is_stale: bool
    account: Named


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the playbook with its answers, the newest first."""

    code: str
    label: str
    is_retired: bool
    answers: tuple[Answer, ...]

    @property
    def newest(self) -> Answer | None:
        """The answer that counts, None while there is none."""
        return self.answers[0] if self.answers else None


def questions(connection: sqlite3.Connection, account: Several, view: View) -> tuple[Question, ...]:
    """Return the questions that are asked in the order of the playbook, then the retired ones that have answers.

    Answers are those of the account or accounts. A question the playbook has lost is called by its code.
    """
    answers = _answers(connection, account, view)
    known = view.playbook.choices("voc_question")
    asked = [
        Question(one.code, one.label, False, answers.pop(one.code, ())) for one in known if not one.retired
    ]
    labels = {one.code: one.label for one in known}
    order = [code for code in labels if code in answers] + [code for code in answers if code not in labels]
    return (*asked, *(Question(code, labels.get(code, code), True, answers[code]) for code in order))


def _answers(connection: sqlite3.Connection, account: Several, view: View) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, list[Answer]] = {}
    words = ("question", "text", "contact", "asked_by")
    for one in reviewed(connection, "voc", account, view, day="date", words=words):
        question, text, contact, asked_by = one.words
        answer = Answer(one.id, text, contact, asked_by, one.day, one.is_stale, one.account)
        found.setdefault(question, []).append(answer)
    return {code: tuple(listed) for code, listed in found.items()}
