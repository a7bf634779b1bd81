"""A store with the hands of a test on it: do verbs, look at rows, compare contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest

from kapta_tui.data import check, dump
from kapta_tui.data.store import Store
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import KaptaError

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """A store, and what tests ask of it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def reading(self) -> sqlite3.Connection:
        """A connection that reads, opened once because a sequence of verbs looks hundreds of times."""
        return self.store.connect()

    def close(self) -> None:
        """Close the reading connection."""
        self.reading.close()

    def do(self, verb: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a verb and return what it returns."""
        return self.store.do(verb, *args, **kwargs).value

    def there_and_back(
        self, verb: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do a verb; hold that it is one event of a sound store, and that undo and redo give the same bytes."""
        before, events = self.content(), self._events
        result = self.do(verb, *args, **kwargs)
        after = self.content()
        assert self._events == events + 1
        assert self.faults() == []
        self.store.undo()
        assert self.content() == before
        assert self.faults() == []
        self.store.redo()
        assert self.content() == after
        return result

    @property
    def _events(self) -> int:
        return int(self.row("SELECT count(*) FROM event WHERE undone = 0")[0])

    def refused(
        self, verb: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> KaptaError:
        """Do a verb that must be refused without a trace, and return why."""
        before = self.content()
        with pytest.raises(KaptaError) as caught:
            self.store.do(verb, *args, **kwargs)
        assert self.content() == before
        return caught.value

    def content(self) -> str:
        """Return the lossless dump without the days of health, which no undo takes back."""
        before, name, after = dump.dump(self.reading).partition('\n"health_day": [')
        # Its rows hold numbers and days alone, so that the first bracket ends them.
        return before + name + after[after.index("]") :]

    def faults(self) -> list[str]:
        """Return what the check of the store complains about; stale summaries among it."""
        return check.check(self.reading, self.store.today)

    def row(self, sql: str, *parameters: object) -> tuple[Any, ...]:
        """Return the one row that a query finds."""
        (found,) = self.rows(sql, *parameters)
        return found

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return all rows that a query finds."""
        return self.reading.execute(sql, parameters).fetchall()

    def last_event(self) -> tuple[str, str]:
        """Return verb and sentence of the newest event."""
        verb, sentence = self.row("SELECT verb, sentence FROM event ORDER BY id DESC LIMIT 1")
        return verb, sentence
