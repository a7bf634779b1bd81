"""One change: a verb runs in a transaction, leaves one event with the images of the rows it touched.

A verb is a function `verb(tx, …)` decorated with `@verb`. It checks the rules, writes through `tx.session`,
and says in a sentence what it did. Everything derived is renewed before the commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlmodel import Session

from kapta_tui.data import summary
from kapta_tui.data.journal import touched
from kapta_tui.data.read.playbook import current as current_playbook
from kapta_tui.data.tables import Event
from kapta_tui.domain.playbook import Playbook

P = ParamSpec("P")
T = TypeVar("T")
Verb = Callable[Concatenate["Transaction", P], T]

VERBS: dict[str, Callable[..., object]] = {}
"""Every verb by name; tests walk through it."""


def verb(function: Verb[P, T]) -> Verb[P, T]:
    """Register `function` as a verb under its name."""
    VERBS[function.__name__] = function
    return function


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a verb returned, the sentence of its event, and the event's id; no event when nothing changed."""

    value: T
    sentence: str
    event: int | None


class Transaction:
    """What a verb works with.

    `today` is the day every rule uses, `now` the moment rows are stamped with (UTC, ISO, ending in Z),
    `user` the name of who acts.
    """

    def __init__(self, session: Session, *, today: date, now: str, user: str) -> None:
        self.session = session
        self.today = today
        self.now = now
        self.user = user
        self.created_people: list[str] = []
        self.event_id: int | None = None
        self._event: Event | None = None

    @cached_property
    def raw(self) -> sqlite3.Connection:
        """The sqlite3 connection of this transaction, for set-based statements."""
        connection = self.session.connection().connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        return connection

    @cached_property
    def playbook(self) -> Playbook:
        """The administrator's rules in force."""
        return current_playbook(self.raw)

    @property
    def sentence(self) -> str:
        """What the feed will say; empty until the verb has said it."""
        return "" if self._event is None else self._event.sentence

    def begin(self, name: str) -> None:
        """Open the event and switch the journal on."""
        self._event = Event(at=self.now, user=self.user, verb=name, sentence="")
        self.session.add(self._event)
        self.session.flush()
        self.raw.execute("UPDATE journal_state SET event_id = ?", (self._event.id,))

    def say(self, sentence: str, account: int | None = None, verb: str = "") -> None:
        """Set the sentence of the feed and the account the event is about.

        `verb` names the event more closely than the function that runs, such as `edit_contact`.
        """
        assert self._event is not None
        self._event.sentence = sentence
        self._event.account_id = account
        self._event.verb = verb or self._event.verb

    def finish(self) -> int | None:
        """Renew what is derived and close the event; return its id, or None when no row was touched."""
        assert self._event is not None
        self.session.flush()
        self.raw.execute("UPDATE journal_state SET event_id = NULL")
        event = self._event.id
        if not self.raw.execute("SELECT 1 FROM change WHERE event_id = ? LIMIT 1", (event,)).fetchone():
            return None
        summary.renew(self.raw, touched(self.raw, event), self.today, current_playbook(self.raw).currency)
        self.raw.execute("DELETE FROM event WHERE undone > 0")
        self.event_id = event
        return event
