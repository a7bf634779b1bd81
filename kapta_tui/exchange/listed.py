"""A list as it stands on the screen, as a file: its rows in their order, its columns in theirs (features: row 49)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kapta_tui.data.connect import one_moment
from kapta_tui.data.read.records import View, chosen_fields
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import FieldType
from kapta_tui.domain.playbook import Playbook
from kapta_tui.exchange.export import export_table
from kapta_tui.exchange.writers import format_of


def listed_fields(kind: str, playbook: Playbook, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the fields among `columns` that are written, with the currency, without which amounts say nothing."""
    known = {item.name: item.type for item in chosen_fields(kind, playbook, ())}
    names = [name for name in columns if name in known]
    amounts = [place for place, name in enumerate(names) if known[name] is FieldType.MONEY]
    if amounts and "currency" in known and "currency" not in names:
        names.insert(amounts[0] + 1, "currency")
    return tuple(names)


def export_listed(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    wanted: Sequence[int],
    columns: Sequence[str],
    out: Path,
) -> int:
    """Write the records `wanted` of `kind` to `out` in that order and return how many they were.

    `columns` are field names and head the table; one that is no field of the kind is left out, and the
    currency stands beside amounts; a contact card has fields of its own. Values are those that are stored: what
    a record takes over from its account, action or stage stays empty. The suffix of `out` names the format. A
    record that is gone meanwhile is left out. All rows are of one moment; memory is flat in their number.

    Raises:
        UsageError: no column is a field, the suffix names no format, or `out` cannot be written.
    """
    form = format_of(out, kind=kind)
    names = () if form == "vcf" else listed_fields(kind, view.playbook, columns)
    if not names and form != "vcf":
        raise UsageError("No column of the list is a field.", "Show one that is, then export again.")
    with one_moment(connection):
        return export_table(connection, kind, view, out=out, format=form, columns=names, wanted=wanted)
