"""Contacts against colleagues: which columns are in view, where the cursor is, and what a cell says."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.data.read.people import Colleague
from kapta_tui.domain.relationships import in_words
from kapta_tui.screens.account.people.loading import People
from kapta_tui.widgets.cells import Cell, Token


class Across:
    """The sideways cursor over the colleagues, of whom `room` fit at a time."""

    def __init__(self) -> None:
        self._all: Sequence[Colleague] = ()
        self._cursor = 0
        self._first = 0
        self._room = 1

    def take(self, colleagues: Sequence[Colleague], room: int) -> None:
        """Take the colleagues there are and how many fit; the cursor stays on its colleague."""
        here = self.colleague
        self._all, self._room = colleagues, max(1, room)
        places = [place for place, one in enumerate(colleagues) if here is not None and one.id == here.id]
        self.move_to(places[0] if places else self._cursor)

    @property
    def colleague(self) -> Colleague | None:
        """The colleague under the cursor."""
        return self._all[self._cursor] if self._all else None

    @property
    def shown(self) -> Sequence[Colleague]:
        """The colleagues in view."""
        return self._all[self._first : self._first + self._room]

    @property
    def place(self) -> int:
        """The place of the cursor among all colleagues."""
        return self._cursor

    @property
    def first(self) -> int:
        """The place of the first colleague in view."""
        return self._first

    def move_to(self, place: int) -> None:
        """Move the cursor to a place, or the nearest there is, and into view."""
        self._cursor = max(0, min(place, len(self._all) - 1))
        last = max(0, len(self._all) - self._room)
        self._first = min(max(self._first, self._cursor - self._room + 1), self._cursor, last)

    @property
    def words(self) -> str:
        """Which colleagues are in view, empty where that is all of them."""
        shown = len(self.shown)
        if shown == len(self._all):
            return ""
        return f"colleagues {self._first + 1}-{self._first + shown} of {len(self._all)}"


def strength_cell(people: People, contact: int, colleague: int, *, at_cursor: bool) -> Cell:
    """Return how well the two know each other; brackets show the cursor without colour."""
    code = people.strengths.get((contact, colleague))
    words = in_words(people.playbook, code)
    token: Token = "muted" if code is None else "accent"
    return [("[", "strong"), (words, "strong"), ("]", "strong")] if at_cursor else [" ", (words, token)]
