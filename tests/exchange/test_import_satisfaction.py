"""Satisfaction by import: entries, and the field of accounts that shows the newest (features: row 67)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from kapta_tui.exchange.export import export_all
from kapta_tui.exchange.pipeline import import_files
from tests.exchange.imports import Bench, reasons

SHOWN = "SELECT name, satisfaction, satisfaction_on FROM account ORDER BY name"
ENTRIES = (
    "SELECT a.name, e.date, e.score, e.description FROM satisfaction e JOIN account a ON a.id = e.account_id "
    "ORDER BY a.name, e.date"
)


@pytest.mark.parametrize("header", ["satisfaction", "CSAT", "rating", "Score", "value"])
def test_a_score_is_known_by_many_names(bench: Bench, header: str) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = f"account,date,{header},comment\nAcme,2026-01-05,7,Survey\nAcme,2026-03-05,9,\n"
    item = bench.one("table.csv", text, kind="satisfaction")
    assert (item.kind, item.created, item.unmatched, reasons(item)) == ("satisfaction", 2, (), [])
    assert bench.rows(ENTRIES) == [("Acme", "2026-01-05", 7, "Survey"), ("Acme", "2026-03-05", 9, None)]
    assert bench.rows(SHOWN) == [("Acme", 9, "2026-03-05")]
    assert bench.load(("table.csv", text), kind="satisfaction").event is None


def test_rows_are_refused_in_words(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    rows = ("2027-01-05,7", "2026-01-05,11", "2026-01-06,", "2026-01-07,3", "2026-01-07,4")
    text = "account,date,score\n" + "".join(f"Acme,{row}\n" for row in rows)
    item = bench.one("satisfaction.csv", text)
    assert [(line, column) for line, column, _ in reasons(item)] == [
        (2, "date"),
        (3, "score"),
        (4, "score"),
        (6, ""),
    ]
    assert "that day is ahead" in reasons(item)[0][2]
    assert "not between 0 and 10" in reasons(item)[1][2]
    assert "same satisfaction entry as line 5" in reasons(item)[3][2]
    assert bench.rows(SHOWN) == [("Acme", 3, "2026-01-07")]


def test_a_score_without_a_day_is_of_today_and_the_same_file_says_nothing_new_on_any_day(
    bench: Bench, new_store: Callable[..., Store]
) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "account,score\nAcme,7\n"
    assert bench.one("satisfaction.csv", text).created == 1
    later = Bench(new_store(bench.store.path.name, today=date(2026, 11, 25)))
    assert later.load(("satisfaction.csv", text)).event is None
    assert bench.one("satisfaction.csv", "account,score\nAcme,5\n").updated == 1
    assert later.one("satisfaction.csv", text).created == 1
    assert bench.rows(ENTRIES) == [("Acme", "2026-11-21", 5, None), ("Acme", "2026-11-25", 7, None)]


def test_accounts_bring_entries_of_today_where_their_score_is_another_one(bench: Bench) -> None:
    bench.one("accounts.csv", "name,satisfaction\nAcme,7\nBeta,\nGamma,2\n")
    bench.store.do(
        verbs.add_record, "satisfaction", {"account": "Beta", "score": 4, "date": date(2026, 1, 5)}
    )
    text = "name,satisfaction\nAcme,7\nBeta,4\nGamma,3\n"
    item = bench.one("accounts.csv", text)
    assert (item.updated, item.unchanged) == (1, 2)
    assert bench.rows(SHOWN) == [
        ("Acme", 7, "2026-11-21"),
        ("Beta", 4, "2026-01-05"),
        ("Gamma", 3, "2026-11-21"),
    ]
    assert [row[:3] for row in bench.rows(ENTRIES)] == [
        ("Acme", "2026-11-21", 7),
        ("Beta", "2026-01-05", 4),
        ("Gamma", "2026-11-21", 3),
    ]
    assert bench.load(("accounts.csv", text)).event is None
    before = bench.dump()
    bench.one("accounts.csv", "name,satisfaction\nBeta,9\n")
    assert bench.rows(ENTRIES)[1:3] == [("Beta", "2026-01-05", 4, None), ("Beta", "2026-11-21", 9, None)]
    bench.store.undo()
    assert bench.dump() == before


def test_what_this_program_wrote_keeps_its_days_in_another_store(
    bench: Bench, new_store: Callable[..., Store], tmp_path: Path
) -> None:
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    for account, score, day in (("Acme", 4, 5), ("Acme", 8, 7), ("Beta", 6, 6)):
        values: Values = {
            "account": account,
            "score": score,
            "date": date(2026, 2, day),
            "description": f"No {score}",
        }
        bench.store.do(verbs.add_record, "satisfaction", values)
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        export_all(connection, view, tmp_path / "all.xlsx")
    other = Bench(new_store("other.db"))
    import_files(other.store, [tmp_path / "all.xlsx"])
    assert (other.rows(SHOWN), other.rows(ENTRIES)) == (bench.rows(SHOWN), bench.rows(ENTRIES))
    assert other.faults() == []
    assert import_files(other.store, [tmp_path / "all.xlsx"]).event is None
    other.store.do(verbs.edit_record, "accounts", 1, {"satisfaction": 1})
    assert import_files(other.store, [tmp_path / "all.xlsx"]).event is None
    assert other.rows(SHOWN)[0] == ("Acme", 1, "2026-11-21")
