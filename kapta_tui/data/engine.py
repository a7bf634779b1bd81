"""The SQLAlchemy engine of the write side."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

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
