"""Field history of a record from the journal's images (features: row 24)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.data.read.history import Entry, changed_in, history
from kapta_tui.data.read.ownrows import OWNERS
from kapta_tui.data.read.playbook import current
from kapta_tui.data.store import Store
from kapta_tui.data.tables.base import Base
from kapta_tui.data.write.basic import add_record, archive_account, edit_record, remove_record
from kapta_tui.data.write.verbs import (
    address_risk,
    record_metric,
    remove_metric_value,
    set_relationship,
    start_risk,
)
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook


@pytest.fixture
def reading(store: Store) -> Iterator[sqlite3.Connection]:
    store.do(add_record, "users", {"name": "Omar"})
    store.do(add_record, "accounts", {"name": "Alder", "currency": "EUR"})
    with closing(store.connect()) as connection:
        yield connection


def told(
    connection: sqlite3.Connection, kind: str, number: int = 1, field: str = ""
) -> list[tuple[str, str, str]]:
    found = history(connection, current(connection), kind, number, field=field)
    return [(entry.field, entry.before, entry.after) for entry in found]


def test_every_field_has_who_when_before_and_after_the_newest_first(
    reading: sqlite3.Connection, store: Store
) -> None:
    store.do(edit_record, "accounts", 1, {"name": "Birch", "satisfaction": 3})
    store.do(edit_record, "accounts", 1, {"name": "Cedar"})
    found = history(reading, current(reading), "accounts", 1)
    assert [(entry.label, entry.before, entry.after) for entry in found] == [
        ("Name", "Birch", "Cedar"),
        ("Name", "Alder", "Birch"),
        ("Satisfaction 0-10", "", "3"),
        ("Satisfaction of", "", "2026-11-21"),
        ("", "", ""),
    ]
    assert found[0].user == "jane"
    assert found[0].at == "2026-11-21T12:00:00Z"
    assert "Added account Alder" in found[-1].sentence


def test_values_are_words(reading: sqlite3.Connection, store: Store) -> None:
    omar = reading.execute("SELECT id FROM user WHERE name = 'Omar'").fetchone()[0]
    store.do(edit_record, "accounts", 1, {"owner": omar, "type": "strategic", "is_customer": False})
    before = {field: (old, new) for field, old, new in told(reading, "accounts")}
    assert before["owner"] == ("jane", "Omar")
    assert before["type"][1] == current(reading).label("account_type", "strategic")
    assert before["is_customer"] == ("yes", "no")


def test_amounts_have_their_currency(reading: sqlite3.Connection, store: Store) -> None:
    contract: dict[str, Value] = {"account": 1, "name": "C-1", "value": 100, "currency": "EUR"}
    store.do(add_record, "contracts", contract)
    store.do(edit_record, "contracts", 1, {"value": 250})
    ((_, before, after),) = told(reading, "contracts", field="value")
    assert ("100" in before, "250" in after) == (True, True)
    assert "EUR" in after or "€" in after


def test_rows_of_their_own_are_one_field(reading: sqlite3.Connection, store: Store) -> None:
    store.do(edit_record, "accounts", 1, {"contributors": ("jane",)})
    store.do(edit_record, "accounts", 1, {"contributors": ("jane", "Omar")})
    store.do(edit_record, "accounts", 1, {"contributors": ("Omar",)})
    assert told(reading, "accounts", field="contributors") == [
        ("contributors", "jane · Omar", "Omar"),
        ("contributors", "jane", "jane · Omar"),
        ("contributors", "", "jane"),
    ]


def test_an_undone_change_is_marked_and_keeps_its_values(reading: sqlite3.Connection, store: Store) -> None:
    store.do(edit_record, "accounts", 1, {"name": "Birch"})
    store.undo()
    (entry, made) = history(reading, current(reading), "accounts", 1)
    assert (entry.before, entry.after, entry.undone) == ("Alder", "Birch", True)
    assert not made.undone


def test_a_change_undone_in_between_does_not_spoil_the_values_of_others(
    reading: sqlite3.Connection, store: Store
) -> None:
    store.do(edit_record, "accounts", 1, {"name": "Birch"})
    store.undo()
    store.do(edit_record, "accounts", 1, {"name": "Cedar"})
    assert told(reading, "accounts", field="name")[0] == ("name", "Alder", "Cedar")


def test_one_field_may_be_asked_for_and_a_wrong_one_is_refused_with_those_there_are(
    reading: sqlite3.Connection,
) -> None:
    with pytest.raises(UsageError) as refused:
        history(reading, current(reading), "accounts", 1, field="nme")
    assert "name" in refused.value.remedy


def test_a_removed_reference_keeps_the_name_it_had(reading: sqlite3.Connection, store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Group"})
    store.do(edit_record, "accounts", 1, {"parent": 2})
    store.do(remove_record, "accounts", 2)
    assert told(reading, "accounts", field="parent")[-1] == ("parent", "", "Group")


def test_a_change_says_which_records_it_touched(reading: sqlite3.Connection, store: Store) -> None:
    event = store.do(edit_record, "accounts", 1, {"name": "Birch", "contributors": ("jane",)}).event
    assert event is not None
    (touched,) = changed_in(reading, current(reading), event)
    assert (touched.kind, touched.id, touched.name) == ("accounts", 1, "Birch")
    assert [(entry.field, entry.after) for entry in touched.entries] == [
        ("name", "Birch"),
        ("contributors", "jane"),
    ]


def test_a_started_risk_is_one_record_with_its_reasons(reading: sqlite3.Connection, store: Store) -> None:
    event = store.do(start_risk, {"account": "Alder", "reasons": ("rusty anchor",)}).event
    assert event is not None
    kinds = [touched.kind for touched in changed_in(reading, current(reading), event)]
    assert kinds == ["risks"]


def test_a_record_without_a_journal_has_no_history(reading: sqlite3.Connection) -> None:
    reading.execute("DELETE FROM change")
    empty: tuple[Entry, ...] = ()
    assert history(reading, current(reading), "accounts", 1) == empty


def test_archiving_is_a_change_of_a_field(reading: sqlite3.Connection, store: Store) -> None:
    store.do(archive_account, 1, True)
    assert told(reading, "accounts")[0] == ("archived", "no", "yes")


def test_how_well_somebody_is_known_is_a_field_of_the_contact(
    reading: sqlite3.Connection, store: Store
) -> None:
    store.do(add_record, "contacts", {"account": 1, "name": "Ana"})
    event = store.do(set_relationship, 1, "Omar", "met").event
    store.do(set_relationship, 1, "Omar", "trusted")
    store.do(set_relationship, 1, "Omar", None)
    label = current(reading).label
    weak, strong = (f"Omar: {label('relationship_strength', code)}" for code in ("met", "trusted"))
    assert told(reading, "contacts", field="relationships") == [
        ("relationships", strong, ""),
        ("relationships", weak, strong),
        ("relationships", "", weak),
    ]
    assert event is not None
    (touched,) = changed_in(reading, current(reading), event)
    assert (touched.kind, touched.name) == ("contacts", "Ana")
    assert touched.entries[0].after == weak


def test_every_value_of_a_metric_is_told_with_its_day(reading: sqlite3.Connection, store: Store) -> None:
    store.do(add_record, "metrics", {"account": 1, "name": "Uptime", "unit": "percent"})
    event = store.do(record_metric, 1, Decimal(80), date(2026, 1, 5)).event
    store.do(record_metric, 1, Decimal(82), date(2026, 1, 5))
    store.do(record_metric, 1, Decimal(90), date(2026, 2, 5))
    store.do(remove_metric_value, 1, date(2026, 2, 5))
    assert told(reading, "metrics", field="value") == [
        ("value", "90 % (2026-02-05)", ""),
        ("value", "", "90 % (2026-02-05)"),
        ("value", "80 % (2026-01-05)", "82 % (2026-01-05)"),
        ("value", "", "80 % (2026-01-05)"),
    ]
    assert event is not None
    (touched,) = changed_in(reading, current(reading), event)
    assert (touched.kind, touched.name, touched.entries[0].after) == (
        "metrics",
        "Uptime",
        "80 % (2026-01-05)",
    )


_BESIDE = {"risk_stage"}
"""What only repeats a field with its days: a stage is the status that the risk had."""


_DERIVED = {"account_summary", "account_health", "health_day"}


def test_every_table_of_a_field_is_told_by_somebody() -> None:
    mapped = {table.name for table in Base.metadata.sorted_tables if "account_id" in table.columns}
    kinds = {kind.table for kind in KINDS.values()}
    assert mapped - kinds - OWNERS.keys() == {*_DERIVED, "change", "event", *_BESIDE}


def _without(connection: sqlite3.Connection, *features: str) -> Playbook:
    book = current(connection)
    return book._replace(features={**book.features, **dict.fromkeys(features, False)})


def test_fields_that_are_switched_off_are_left_out_unless_one_is_named(
    reading: sqlite3.Connection, store: Store
) -> None:
    store.do(add_record, "products", {"name": "Fibre"})
    store.do(edit_record, "accounts", 1, {"satisfaction": 3, "products": ("Fibre",), "website": "a.test"})
    off = _without(reading, "satisfaction", "products")
    assert [entry.field for entry in history(reading, off, "accounts", 1)] == ["website", ""]
    (entry,) = history(reading, off, "accounts", 1, field="satisfaction")
    assert entry.after == "3"


def test_a_record_of_what_is_switched_off_keeps_its_own_fields(
    reading: sqlite3.Connection, store: Store
) -> None:
    store.do(add_record, "goals", {"account": 1, "name": "Grow"})
    action = store.do(add_record, "actions", {"account": 1, "goal": 1, "name": "Call"}).value
    store.do(add_record, "tasks", {"account": 1, "name": "Dial"})
    store.do(edit_record, "tasks", 1, {"action": action})
    assert history(reading, _without(reading, "plans"), "tasks", 1)[0].field == "action"


def test_a_change_leaves_out_the_records_of_what_is_switched_off(
    reading: sqlite3.Connection, store: Store
) -> None:
    with store.write("both") as tx:
        edit_record(tx, "accounts", 1, {"name": "Birch", "satisfaction": 2})
        add_record(tx, "contracts", {"account": 1, "name": "C-1"})
    (event,) = reading.execute("SELECT max(id) FROM event").fetchone()
    off = _without(reading, "contracts", "satisfaction")
    (touched,) = changed_in(reading, off, event)
    assert [entry.field for entry in touched.entries] == ["name"]


@pytest.mark.parametrize("kind", ["goals", "actions", "tasks"])
def test_work_that_is_linked_to_a_risk_says_which_and_keeps_it_when_the_risk_is_gone(
    reading: sqlite3.Connection, store: Store, kind: str
) -> None:
    store.do(start_risk, {"account": "Alder", "reasons": ("QUIET",), "opened_at": date(2026, 10, 9)})
    store.do(add_record, "goals", {"account": 1, "name": "Grow"})
    if kind != "goals":
        parts: dict[str, Value] = {"goal": 1} if kind == "actions" else {}
        store.do(add_record, kind, {"account": 1, "name": "Call", **parts})
    event = store.do(address_risk, 1, ((kind, 1),)).event
    assert event is not None
    linked = ("risk", "", "risk opened on 2026-10-09")
    assert told(reading, kind)[0] == linked
    (touched,) = changed_in(reading, current(reading), event)
    assert [(entry.label, entry.after) for entry in touched.entries] == [("Addresses risk", linked[2])]
    store.do(address_risk, 1, ((kind, 1),), addressed=False)
    assert told(reading, kind, field="risk") == [("risk", linked[2], ""), linked]
    store.do(remove_record, "risks", 1)
    assert told(reading, kind, field="risk")[-1] == linked
    assert "risk" not in [entry.field for entry in history(reading, _without(reading, "risks"), kind, 1)]
