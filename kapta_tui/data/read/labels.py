"""The labels of codes, without reading the playbook: what a list needs of the rules before it can be drawn.

Importing and parsing the playbook costs more than the whole first list. Its labels are therefore kept beside
each text of it; `kapta check` compares them with the text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_LABELS = """
SELECT catalogue.key, label.key, label.value
FROM (SELECT labels FROM playbook_version ORDER BY id DESC LIMIT 1) AS playbook,
     json_each(playbook.labels) AS catalogue, json_each(catalogue.value) AS label
"""

Labels = Mapping[str, Mapping[str, str]]
"""Catalogue to code to label, retired choices included, in the order of the playbook."""


def labels(connection: sqlite3.Connection) -> Labels:
    """Return the labels of every catalogue of the playbook in force."""
    found: dict[str, dict[str, str]] = {}
    for catalogue, code, label in connection.execute(_LABELS):
        found.setdefault(catalogue, {})[code] = label
    return found


def home_currency(connection: sqlite3.Connection) -> str:
    """Return the currency of the playbook in force, which totals name first."""
    kept_one = labels(connection).get("currency")
    if kept_one:
        return next(iter(kept_one))
    from kapta_tui.data.read.playbook import current

    return current(connection).currency


def kept(connection: sqlite3.Connection) -> str:
    """Return the labels of the playbook in force as they are kept."""
    (text,) = connection.execute("SELECT labels FROM playbook_version ORDER BY id DESC LIMIT 1").fetchone()
    return str(text)
