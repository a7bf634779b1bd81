"""Creating a store and bringing an older one up to date; imported only when one of them is due."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert, text

from kapta_tui.data import sqlite
from kapta_tui.data.engine import make_engine
from kapta_tui.data.labels import labels_of
from kapta_tui.data.schema import APPLICATION_ID, REVISIONS
from kapta_tui.data.tables import PlaybookVersion
from kapta_tui.domain import playbook
from kapta_tui.domain.errors import StoreDamaged
from kapta_tui.domain.playbook.problems import PlaybookError


def upgrade(path: Path, *, now: str) -> None:
    """Create the schema in the file at `path`, or migrate it to the newest, in one transaction.

    `now` is the moment that the first playbook is dated with.

    Raises:
        StoreDamaged: after the migration rows refer to records that do not exist.
    """
    engine = make_engine(path)
    with engine.connect() as connection:
        # Two of these do nothing inside the transaction that SQLAlchemy would begin.
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode = WAL")
        # A batch alter rebuilds a table by dropping it, which would cascade into its children.
        raw.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            migrate(connection, now=now)
            sqlite.install(connection)
            _first_playbook(connection, now)
            _renew_labels(connection)
            _no_orphans(connection, path)
    engine.dispose()


def migrate(connection: Connection, revision: str = REVISIONS[-1], *, now: str = "") -> None:
    """Bring the tables to `revision` within the transaction of `connection`; triggers and labels stay.

    `now` is the moment that events of the migration are stamped with.
    """
    config = Config()
    with resources.as_file(resources.files("kapta_tui.data") / "migrations") as scripts:
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        config.attributes["now"] = now
        command.upgrade(config, revision)


def _first_playbook(connection: Connection, now: str) -> None:
    if connection.execute(text("SELECT 1 FROM playbook_version LIMIT 1")).first() is None:
        first = playbook.default_text()
        row = {"text": first, "labels": labels_of(first), "created_at": now, "created_by": "kapta"}
        connection.execute(insert(PlaybookVersion), row)


def _renew_labels(connection: Connection) -> None:
    """Take the labels from every playbook text again: a newer program knows catalogues that older texts inherit."""
    for number, held in connection.execute(text("SELECT id, text FROM playbook_version")).all():
        _set_labels(connection, "UPDATE playbook_version SET labels = ? WHERE id = ?", held, number)
    for side in ("before", "after"):
        found = connection.exec_driver_sql(
            f"SELECT id, json_extract({side}, '$.text') FROM change "
            f"WHERE tbl = 'playbook_version' AND {side} IS NOT NULL"
        )
        sql = f"UPDATE change SET {side} = json_set({side}, '$.labels', ?) WHERE id = ?"
        for number, held in found.all():
            _set_labels(connection, sql, held, number)


def _set_labels(connection: Connection, sql: str, held: str, number: int) -> None:
    try:
        labels = labels_of(held)
    except PlaybookError:
        # A former text may break a rule of today; without labels nothing is drawn before the text itself is read,
        # which says what is wrong with it.
        labels = "{}"
    connection.exec_driver_sql(sql, (labels, number))


def _no_orphans(connection: Connection, path: Path) -> None:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise StoreDamaged(
            f"Upgrading {path} would leave rows of '{orphan[0]}' that refer to nothing.",
            "Nothing was changed; restore a backup with 'kapta restore FILE'.",
        )
