"""The satisfaction that a file gives accounts: `satisfaction.enter` for many at once (features: row 67).

A score counts from today where it is another one than before, so that the same file again changes nothing. A file
this program wrote says the day: what it holds is then no younger for having moved, and leaves alone what is newer.
"""

from __future__ import annotations

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.references import acting_user
from kapta_tui.data.write.transaction import Transaction


def columns(load: Load) -> dict[str, str]:
    """Return column → expression over the stage `s` and the stored account `t`; null where nothing changes."""
    if not load.has("satisfaction"):
        return {}
    day = "max(:today, coalesce(t.satisfaction_on, ''))"
    score, other = (
        "s.f_satisfaction",
        "s.f_satisfaction IS NOT NULL AND s.f_satisfaction IS NOT t.satisfaction",
    )
    if not _has_day(load):
        return {"satisfaction": score, "satisfaction_on": f"CASE WHEN {other} THEN {day} END"}
    said = "min(s.f_satisfaction_on, :today)"
    is_older = f"coalesce({said} < t.satisfaction_on, 0)"
    return {
        "satisfaction": f"CASE WHEN NOT {is_older} THEN {score} END",
        "satisfaction_on": f"CASE WHEN {score} IS NULL OR {is_older} THEN NULL "
        f"WHEN s.f_satisfaction_on IS NOT NULL THEN {said} WHEN {other} THEN {day} END",
    }


def first_columns(load: Load) -> dict[str, str]:
    """Return column → expression over the stage `s` for accounts that are new."""
    if not load.has("satisfaction"):
        return {}
    day = "coalesce(min(s.f_satisfaction_on, :today), :today)" if _has_day(load) else ":today"
    return {
        "satisfaction": "s.f_satisfaction",
        "satisfaction_on": f"CASE WHEN s.f_satisfaction IS NOT NULL THEN {day} END",
    }


def write_entries(tx: Transaction, load: Load) -> None:
    """Write what the accounts of the stage say now among their entries, where it does not stand there."""
    missing = (
        f"FROM temp.{load.stage} s JOIN account t ON t.id = s.rid WHERE (s.fresh OR s.changed) "
        "AND t.satisfaction IS NOT NULL AND NOT EXISTS (SELECT 1 FROM satisfaction e "
        "WHERE e.account_id = t.id AND e.date = t.satisfaction_on AND e.score = t.satisfaction)"
    )
    if not tx.raw.execute(f"SELECT EXISTS (SELECT 1 {missing})").fetchone()[0]:
        return
    tx.raw.execute(
        "INSERT INTO satisfaction (account_id, date, score, author_id, created_at, updated_at, version) "
        f"SELECT t.id, t.satisfaction_on, t.satisfaction, :author, :now, :now, 1 {missing} ORDER BY s.at "
        "ON CONFLICT (account_id, date) DO UPDATE SET score = excluded.score, author_id = excluded.author_id, "
        "updated_at = excluded.updated_at, version = version + 1",
        {"author": acting_user(tx), "now": tx.now},
    )


def _has_day(load: Load) -> bool:
    return load.own and load.has("satisfaction_on")
