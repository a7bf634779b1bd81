"""Metrics of one name in two accounts that become one: one history, or two names (features: rows 11 and 29)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kapta_tui.data import tables
from kapta_tui.data.read.mergingmetrics import same_names
from kapta_tui.data.write import records
from kapta_tui.data.write.metrics import KIND, unit_label
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain import measures
from kapta_tui.domain.merging import Party
from kapta_tui.domain.text import fold

_EMPTY = ("start", "target", "description", "external_id")
"""Fields that the kept metric takes from the other one where it has none."""


def unite(tx: Transaction, kept: Party, gone: Party) -> list[str]:
    """Let metrics of one name and unit become one, and name apart those of different units.

    Returns sentences that keep what does not stand: values of days that both have, and other levels.
    """
    tx.flush()
    said = []
    for found in list(same_names(tx.raw, kept, gone)):
        goes = _load(tx, found.gone)
        if found.kept is None:
            _rename(tx, goes, found.other_name)
            continue
        lost = list(_take_over(tx, _load(tx, found.kept), goes))
        if lost:
            said.append(f"Its metric {found.name} had {'; '.join(lost)}.")
    tx.flush()
    return said


def _load(tx: Transaction, metric: int) -> tables.Metric:
    row = records.load(tx, "metrics", metric)
    assert isinstance(row, tables.Metric)
    return row


def _rename(tx: Transaction, row: tables.Metric, name: str) -> None:
    row.name = name
    row.name_folded = fold(row.name)
    records.touch(tx, row)


def _take_over(tx: Transaction, stays: tables.Metric, goes: tables.Metric) -> Iterator[str]:
    """Give the values and levels of the metric that goes to the one that stays, and yield what does not fit in."""
    for name in _EMPTY:
        ours, theirs = getattr(stays, name), getattr(goes, name)
        if theirs and not ours:
            setattr(stays, name, theirs)
        elif theirs and theirs != ours:
            level = _words(tx, goes, theirs) if name in ("start", "target") else theirs
            yield f"the {KIND.by_name[name].label.lower()} {level}"
    assert goes.id is not None
    number = goes.id
    both = {"stays": stays.id, "goes": number}
    for day, value, ours in tx.raw.execute(
        "SELECT v.date, v.value, k.value FROM metric_value v JOIN metric_value k ON k.date = v.date "
        "AND k.metric_id = :stays WHERE v.metric_id = :goes ORDER BY v.date",
        both,
    ).fetchall():
        if Decimal(value) != Decimal(ours):
            yield f"{_words(tx, goes, value)} on {day}"
    records.touch(tx, stays)
    tx.flush()
    tx.raw.execute(
        "UPDATE metric_value SET metric_id = :stays WHERE metric_id = :goes "
        "AND date NOT IN (SELECT date FROM metric_value WHERE metric_id = :stays)",
        both,
    )
    tx.session.expire_all()
    records.delete(tx, "metrics", number)


def _words(tx: Transaction, row: tables.Metric, value: str) -> str:
    return measures.value_words(Decimal(value), row.unit, row.currency, unit_label(tx, row.unit))
