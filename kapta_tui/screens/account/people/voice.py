"""The voice of customer: every question with its newest answer, or all answers to one (domain.md 3.4)."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kapta_tui.data.read import voc
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.records import View
from kapta_tui.data.read.voc import Answer, Question
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.fields import Values
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.acting import page_of
from kapta_tui.screens.account.panes import Chosen, load_became
from kapta_tui.screens.account.people.swot import STALE
from kapta_tui.screens.account.sections import FRAME, NAMED, Section
from kapta_tui.screens.turning.words import became_line, mark
from kapta_tui.widgets.cells import HOLD, Cell, CellPart
from kapta_tui.widgets.listing import Column, Listing

_BRIEF: Final = 300
_TITLE: Final = "Voice of customer"


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its newest answer, or one answer of its history."""

    question: Question
    answer: Answer | None
    made: Sequence[LinkedWork] = ()
    """What was made from the answer."""

    @property
    def others(self) -> int:
        """How many accounts besides that of the answer have answered the question."""
        if self.answer is None:
            return 0
        return len({one.account.id for one in self.question.answers}) - 1


@dataclass(frozen=True, slots=True)
class Voice:
    """What the section is loaded with; answers of several accounts say whose they are."""

    questions: tuple[Question, ...]
    is_of_several: bool
    became: Mapping[int, Sequence[LinkedWork]]
    """By answer what was made from it."""


