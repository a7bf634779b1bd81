"""What a command works with: which store, who acts, which day; opened when first needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar

from kapta_tui.cli.progress import writing
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.settings import Settings, load_settings
from kapta_tui.shell import collector

if TYPE_CHECKING:
    import sqlite3

    from kapta_tui.data.read.records import View
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome, Transaction
    from kapta_tui.domain.playbook import Playbook

P = ParamSpec("P")
T = TypeVar("T")


class Reader(NamedTuple):
    """An open store to read from, and who looks at it on which day."""

    connection: sqlite3.Connection
    view: View

    @property
    def playbook(self) -> Playbook:
        """The administrator's rules in force."""
        return self.view.playbook


@dataclass(frozen=True)
class Session:
    """The global options as given; None means the default (interface.md 1)."""

    db: str | None = None
    user_name: str | None = None
    day: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """The personal settings."""
        return load_settings()

    @cached_property
    def user(self) -> str:
        """The name of who acts: as given, else from the settings, else the login name."""
        if self.user_name or self.settings.user:
            return self.user_name or self.settings.user
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            # A container may run under a number that no list of users knows.
            return "me"

    @cached_property
    def today(self) -> date:
        """The day every rule uses. Raises UsageError when the one given is none."""
        if not self.day:
            return date.today()
        try:
            return date.fromisoformat(self.day)
        except ValueError:
            raise UsageError(f"'{self.day}' is no date.", "Write --today as 2026-12-31.") from None

    @property
    def clock(self) -> Callable[[], str]:
        """What gives the moment that changes are stamped with: the real one, on the day that is given."""
        from kapta_tui.data.store import moment_of, utc_now

        return partial(moment_of, self.today) if self.day else utc_now

    @cached_property
    def store_path(self) -> Path:
        """The store's file. Raises UsageError for the address of a database server."""
        given = self.db or self.settings.store
        if "://" in given:
            raise UsageError(
                f"'{given.partition('://')[0]}://' addresses are not supported: "
                "this version keeps its store in an SQLite file.",
                "Give --db the path of a file, such as kapta.db.",
            )
        if given:
            return Path(given).expanduser()
        from platformdirs import user_data_path

        return user_data_path("kapta", appauthor=False) / "kapta.db"

    @property
    def has_store(self) -> bool:
        """Whether there is something where the store shall be."""
        return _exists(self.store_path)

    def store(self, *, create: bool = False, quiet: bool = False) -> Store:
        """Return the store, opened; `create` makes an absent one and says so unless told to be `quiet`.

        Raises:
            NotFound: there is none and it shall not be made.
            StoreError: it cannot be used.
        """
        from kapta_tui.data.store import Store

        path = self.store_path
        made = not self.has_store
        if made and not create:
            raise NotFound(
                f"There is no store at {path} yet.",
                "'kapta' or 'kapta account add NAME' begins one, 'kapta demo' shows one; --db names another.",
            )
        # Imports make objects that stay; what follows may be large and is collected again.
        collector.resume()
        store = Store(path, self.user, self.today, self.clock).open()
        if made and not quiet:
            say(f"Made the store {path}.")
        return store

    @contextmanager
    def reading(self, *, create: bool = False) -> Iterator[Reader]:
        """Give a reader of the store for the block. Raises as `store`."""
        from kapta_tui.data.connect import store_errors
        from kapta_tui.data.read.playbook import current
        from kapta_tui.data.read.records import View

        store = self.store(create=create)
        with closing(store.connect()) as connection, store_errors(store.path):
            yield Reader(connection, View(self.today, self.user, current(connection)))

    def write(
        self, verb: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Outcome[T]:
        """Run a verb as one change and say on standard error what it did."""
        store = self.store(create=True)
        with writing(store) as changing:
            outcome = changing.do(verb, *args, **kwargs)
        say(f"{outcome.sentence.removesuffix('.')}." if outcome.event is not None else "Nothing to change.")
        return outcome


def say(sentence: str) -> None:
    """Tell a person something: standard error, one line, no terminal codes."""
    from kapta_tui.domain.text import one_line

    tell(one_line(sentence))


def tell(text: str) -> None:
    """Write lines to standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


_running: ContextVar[Session] = ContextVar("session")


def begin(session: Session) -> None:
    """Make `session` that of the running command."""
    _running.set(session)


def session() -> Session:
    """Return the session of the running command."""
    return _running.get()


def _exists(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        # Not to be seen is not the same as not being there; opening it says why in words.
        return True
