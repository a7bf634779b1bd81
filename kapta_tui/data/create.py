"""Creating a store from the frozen schema: no migration tool, no ORM, a tenth of their time."""

from __future__ import annotations

from contextlib import closing
from importlib import resources
from pathlib import Path

from kapta_tui.data import connect
from kapta_tui.data.labels import labels_of
from kapta_tui.data.schema import APPLICATION_ID, REVISIONS, revision
from kapta_tui.domain import playbook


def create(path: Path, *, now: str) -> None:
    """Make the newest schema and the first playbook in the empty file at `path`, in one transaction.

    `now` is the moment that the playbook is dated with. What another process made meanwhile stays.

    Raises:
        StoreError: the file cannot be used.
    """
    with (
        connect.store_errors(path),
        closing(connect.connect(path, busy_seconds=connect.WRITE_BUSY_SECONDS)) as connection,
    ):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        with connect.immediate(connection):
            if revision(connection) is not None:
                return
            for statement in statements():
                connection.execute(statement)
            connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))
            connection.execute("INSERT INTO journal_state (id, event_id) VALUES (1, NULL)")
            connection.execute("INSERT INTO health_state (id) VALUES (1)")
            text = playbook.default_text()
            connection.execute(
                "INSERT INTO playbook_version (text, labels, created_at, created_by) VALUES (?, ?, ?, 'kapta')",
                (text, labels_of(text), now),
            )


def statements() -> list[str]:
    """Return the statements of the frozen schema, which blank lines part."""
    frozen = resources.files("kapta_tui.data") / "migrations" / "newest.sql"
    return frozen.read_text(encoding="utf-8").strip().split("\n\n")
