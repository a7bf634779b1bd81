"""The SQLAlchemy engines of the write side: one for migrations, one inside a transaction that runs."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from kapta_tui.data import connect
from kapta_tui.data.connect import prepare


def make_engine(path: Path) -> Engine:
    """Return an engine whose transactions begin IMMEDIATE, so that two writers queue instead of failing."""
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": connect.WRITE_BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        prepare(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def session_within(connection: sqlite3.Connection) -> Session:
    """Return a session that works inside the running transaction of `connection`.

    Its errors are those of sqlite3. Closing it closes the connection; the commit is the caller's.
    """
    # SQLAlchemy asks the first connection it is given for its version and rolls it back.
    given = [connection, sqlite3.connect(":memory:")]
    engine = create_engine("sqlite://", poolclass=NullPool, creator=given.pop)
    engine.connect().close()
    event.listen(engine, "handle_error", _original)
    return Session(engine, expire_on_commit=False)


def _original(context: ExceptionContext) -> BaseException | None:
    return context.original_exception
