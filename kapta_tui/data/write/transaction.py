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
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from kapta_tui.data import health, summary
from kapta_tui.data.journal import TOUCHED
from kapta_tui.data.read.playbook import current as current_playbook
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold, listed

if TYPE_CHECKING:
    from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")
Verb = Callable[Concatenate["Transaction", P], T]

_NAMED = 3
"""So many people made by a change, and so many things that it did by a rule, are named."""

VERBS: dict[str, Callable[..., object]] = {}
"""Every verb by name; tests walk through it."""


def verb(function: Verb[P, T]) -> Verb[P, T]:
    """Register `function` as a verb under its name."""
    VERBS[function.__name__] = function
    return function


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a verb returned, what to tell of it, and the event's id; no event when nothing changed."""

    value: T
    sentence: str
    event: int | None


class Transaction:
    """What a verb works with: `raw`, the sqlite3 connection whose transaction this is, and a session within it.

    `today` is the day every rule uses, `now` the moment rows are stamped with (UTC, ISO, ending in Z),
    `user` the name of who acts.
    """

    def __init__(self, raw: sqlite3.Connection, *, today: date, now: str, user: str) -> None:
        self.raw = raw
        self.today = today
        self.now = now
        self.user = user
        self.created_people: list[str] = []
        self.event_id: int | None = None
        self.sentence = ""
        self.asides: list[str] = []
        self._event = 0
        self._verb = ""
        self._account: int | None = None

    @cached_property
    def session(self) -> Session:
        """The ORM's session, made when first used: set-based verbs need none. Flush it before using `raw`."""
        from kapta_tui.data.engine import session_within

        return session_within(self.raw)

    @cached_property
    def playbook(self) -> Playbook:
        """The administrator's rules in force."""
        return current_playbook(self.raw)

    @property
    def told(self) -> str:
        """The sentence, and which people were made besides who acts: a misspelt name is then seen at once."""
        made = [name for name in self.created_people if fold(name) != fold(self.user)]
        if not made or not self.sentence:
            return self.sentence
        more = [f"{len(made) - _NAMED} more"] if len(made) > _NAMED else []
        who = "person" if len(made) == 1 else "people"
        return f"{self.sentence}; new {who} {listed([*made[:_NAMED], *more])}"

    def begin(self, name: str) -> None:
        """Open the event and switch the journal on."""
        self._verb = name
        cursor = self.raw.execute(
            "INSERT INTO event (at, user, verb, sentence, undone) VALUES (?, ?, ?, '', 0)",
            (self.now, self.user, name),
        )
        assert cursor.lastrowid is not None
        self._event = cursor.lastrowid
        self.raw.execute("UPDATE journal_state SET event_id = ?", (self._event,))

    def flush(self) -> None:
        """Write what the session holds, if there is one, so that `raw` sees it."""
        if "session" in self.__dict__:
            self.session.flush()

    def close(self) -> None:
        """Let go of the session after the transaction has ended."""
        if "session" in self.__dict__:
            self.session.close()

    def aside(self, words: str) -> None:
        """Let every sentence that is said from now on end in these words: what else the change did by a rule."""
        if words not in self.asides:
            self.asides.append(words)

    def say(self, sentence: str, account: int | None = None, verb: str = "") -> None:
        """Set the sentence of the feed and the account the event is about.

        `verb` names the event more closely than the function that runs, such as `edit_contact`.
        """
        more = [f"{len(self.asides) - _NAMED} more of that kind"] if len(self.asides) > _NAMED else []
        self.sentence = "; ".join([sentence, *self.asides[:_NAMED], *more])
        self._account = account
        self._verb = verb or self._verb

    def finish(self) -> int | None:
        """Renew what is derived and close the event; return its id, or None when no row was touched."""
        self.flush()
        self.raw.execute("UPDATE journal_state SET event_id = NULL")
        event = self._event
        if not self.raw.execute("SELECT 1 FROM change WHERE event_id = ? LIMIT 1", (event,)).fetchone():
            return None
        rules = health.rules(self.raw)
        summary.renew(self.raw, TOUCHED, self.today, rules[1].currency, {"event": event})
        health.renew_touched(self.raw, self.today, event, rules)
        self.raw.execute("DELETE FROM event WHERE undone > 0")
        self.raw.execute(
            "UPDATE event SET verb = ?, sentence = ?, account_id = ? WHERE id = ?",
            (self._verb, self.sentence, self._account, event),
        )
        self.event_id = event
        return event
