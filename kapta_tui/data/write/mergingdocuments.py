"""Documents that stand in both of two accounts that become one: one path, one document (features: row 29)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write.mergingfill import Lost, complete, sentences
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.merging import Alike


def unite(tx: Transaction, alike: Sequence[Alike]) -> list[str]:
    """Let each of two documents of one path go up in the other; return sentences that keep what does not stand."""
    said: list[str] = []
    for two in complete(tx, "documents", alike, {"account"}):
        lost = [*two.lost, *_other_file(two.stays, two.goes)]
        said += sentences("document", two.one.gone_name, lost)
        tx.session.delete(two.goes)
    tx.flush()
    return said


def _other_file(stays: Record, goes: Record) -> Iterator[Lost]:
    assert isinstance(stays, tables.Document)
    assert isinstance(goes, tables.Document)
    if stays.checksum is None:
        stays.checksum, stays.size = goes.checksum, goes.size
    elif goes.checksum not in (None, stays.checksum):
        yield Lost("Added", f"when the file was another one ({goes.size} bytes, {goes.checksum})")
