"""A cell that cannot be read: when the row comes in without it, and when it does not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook.default import default
from kapta_tui.exchange.mapping import Column, TableMapping
from kapta_tui.exchange.readers import open_tables
from kapta_tui.exchange.staging import Staging
from tests.exchange.imports import Bench, reasons

CONTACTS = "name,account,email,phone\nAna,Acme,fcb67ef339b6,\nBo,Acme,bo@acme.test,+1 555\n"


def test_a_contact_comes_in_without_an_address_that_is_none(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contacts.csv", CONTACTS)
    assert (item.created, item.rejected) == (2, 0)
    (warning,) = item.warnings
    assert (warning.line, warning.column, warning.value) == (2, "email", "fcb67ef339b6")
    assert warning.reason == "'fcb67ef339b6' is no e-mail address"
    assert [record["email"] for record in bench.all("contacts")] == [None, "bo@acme.test"]


def test_the_same_bad_cell_again_changes_nothing_and_is_told_again(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contacts.csv", CONTACTS)
    before = bench.dump()
    again = bench.load(("contacts.csv", CONTACTS))
    assert (again.event, again.files[0].unchanged, again.left_out) == (None, 2, 1)
    assert bench.dump() == before


def test_a_bad_cell_leaves_what_is_stored(bench: Bench) -> None:
    bench.one("accounts.csv", "name,website\nAcme,acme.test\n")
    item = bench.one("accounts.csv", "name,website\nAcme,not a site\n")
    assert (item.unchanged, len(item.warnings)) == (1, 1)
    assert bench.rows("SELECT website FROM account") == [("acme.test",)]


@pytest.mark.parametrize(
    ("column", "value"),
    [("value", "lots"), ("end", "someday"), ("auto_renew", "perhaps"), ("currency", "shells")],
)
def test_what_is_reckoned_with_is_not_left_out(bench: Bench, column: str, value: str) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", f"name,account,{column}\nC-1,Acme,{value}\n")
    assert (item.created, item.rejected, item.warnings) == (0, 1, [])
    assert (item.reasons[0].line, item.reasons[0].column) == (2, column)


def test_a_currency_that_is_none_is_refused_in_its_column_and_beside_an_amount(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", "name,account,currency\nC-1,Acme,XXQ\nC-2,Acme,dem\n")
    assert reasons(item) == [(2, "currency", "'XXQ' is no currency code")]
    item = bench.one("contracts.csv", "name,account,value\nC-3,Acme,EUR 5\nC-4,Acme,5 XXQ\n")
    assert reasons(item) == [(3, "value", "'XXQ' is no currency code")]
    assert bench.rows("SELECT name, currency FROM contract ORDER BY name") == [("C-2", "DEM"), ("C-3", "EUR")]


def test_a_row_rejected_for_another_reason_gives_no_warning_besides(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,website,satisfaction\nAcme,not a site,11\n")
    assert (len(item.reasons), item.warnings) == (1, [])


def test_the_field_that_recognises_records_is_not_left_out(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contacts.csv", CONTACTS, match="email")
    assert (item.created, item.rejected) == (1, 1)


def test_strict_keeps_nothing_when_a_cell_is_left_out(bench: Bench) -> None:
    before = bench.dump()
    outcome = bench.load(("accounts.csv", "name,website\nAcme,not a site\n"), strict=True)
    assert (outcome.rolled_back, outcome.left_out, outcome.rejected) == (True, 1, 0)
    assert bench.dump() == before


def test_rows_with_a_cell_left_out_are_in_the_rejects_file(bench: Bench, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    bench.one("accounts.csv", "name,website\nAcme,not a site\nBeta,beta.test\n", rejects=rejects)
    (row,) = csv.DictReader(io.StringIO(rejects.read_text()))
    assert (row["name"], row["why_rejected"]) == ("Acme", "website: 'not a site' is no web address")
    item = bench.one("accounts.csv", rejects.read_text().replace("not a site", "acme.test", 1))
    assert (item.updated, item.warnings) == (1, [])


def test_a_note_comes_in_without_a_contact_nobody_knows(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contacts.csv", "name,account\nAna,Acme\n")
    text = "account,text,contacts\nAcme,Called,Ana; Zed\n"
    item = bench.one("notes.csv", text)
    assert (item.created, item.rejected) == (1, 0)
    assert [(w.column, w.value) for w in item.warnings] == [("contacts", "Zed")]
    assert bench.load(("notes.csv", text)).event is None


def test_words_for_not_known_are_no_value(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", "name,account,value,end\nC-1,Acme,n/a,TBD\nC-2,Acme,-,?\n")
    assert (item.created, reasons(item)) == (2, [])
    item = bench.one("contacts.csv", "name,account,email,phone\nNa,Acme,N/A,-\n")
    assert (bench.names("contacts"), item.warnings) == (["Na"], [])


def test_a_recurrence_is_read_in_words_and_one_that_means_nothing_costs_its_row(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    tasks = (
        "name,account,recurrence\nCall,Acme,Every 2 weeks on Monday\nReport,Acme,FREQ=MONTHLY\n"
        "Once,Acme,-\nLunch,Acme,every banana\n"
    )
    item = bench.one("tasks.csv", tasks)
    assert (item.created, item.rejected, item.warnings) == (3, 1, [])
    assert (item.reasons[0].line, item.reasons[0].column) == (5, "recurrence")
    assert "'every banana' is no recurrence" in item.reasons[0].reason
    assert bench.rows("SELECT name, recurrence FROM task ORDER BY id") == [
        ("Call", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("Report", "FREQ=MONTHLY"),
        ("Once", None),
    ]
    assert bench.load(("tasks.csv", tasks)).event is None


WORDS_OF_ONCE = ["Does not repeat", "no", "NEVER", "Once", "None", "none.", "Does not recur"]


@pytest.mark.parametrize("word", WORDS_OF_ONCE)
def test_a_task_that_recurs_by_no_word_recurs_not_at_all(bench: Bench, word: str) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("tasks.csv", f"name,account,recurrence\nCall,Acme,{word}\nMeet,Acme,weekly\n")
    assert (item.created, reasons(item)) == (2, [])
    assert bench.rows("SELECT recurrence FROM task ORDER BY id") == [(None,), ("FREQ=WEEKLY",)]


def test_a_default_stands_where_all_sources_of_a_field_say_nothing() -> None:
    (table,) = open_tables(io.BytesIO(b"name,site,page\nAcme,n/a,-\nBeta,n/a,b.test\n"), "accounts.csv")
    kind = KINDS["accounts"]
    columns = (
        Column(kind.by_name["name"], ((0,),), "name"),
        Column(kind.by_name["website"], ((1,), (2,)), "site", default="own.test"),
    )
    load = Staging(table, TableMapping(kind, "", columns), default()).load(
        0, ("name",), create_accounts=False
    )
    batches = [list(batch[3]) for batch in load.batches()]
    assert batches == [["own.test", "b.test"]]
    # A load can be read again, and tells the same then.
    assert [list(batch[3]) for batch in load.batches()] == batches
