"""Filters and orders read texts as people do: case and accents do not count, money counts in units."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapta_tui.data.read import records, risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from tests.data.desk import Desk


def found(desk: Desk, kind: str, text: str = "", sort: tuple[str, ...] = ()) -> list[int]:
    view = records.View(desk.store.today, "jane", current(desk.reading))
    return list(records.ids(desk.reading, kind, view, filter=text, sort=sort))


@pytest.mark.parametrize("word", ["zürich", "zurich", "zür"])
def test_a_bare_word_is_found_in_any_text_whatever_its_accents(desk: Desk, word: str) -> None:
    note = desk.do(verbs.add_note, {"account": "Beta", "text": "Treffen in Zürich"})
    account = desk.do(verbs.add_record, "accounts", {"name": "Gamma", "description": "aus ZÜRICH"})
    assert found(desk, "notes", word) == [note]
    assert found(desk, "accounts", word) == [account]


def test_owners_are_sorted_by_folded_names(desk: Desk) -> None:
    for name, owner in (("One", "Zoe"), ("Two", "Äbi"), ("Three", "bert")):
        desk.do(verbs.add_record, "accounts", {"name": name, "owner": owner, "description": "mine alone"})
    rows = found(desk, "accounts", "alone", ("owner",))
    names = [desk.row("SELECT name FROM account WHERE id = ?", row)[0] for row in rows]
    assert names == ["Two", "Three", "One"]


def test_long_texts_are_sorted_as_short_ones(desk: Desk) -> None:
    for name, text in (("One", "zebra lonely"), ("Two", "Äbi lonely"), ("Three", "Bert lonely")):
        desk.do(verbs.add_record, "accounts", {"name": name, "description": text})
    rows = found(desk, "accounts", "lonely", ("description",))
    names = [desk.row("SELECT name FROM account WHERE id = ?", row)[0] for row in rows]
    assert names == ["Two", "Three", "One"]


def test_money_is_sorted_by_units_whatever_the_minor_units(desk: Desk) -> None:
    for value, currency in ((500, "EUR"), (1_000, "JPY"), (300, "BHD")):
        contract: dict[str, Value] = {
            "account": "Beta",
            "name": f"sorted {currency}",
            "value": value,
            "currency": currency,
        }
        desk.do(verbs.add_record, "contracts", contract)
    rows = found(desk, "contracts", "sorted", ("value",))
    values = [desk.row("SELECT currency FROM contract WHERE id = ?", row)[0] for row in rows]
    assert values == ["BHD", "EUR", "JPY"]


def test_a_risk_that_opens_later_is_open_for_no_day(desk: Desk) -> None:
    desk.do(verbs.add_record, "accounts", {"name": "Gamma"})
    later = desk.store.today + timedelta(days=9)
    values: dict[str, Value] = {"account": "Gamma", "reasons": ("QUIET",), "opened_at": later}
    risk = desk.do(verbs.start_risk, values)
    view = records.View(desk.store.today, "jane", current(desk.reading))
    assert risks.rows(desk.reading, view, [risk])[risk].days_open == 0