class VoiceList(Listing[Line], Section):
    """What the customer said: Enter shows all answers to a question, escape goes back to the questions."""

    HELP = (
        "What the customer answered to the questions of the playbook. n answers the question under the cursor, "
        "Enter shows all answers to it, escape goes back to the questions."
    )

    def __init__(self) -> None:
        super().__init__(id="voc")
        self.kind = "voc"
        self._questions: Sequence[Question] = ()
        self._is_of_several = False
        self._became: Mapping[int, Sequence[LinkedWork]] = {}
        self._open = ""
        self._wanted_answer: int | None = None
        self.border_title = _TITLE

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> Voice:
        """Return the questions with their answers; runs in a thread."""
        made = load_became(connection, self.kind, account, view)
        return Voice(voc.questions(connection, account, view), len(each(account)) > 1, made)

    def show(self, loaded: Any) -> None:
        """Show the questions, or the answers to the one that is open as long as there are some."""
        self._questions, self._is_of_several = loaded.questions, loaded.is_of_several
        self._became = loaded.became
        self._show_lines()
        if self._wanted_answer is not None:
            self._go_to(self._wanted_answer)
            self._wanted_answer = None

    def want(self, row_id: int) -> None:
        """Move the cursor to the answer, at once or when the next `show` brings it."""
        self._wanted_answer = None if self._go_to(row_id) else row_id

    def _go_to(self, number: int) -> bool:
        """Move the cursor to an answer, opening its question for one that is not the newest; False without it."""
        for one in self._questions:
            if any(answer.id == number for answer in one.answers):
                if number not in self.ids:
                    self._turn_to(one.code)
                return self.select(number)
        return False

    @property
    def opened(self) -> Question | None:
        """The question whose history is shown."""
        return next((one for one in self._questions if one.code == self._open and one.answers), None)

    def _show_lines(self) -> None:
        opened = self.opened
        if opened is None:
            self._open = ""
            # A line bears the id of its record; a question without an answer has none, and no record is below 0.
            rows = {
                one.newest.id if one.newest is not None else -place: self._line(one, one.newest)
                for place, one in enumerate(self._questions, 1)
            }
            self.set_columns(self._with_account(_QUESTIONS) if self.is_filled else _UNANSWERED)
        else:
            rows = {answer.id: self._line(opened, answer) for answer in opened.answers}
            self.set_columns(self._with_account(_ANSWERS))
        self.set_ids(array("q", rows), rows)
        self.show_title()
        self.post_message(self.Reshaped())

    def _line(self, question: Question, answer: Answer | None) -> Line:
        return Line(question, answer, () if answer is None else self._became.get(answer.id, ()))

    def _with_account(self, columns: tuple[Column[Line], ...]) -> tuple[Column[Line], ...]:
        """Return the columns, with one of the accounts where there are several."""
        if not self._is_of_several:
            return columns
        account = _column("account", "Account", self._account, minimum=20, wish=26, maximum=34, priority=20)
        at = [column.key for column in columns].index("text")
        # Answers of several are told apart by who gave them; what is cut of one, the open answer shows.
        text = columns[at]._replace(minimum=22)
        return (*columns[:at], text, account, *columns[at + 1 :])

    def _account(self, line: Line) -> Cell:
        """Return whose answer it is; of a question also how many other accounts have answered it."""
        if line.answer is None:
            return ("·", "muted")
        name = one_line(line.answer.account.name)
        return name if self._open or not line.others else [name, HOLD, (f" +{line.others}", "muted")]

    def account_here(self) -> int | None:
        """The account of the answer under the cursor."""
        line = None if self.cursor_id is None else self.row(self.cursor_id)
        return None if line is None or line.answer is None else line.answer.account.id

    def show_status(self, words: Iterable[str]) -> None:
        """Write what became of the answer behind `words`, and the question in full, since its column may cut it."""
        line = None if self.cursor_id is None else self.row(self.cursor_id)
        question = [] if line is None or self._open else [one_line(line.question.label)]
        made = "" if line is None else became_line(line.made)
        super().show_status([*words, *filter(None, [made]), *question])

    @property
    def is_filled(self) -> bool:
        """Whether anything was answered."""
        return any(one.answers for one in self._questions)

    @property
    def wants(self) -> int:
        """A line for each question or answer."""
        return len(self.ids) + FRAME

    def show_title(self) -> None:
        """Write the title: which question is open, or how many are answered and how many answers are stale."""
        opened = self.opened
        if opened is not None:
            count = len(opened.answers)
            words = f"{count} answer{'' if count == 1 else 's'}"
            self.write_title(
                _TITLE, [opened.label], more="" if self.is_folded else f"{one_line(opened.label)} {words}"
            )
            return
        answered = [one.newest for one in self._questions if one.newest is not None]
        asked = [one for one in self._questions if not one.is_retired]
        count = sum(one.newest is not None for one in asked)
        title = f"{_TITLE} {count} of {len(asked)}" if answered else _TITLE
        stale = sum(answer.is_stale for answer in answered)
        newest = sorted(answered, key=lambda answer: answer.date, reverse=True)
        self.write_title(
            title, [answer.text[:_BRIEF] for answer in newest[:NAMED]], more=f"{stale} stale" if stale else ""
        )

    def _lines(self, numbers: Sequence[int]) -> list[Line]:
        return [line for number in numbers if (line := self.row(number)) is not None]

    def chosen(self) -> Chosen | None:
        """The answers that are marked, else the one under the cursor; of a question its newest."""
        ids = tuple(line.answer.id for line in self._lines(self.targets) if line.answer is not None)
        return Chosen(self.kind, ids) if ids else None

    def begins(self) -> tuple[str, Values] | None:
        """An answer to the question under the cursor; a retired one is asked no more."""
        line = None if self.cursor_id is None else self.row(self.cursor_id)
        is_asked = line is not None and not line.question.is_retired
        return self.kind, {"question": line.question.code} if is_asked and line is not None else {}

    def gives(self) -> Mapping[str, Values]:
        """The same, for an answer that is made from elsewhere on the page."""
        begun = self.begins()
        return {} if begun is None else {self.kind: begun[1]}

    def action_list_open(self) -> None:
        """Show the answers to a question, or take its first one; of the history open the answer."""
        line = None if self.cursor_id is None else self.row(self.cursor_id)
        if self._open or line is None:
            super().action_list_open()
        elif line.answer is None:
            page_of(self).action_new()
        else:
            self._turn_to(line.question.code)

    def _turn_to(self, code: str) -> None:
        self.clear_marks()
        before, self._open = self._open, code
        self._show_lines()
        self.move_to(0)
        if not code:
            self.move_to(next((n for n, one in enumerate(self._questions) if one.code == before), 0))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape goes back from a history."""
        return (action == "list_unmark" and bool(self._open)) or super().check_action(action, parameters)

    def action_list_unmark(self) -> None:
        """Take marks away, else go back to the questions."""
        if self._open and not self.marked:
            self._turn_to("")
        else:
            super().action_list_unmark()

    @property
    def CALLED(self) -> Mapping[str, tuple[str, str]]:  # noqa: N802 - what dispatch looks for
        """Enter and escape by what they do here."""
        if self._open:
            return {"list.unmark": ("Questions", "Go back to the questions")}
        return {"list.open": ("Answers", "Show all answers to the question under the cursor")}

    @property
    def HINTS(self) -> Mapping[str, int]:  # noqa: N802 - what dispatch looks for
        """Say how to come back from a history."""
        return {"list.unmark": 3} if self._open else {}


def _question(line: Line) -> Cell:
    text = one_line(line.question.label)
    return (f"{text} (retired)", "muted") if line.question.is_retired else text


def _answer(line: Line) -> Cell:
    if line.answer is not None:
        text = one_line(line.answer.text[:_BRIEF])
        return [*mark(line.made), text] if line.made else text
    parts: list[CellPart] = [("no answer yet", "muted"), ("  n", "accent"), (" answers", "muted")]
    return parts


def _fact(name: str) -> Any:
    def cell(line: Line) -> Cell:
        value = "" if line.answer is None else one_line(str(getattr(line.answer, name)))
        return value or ("·", "muted")

    return cell


def _stale(line: Line) -> Cell:
    return (STALE, "warn") if line.answer is not None and line.answer.is_stale else ""


def _column(key: str, title: str, cell: Any, width: int | None = None, **more: Any) -> Column[Line]:
    return Column[Line](key, title, cell, width=width, sortable=False, **more)


_DATE = _column("date", "Date", _fact("date"), 10, priority=18)
_SAID_BY = _column("contact", "Said by", _fact("contact"), minimum=11, maximum=24, priority=16)
_STALE = _column("stale", "", _stale, 7, priority=19)
_QUESTIONS: Final = (
    _column("question", "Question", _question, minimum=18, flex=3, wish=28),
    _column("text", "Newest answer", _answer, minimum=25, flex=4, wish=40, priority=20),
    _DATE,
    _SAID_BY,
    _STALE,
)
_UNANSWERED: Final = (
    _column("question", "Question", _question, minimum=18, wish=60),
    _column("text", "Newest answer", _answer, 26, priority=20),
)
"""While nothing is answered, the questions are what there is to read."""
_ANSWERS: Final = (
    _column("text", "Answer", _answer, minimum=24, flex=4, wish=60),
    _DATE,
    _SAID_BY,
    _column("asked_by", "Asked by", _fact("asked_by"), minimum=11, maximum=24, priority=12),
    _STALE,
)
