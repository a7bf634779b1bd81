"""The questions to the customer with their answers (domain.md 3.4)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import records
from kapta_tui.data.read.records import View

_NAMES = ("id", "question", "text", "date", "contact", "asked_by", "stale")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; stale when it was given too long ago."""

    id: int
    text: str
    contact: str
    asked_by: str
    date: date
    is_stale: bool


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


def questions(connection: sqlite3.Connection, account: int, view: View) -> tuple[Question, ...]:
    """Return the questions that are asked in the order of the playbook, then the retired ones that have answers.

    A question the playbook has lost is called by its code.
    """
    answers = _answers(connection, account, view)
    known = view.playbook.choices("voc_question")
    asked = [
        Question(one.code, one.label, False, answers.pop(one.code, ())) for one in known if not one.retired
    ]
    labels = {one.code: one.label for one in known}
    order = [code for code in labels if code in answers] + [code for code in answers if code not in labels]
    return (*asked, *(Question(code, labels.get(code, code), True, answers[code]) for code in order))


def _answers(connection: sqlite3.Connection, account: int, view: View) -> dict[str, tuple[Answer, ...]]:
    wanted = records.ids(connection, "voc", view, account=account)
    found: dict[str, list[Answer]] = {}
    for row in records.records(connection, "voc", view, wanted, _NAMES):
        number, day = row["id"], row["date"]
        assert isinstance(number, int)
        assert isinstance(day, date)
        text, contact, asked_by = (str(row[name] or "") for name in ("text", "contact", "asked_by"))
        answer = Answer(number, text, contact, asked_by, day, bool(row["stale"]))
        found.setdefault(str(row["question"]), []).append(answer)
    return {code: tuple(listed) for code, listed in found.items()}
