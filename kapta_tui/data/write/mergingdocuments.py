"""Documents that stand in both of two accounts that become one: one path, one document (features: row 29)."""

from __future__ import annotations

from collections.abc import Iterator

from kapta_tui.data import tables
from kapta_tui.data.read.mergingalike import alike_documents
from kapta_tui.data.write import records
from kapta_tui.data.write.mergingfill import Lost, complete, sentences
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.merging import Alike, Party


def unite(tx: Transaction, kept: Party, gone: Party) -> list[str]:
    """Let documents of one path become the one of `kept`; return sentences that keep what does not stand."""
    tx.flush()
    said: list[str] = []
    for one in alike_documents(tx.raw, kept.id, gone.id):
        said += sentences("document", one.gone_name, list(_take_over(tx, one)))
        records.delete(tx, "documents", one.gone)
    return said


def _take_over(tx: Transaction, one: Alike) -> Iterator[Lost]:
    stays, goes = (records.load(tx, "documents", number) for number in (one.kept, one.gone))
    assert isinstance(stays, tables.Document)
    assert isinstance(goes, tables.Document)
    yield from complete(tx, "documents", stays, goes, {"account"})
    if stays.checksum is None:
        stays.checksum, stays.size = goes.checksum, goes.size
    elif goes.checksum not in (None, stays.checksum):
        yield Lost("Added", f"when the file was another one ({goes.size} bytes, {goes.checksum})")
