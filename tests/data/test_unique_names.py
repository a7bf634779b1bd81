"""Products bear names of their own, and so do the metrics of one account (features: rows 11 and 18)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.data.read import merging
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk

CASES: dict[str, tuple[Values, str]] = {
    "products": ({"name": "FÍBRE "}, "There is already a product called 'FÍBRE'."),
    "metrics": ({"account": "Acme", "name": "UPTIME"}, "Acme already has a metric called 'UPTIME'."),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_second_record_of_one_name_is_refused(desk: Desk, kind: str) -> None:
    values, cause = CASES[kind]
    error = desk.refused(verbs.add_record, kind, values)
    assert isinstance(error, RuleError)
    assert (error.cause, error.remedy, error.field) == (cause, "Use another name.", "name")


@pytest.mark.parametrize("kind", CASES)
def test_a_record_is_not_renamed_onto_another_one(desk: Desk, kind: str) -> None:
    values, cause = CASES[kind]
    other = desk.do(verbs.add_record, kind, {**values, "name": "Other"})
    error = desk.refused(verbs.edit_record, kind, other, {"name": values["name"]})
    assert (error.cause, error.field) == (cause, "name")
    desk.do(verbs.edit_record, kind, 1, {"name": values["name"]})
    assert desk.faults() == []


def test_metrics_of_two_accounts_may_share_a_name(desk: Desk) -> None:
    desk.do(verbs.add_record, "metrics", {"account": "Beta", "name": "Uptime"})
    assert desk.rows("SELECT name FROM metric") == [("Uptime",), ("Uptime",)]


@pytest.mark.parametrize("table", ["product", "metric"])
def test_the_store_itself_holds_names_apart(desk: Desk, table: str) -> None:
    columns = [name for _, name, *_ in desk.rows(f"PRAGMA table_info({table})") if name != "id"]
    listed = ", ".join(f'"{name}"' for name in columns)
    with (
        closing(sqlite3.connect(desk.store.path)) as writer,
        pytest.raises(sqlite3.IntegrityError, match=f"UNIQUE.*{table}.name_folded"),
    ):
        writer.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table}")


def _metric(desk: Desk, account: int, name: str, unit: str) -> None:
    values: Values = {"account": account, "name": name, "unit": unit}
    number = desk.do(verbs.add_record, "metrics", values)
    desk.do(verbs.record_metric, number, Decimal(3), date(2026, 10, 1))


def test_a_merge_finds_a_free_name_for_a_metric_of_another_unit(desk: Desk) -> None:
    kept = desk.do(verbs.add_record, "accounts", {"name": "Kept"})
    gone = desk.do(verbs.add_record, "accounts", {"name": "Gone"})
    _metric(desk, kept, "NPS", "percent")
    _metric(desk, kept, "nps (gone)", "percent")
    _metric(desk, gone, "NPS", "number")
    _metric(desk, gone, "NPS (Gone, 2)", "number")
    view = View(desk.store.today, "jane", current(desk.reading))
    remarks = merging.load(desk.reading, view, kept, gone).remarks
    assert any("that of Gone becomes NPS (Gone, 3)." in remark for remark in remarks)
    before = desk.content()
    desk.do(verbs.merge_accounts, kept, gone, {})
    after = desk.content()
    found = desk.rows("SELECT name FROM metric WHERE account_id = ? ORDER BY name", kept)
    assert [name for (name,) in found] == ["NPS", "NPS (Gone, 2)", "NPS (Gone, 3)", "nps (gone)"]
    assert desk.faults() == []
    desk.store.undo()
    assert desk.content() == before
    desk.store.redo()
    assert desk.content() == after
