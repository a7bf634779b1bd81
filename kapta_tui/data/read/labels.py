"""The labels of codes, without reading the playbook: what a list needs of the rules before it can be drawn.

Importing and parsing the playbook costs more than the whole first list. Its labels are therefore kept beside
each text of it; `kapta check` compares them with the text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

_LABELS = """
SELECT catalogue.key, label.key, label.value
FROM (SELECT labels FROM playbook_version ORDER BY id DESC LIMIT 1) AS playbook,
     json_each(playbook.labels) AS catalogue, json_each(catalogue.value) AS label
"""

Labels = Mapping[str, Mapping[str, str]]
"""Catalogue to code to label, retired choices included, in the order of the playbook; and what follows."""

CURRENCY: Final = "currency"
"""The playbook's own currency is the one entry here."""

OFF: Final = "off"
"""The features that are switched off."""

PERCENT: Final = ".percent"
"""Behind the name of a catalogue: its codes that have a percentage, and that. Names of catalogues end otherwise."""

RETIRED: Final = ".retired"
"""Behind the name of a catalogue: its retired choices."""


def labels(connection: sqlite3.Connection) -> Labels:
    """Return the labels of every catalogue of the playbook in force."""
    found: dict[str, dict[str, str]] = {}
    for catalogue, code, label in connection.execute(_LABELS):
        found.setdefault(catalogue, {})[code] = label
    return found


class KeptChoice(NamedTuple):
    """A choice of a catalogue, as far as it is kept."""

    code: str
    label: str
    percent: int | None
    retired: bool


class KeptScales:
    """The scales of the playbook in force without its text."""

    def __init__(self, kept: Labels) -> None:
        self._kept = kept
        self._choices: dict[str, tuple[KeptChoice, ...]] = {}

    @property
    def currency(self) -> str:
        """The ISO code of the base currency."""
        return next(iter(self._kept[CURRENCY]))

    @property
    def off(self) -> frozenset[str]:
        """The features that are switched off."""
        return frozenset(self._kept.get(OFF, ()))

    def choices(self, name: str) -> tuple[KeptChoice, ...]:
        """Return a catalogue with its retired choices."""
        if name not in self._choices:
            self._choices[name] = self._read(name)
        return self._choices[name]

    def _read(self, name: str) -> tuple[KeptChoice, ...]:
        percents, retired = (self._kept.get(name + what, {}) for what in (PERCENT, RETIRED))
        return tuple(
            KeptChoice(code, label, int(percents[code]) if code in percents else None, code in retired)
            for code, label in self._kept.get(name, {}).items()
        )

    def offered(self, name: str) -> tuple[KeptChoice, ...]:
        """Return the choices of a catalogue that may be taken now."""
        return tuple(choice for choice in self.choices(name) if not choice.retired)

    def label(self, name: str, code: str | None) -> str:
        """Return the label of a code; "" for None, and the code itself where the catalogue lost it."""
        return "" if code is None else self._kept.get(name, {}).get(code, code)


def kept_scales(connection: sqlite3.Connection) -> KeptScales | None:
    """Return the scales of the playbook in force, None where its text has to be read because it cannot be used."""
    found = labels(connection)
    return KeptScales(found) if CURRENCY in found else None


def home_currency(connection: sqlite3.Connection) -> str:
    """Return the currency of the playbook in force, which totals name first."""
    kept_one = labels(connection).get(CURRENCY)
    if kept_one:
        return next(iter(kept_one))
    from kapta_tui.data.read.playbook import current

    return current(connection).currency


def kept(connection: sqlite3.Connection) -> str:
    """Return the labels of the playbook in force as they are kept."""
    (text,) = connection.execute("SELECT labels FROM playbook_version ORDER BY id DESC LIMIT 1").fetchone()
    return str(text)
