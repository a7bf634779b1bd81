"""Writing business reviews (QBRs; mission S1, domain.md 3.6)."""

from __future__ import annotations

from kapta_tui.data import tables
from kapta_tui.data.write import columns, records
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["qbrs"]


def insert(tx: Transaction, values: Values) -> tables.Qbr:
    """Write a new review and return its row; one without a name is called by its type and date.

    Raises: as `records.insert`.
    """
    given = dict(values)
    if not given.get("name") and given.get("date"):
        field = KIND.by_name["type"]
        code = columns.code(tx, field, given.get("type") or field.default)
        given["name"] = f"{tx.playbook.label('qbr_type', code)} review {given['date']}"
    row = records.insert(tx, "qbrs", given)
    assert isinstance(row, tables.Qbr)
    return row
