"""A store: one SQLite file, opened, created or upgraded, written by verbs, undone and redone.

Importing this module is cheap; the ORM comes in with the first write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from kapta_tui.data import connect, files, freshness
from kapta_tui.data.schema import APPLICATION_ID, REVISIONS, application_id, revision
from kapta_tui.domain.errors import StoreDamaged, StoreNewer, StoreReadOnly

if TYPE_CHECKING:
    from kapta_tui.data.write.transaction import Outcome, Transaction

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> str:
    """Return this moment as ISO text in UTC with seconds, ending in Z."""
    return _stamp(datetime.now(UTC))


def moment_of(day: date) -> str:
    """Return this time of day on the local day `day`, written as `utc_now` writes it."""
    moment = datetime.combine(day, datetime.now().time())
    try:
        return _stamp(moment.astimezone(UTC))
    except (OverflowError, ValueError):
        # At the first and last day there are, the calendar may end before the day does elsewhere.
        return _stamp(moment)


def _stamp(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


@dataclass(frozen=True)
class Store:
    """The store at `path`, used by `user` on the day `today`.

    `clock` gives the moment that rows and events are stamped with, `real_day` the day that it is, whatever
    `today` pretends. `on_lock` is called when a change has the store to itself and before it writes.
    """

    path: Path
    user: str
    today: date
    clock: Callable[[], str] = utc_now
    real_day: Callable[[], date] = date.today
    on_lock: Callable[[], object] = bool

    def open(self) -> Store:
        """Create an absent store, upgrade an older one after a backup; return self.

        A store that cannot be written is opened too, to be read.

        Raises:
            StoreError: the file cannot be used; the subclass and the words say why.
        """
        if not self.path.exists() or self.path.stat().st_size == 0:
            from kapta_tui.data.create import create

            files.make_private(self.path)
            create(self.path, now=self.clock())
            return self
        found = self._revision()
        if found != REVISIONS[-1]:
            if not connect.is_writable(self.path):
                raise StoreReadOnly(
                    f"The store {self.path} is of an older version and cannot be written to be upgraded.",
                    "Give rights to write the file and its folder, or copy it and name the copy with --db.",
                )
            files.backup_before_upgrade(self.path, found, self.today)
            self._upgrade()
        return self

    def connect(self) -> sqlite3.Connection:
        """Return a reading connection for the calling thread, with summaries that hold today."""
        connection = connect.connect(self.path)
        try:
            with connect.store_errors(self.path):
                freshness.hold(connection, self.today, self.real_day())
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def write(self, name: str) -> Iterator[Transaction]:
        """Run a block as the verb `name`: one transaction, one event; an exception leaves nothing behind."""
        from kapta_tui.data.write.transaction import Transaction

        raw = connect.connect(self.path, busy_seconds=connect.WRITE_BUSY_SECONDS)
        tx = Transaction(raw, today=self.today, now=self.clock(), user=self.user)
        try:
            with connect.store_errors(self.path), connect.immediate(raw):
                self.on_lock()
                tx.begin(name)
                yield tx
                if tx.finish() is None:
                    raw.execute("ROLLBACK")
        except sqlite3.IntegrityError as error:
            from kapta_tui.data.clashes import refusal

            raise refusal(error) from error
        finally:
            tx.close()
            raw.close()

    def do(
        self, verb: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Outcome[T]:
        """Run `verb` as one change and return what it returned, its sentence and its event."""
        from kapta_tui.data.write.transaction import Outcome

        with self.write(verb.__name__) as tx:
            value = verb(tx, *args, **kwargs)
        return Outcome(value, tx.told, tx.event_id)

    def undo(self, event: int | None = None) -> str:
        """Undo `event`, or the newest change; return the sentence of what was undone.

        Where somebody else made it, or it is older than a day, the sentence says who and when.
        """
        from kapta_tui.data import journal

        with self._exclusive() as connection:
            undone = journal.undo(connection, self.today, event)
        return undone.told_to(self.user, self.clock())

    def redo(self) -> str:
        """Do again what was undone last; return its sentence."""
        from kapta_tui.data import journal

        with self._exclusive() as connection:
            return journal.redo(connection, self.today)

    @contextmanager
    def _exclusive(self) -> Iterator[sqlite3.Connection]:
        connection = connect.connect(self.path, busy_seconds=connect.WRITE_BUSY_SECONDS)
        try:
            with connect.store_errors(self.path), connect.immediate(connection):
                self.on_lock()
                yield connection
        except sqlite3.IntegrityError as error:
            from kapta_tui.data.clashes import gone

            raise gone(error) from error
        finally:
            connection.close()

    def _upgrade(self) -> None:
        from sqlalchemy.exc import DatabaseError

        from kapta_tui.data.upgrade import upgrade

        try:
            upgrade(self.path, now=self.clock())
        except DatabaseError as error:
            if isinstance(error.orig, sqlite3.DatabaseError):
                raise connect.explain(error.orig, self.path) from error
            raise

    def _revision(self) -> str | None:
        connection = connect.connect(self.path)
        try:
            with connect.store_errors(self.path):
                if application_id(connection) != APPLICATION_ID:
                    raise StoreDamaged(
                        f"The file {self.path} is no kapta store.",
                        "Name another file with --db; to read data from this one, use 'kapta import'.",
                    )
                found = revision(connection)
        finally:
            connection.close()
        if found is not None and found not in REVISIONS:
            raise StoreNewer(
                f"The store {self.path} was written by a newer version of kapta (schema {found}).",
                "Upgrade kapta, or restore a backup made by this version.",
            )
        return found
