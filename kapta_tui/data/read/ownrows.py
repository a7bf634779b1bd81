"""Fields of a record that stand in rows of other tables, and what such a row is called."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

from kapta_tui.data.read.imagewords import Wording
from kapta_tui.data.read.journaled import Image
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.relationships import SCALE


class Own(NamedTuple):
    """Rows of a table that are one field of a record: the column of this side, and what an entry is called by."""

    kind: str
    field: str
    table: str
    side: str
    other: str
    target: str = ""
    """The kind that `other` refers to; empty where it holds words."""
    choice: str = ""
    """The column behind a name, such as a strength, whose choices are those of the playbook's `catalogue`."""
    catalogue: str = ""
    is_series: bool = False
    """Whether every row is a value of its own, so that a change is told without the others there are."""

    def called(self, words: Wording, image: Image) -> str:
        """Return what a row is called: a name, a name with its choice, words, or a value with its day."""
        value = image[self.other]
        if self.is_series:
            return f"{words.measured(image)} ({image['date']})"
        if not self.target:
            return str(value)
        name = words.name(self.target, int(value))
        return f"{name}: {words.label(self.catalogue, str(image[self.choice]))}" if self.choice else name


OWN: Final = (
    Own("accounts", "contributors", "account_contributor", "account_id", "user_id", "users"),
    Own("accounts", "products", "account_product", "account_id", "product_id", "products"),
    Own(
        "contacts",
        "relationships",
        "relationship",
        "contact_id",
        "user_id",
        "users",
        "strength",
        SCALE,
    ),
    Own("notes", "contacts", "note_contact", "note_id", "contact_id", "contacts"),
    Own("actions", "contacts", "action_contact", "action_id", "contact_id", "contacts"),
    Own("qbrs", "contacts", "qbr_contact", "qbr_id", "contact_id", "contacts"),
    Own("qbrs", "colleagues", "qbr_colleague", "qbr_id", "user_id", "users"),
    Own("metrics", "value", "metric_value", "metric_id", "value", is_series=True),
    Own("risks", "reasons", "risk_reason", "risk_id", "label"),
    Own("risks", "resolutions", "risk_resolution", "risk_id", "label"),
)
"""Every such table."""

OWNERS: Final = {own.table: own for own in OWN}
"""The same by table."""


def tables_of(kind: str) -> tuple[str, ...]:
    """Return the tables whose rows are records of the kind or fields of them."""
    # The stages of a risk are no field of it: they say since when it had the status that is one.
    more = ("risk_stage",) if kind == "risks" else ()
    return KINDS[kind].table, *(own.table for own in OWN if own.kind == kind), *more


def rows_ever(connection: sqlite3.Connection, own: Own, number: int) -> list[int]:
    """Return the ids of the rows that belong or belonged to the record `number`."""
    found = connection.execute(
        "SELECT DISTINCT row_id FROM change WHERE tbl = :table AND ("
        f"json_extract(coalesce(before, after), '$.{own.side}') = :number "
        f'OR row_id IN (SELECT id FROM "{own.table}" WHERE {own.side} = :number)) ORDER BY row_id',
        {"table": own.table, "number": number},
    )
    return [row for (row,) in found]


def standing(connection: sqlite3.Connection, own: Own, number: int) -> list[Image]:
    """Return the rows that the record has now, in the order in which they came."""
    found = connection.execute(f'SELECT * FROM "{own.table}" WHERE {own.side} = ? ORDER BY id', (number,))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
