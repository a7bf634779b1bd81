"""The playbook of the sample portfolio: the shipped one with fields of accounts added."""

from __future__ import annotations

import sqlite3
from importlib import resources

from kapta_tui.data.labels import labels_of
from kapta_tui.domain.playbook import Playbook, default_text, parse

_PLACE = "\n[fields]\n"


def put_playbook(connection: sqlite3.Connection) -> Playbook:
    """Put the sample playbook in the place of the shipped one inside the caller's transaction, and return it."""
    added = resources.files("kapta_tui.data.demo") / "content" / "playbook.toml"
    text = default_text().replace(_PLACE, _PLACE + added.read_text("utf-8"), 1)
    connection.execute("UPDATE playbook_version SET text = ?, labels = ?", (text, labels_of(text)))
    return parse(text)
