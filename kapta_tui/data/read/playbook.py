"""The playbook in force."""

from __future__ import annotations

import sqlite3

from kapta_tui.domain.playbook import Playbook, parse


def current(connection: sqlite3.Connection) -> Playbook:
    """Return the playbook in force; parsing is cached by its text."""
    return parse(current_text(connection))


def current_text(connection: sqlite3.Connection) -> str:
    """Return the text of the playbook in force."""
    return current_version(connection)[1]


def current_version(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the id of the playbook's version in force, and its text."""
    number, text = connection.execute(
        "SELECT id, text FROM playbook_version ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return int(number), str(text)
