"""How often each resolution has worked for the reasons of risks that are about to be closed (features: row 43)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import chosen
from kapta_tui.data.read.riskviewsresolutions import LOST
from kapta_tui.domain import proportions
from kapta_tui.domain.risk import NEVER_A_RISK, Labelled
from kapta_tui.domain.text import fold


class Record(NamedTuple):
    """In how many closed risks a resolution was used, and in how many of these the account was kept."""

    used: int
    kept: int


_USED = """
SELECT x.code, count(*), sum(t.status <> :lost)
FROM {tables} JOIN risk_resolution x ON x.risk_id = t.id
WHERE t.closed_at IS NOT NULL AND t.status <> :never AND x.code IS NOT NULL AND {where}
AND EXISTS (
    SELECT 1 FROM risk_reason r WHERE r.risk_id = t.id
    AND (r.code IN (SELECT value FROM json_each(:codes))
         OR r.code IS NULL AND fold(r.label) IN (SELECT value FROM json_each(:words)))
)
GROUP BY x.code
"""


def resolution_records(
    connection: sqlite3.Connection, view: View, reasons: Iterable[Labelled]
) -> dict[str, Record]:
    """Return by code the resolutions used for at least one of `reasons`; each risk counts once, however many it had.

    Risks closed because they never were any are left out and those of archived accounts count, as in
    `riskviewsresolutions`.
    """
    wanted = set(reasons)
    found = chosen(view, "", archived=True)
    parameters = {
        "lost": LOST,
        "never": NEVER_A_RISK,
        "codes": json.dumps([item.code for item in wanted if item.code is not None]),
        "words": json.dumps([fold(item.label) for item in wanted if item.code is None]),
    }
    rows = connection.execute(
        _USED.format(tables=found.tables, where=found.where), found.parameters | parameters
    )
    return {code: Record(used, kept) for code, used, kept in rows}


def best(records: Mapping[str, Record]) -> str | None:
    """Return the code of what worked better than all others, None where there is no such one.

    A share of many cases stands before an equally good one of few (`proportions.at_least`).
    """
    shares = {code: proportions.at_least(one.kept, one.used) for code, one in records.items()}
    first, second, *_ = [*sorted(shares, key=shares.__getitem__, reverse=True), None, None]
    return first if first is not None and second is not None and shares[first] > shares[second] else None


def reasons_of(connection: sqlite3.Connection, risks: Iterable[int]) -> dict[int, tuple[Labelled, ...]]:
    """Return by id the reasons of `risks`, most important first, with the words they were chosen by."""
    found: dict[int, list[Labelled]] = {risk: [] for risk in risks}
    rows = connection.execute(
        "SELECT risk_id, code, label FROM risk_reason WHERE risk_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY risk_id, position",
        (json.dumps(list(found)),),
    )
    for risk, code, label in rows:
        found[risk].append(Labelled(code, label))
    return {risk: tuple(reasons) for risk, reasons in found.items()}
