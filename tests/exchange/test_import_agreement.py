"""What an import has to agree with: the stored record, the other rows of the file, the other files beside it."""

from __future__ import annotations

import json

import pytest

from tests.exchange.imports import Bench, reasons

HEADER = "external_id,name,account,start,end,notice_date\n"


@pytest.fixture
def contracts(bench: Bench) -> Bench:
    """A store with one contract L1 of 2026."""
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contracts.csv", HEADER + "L1,ct,Acme,2026-01-01,2026-12-31,2026-06-30\n")
    return bench


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (",2020-01-01,2019-06-30", "end", "The end 2020-01-01 is before the start 2026-01-01."),
        ("2027-02-01,,", "start", "The end 2026-12-31 is before the start 2027-02-01."),
        (",,2027-02-01", "notice_date", "The end 2026-12-31 is before the notice date 2027-02-01."),
        (",2026-03-01,", "end", "The end 2026-03-01 is before the notice date 2026-06-30."),
    ],
)
def test_an_empty_cell_counts_as_what_is_stored(
    contracts: Bench, cells: str, column: str, reason: str
) -> None:
    before = contracts.dump()
    item = contracts.one("contracts.csv", HEADER + f"L1,ct,Acme,{cells}\n")
    assert reasons(item) == [(2, column, reason)]
    assert contracts.dump() == before


def test_an_empty_cell_refuses_nothing_that_agrees(contracts: Bench) -> None:
    assert contracts.one("contracts.csv", HEADER + "L1,ct,Acme,,2027-06-30,\n").updated == 1


@pytest.mark.parametrize("stored", [False, True])
def test_files_of_one_import_keep_the_rules_together(bench: Bench, stored: bool) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    if stored:
        bench.one("contracts.csv", "external_id,name,account\nL1,ct,Acme\n")
    starts = ("contracts.csv", "external_id,name,account,start\nL1,ct,Acme,2026-01-01\n")
    ends = ("contracts2.csv", "external_id,name,account,end\nL1,ct,Acme,2020-01-01\n")
    outcome = bench.load(starts, ends)
    assert [item.rejected for item in outcome.files] == [0, 1]
    assert bench.rows('SELECT start, "end" FROM contract') == [("2026-01-01", None)]


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("X1,Acme,\n,Acme,\n", []),
        ("X1,Acme,one.test\n,acme,\n", []),
        (",acme,one.test\nX1,Acme,\n", []),
        ("X1,Acme,one.test\n,acme,two.test\n", [3]),
        (",Acme,two.test\nX1,Acme,one.test\n", [2]),
        (",Acme,\nX1,Acme,\nX2,Acme,\n", [2]),
        ("X1,Acme,\n,Acme,\nX2,Acme,\n,Acme,\n", [3, 5]),
        ("X1,Acme,\nX2,Acme,\n,Beta,\n", []),
        ("X1,Acme,\nX1,Acme,one.test\nX1,,two.test\n", [4]),
    ],
)
def test_a_row_without_an_id_is_the_record_of_its_name_that_has_one(
    bench: Bench, rows: str, refused: list[int]
) -> None:
    accounts = ("accounts.csv", "external_id,name,website\n" + rows)
    first = bench.load(accounts).files[0]
    assert [line for line, _, _ in reasons(first)] == refused
    before = bench.dump()
    again = bench.load(accounts)
    assert (again.event, again.files[0].created, again.files[0].updated) == (None, 0, 0)
    assert bench.dump() == before


def test_rows_of_one_record_complete_each_other(bench: Bench) -> None:
    text = "external_id,name,website,owner,satisfaction\n,acme,,omar,7\nX1,Acme,acme.test,,\n,ACME,,,7\n"
    item = bench.one("accounts.csv", text)
    assert (item.created, item.unchanged, item.rejected) == (1, 2, 0)
    assert "2 rows repeat or complete another row and were merged with it" in item.notes
    sql = "SELECT a.external_id, a.name, website, u.name, satisfaction FROM account a JOIN user u ON u.id = owner_id"
    assert bench.rows(sql) == [("X1", "Acme", "acme.test", "omar", 7)]
    assert bench.load(("accounts.csv", text)).event is None


def test_a_row_that_contradicts_another_of_its_record_says_where_and_what(bench: Bench) -> None:
    item = bench.one("accounts.csv", "external_id,name,website\nX1,Acme,one.test\n,Acme,two.test\n")
    assert reasons(item) == [
        (3, "website", "the same account as line 2, with other values: there it is 'one.test'")
    ]
    item = bench.one("accounts.csv", "external_id,name\nX7,Beta\nX8,Beta\n,Beta\n")
    assert reasons(item) == [
        (
            4,
            "name",
            "several accounts have this name (see line 2, line 3); say by external_id which one this is",
        )
    ]


def test_rows_that_complete_one_that_is_rejected_are_rejected_with_it(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "external_id,name,parent,website\nX1,Beta,Nobody,\n,Beta,,beta.test\n"
    item = bench.one("accounts.csv", text)
    assert [(line, reason) for line, _, reason in reasons(item)] == [
        (2, "there is no account 'Nobody'"),
        (3, "completes line 2, which was rejected"),
    ]


MONEY = "external_id,name,account,value,currency\n"


@pytest.mark.parametrize(
    ("rows", "refused", "stored"),
    [
        ("L1,ct,Acme,100.50,\n,ct,Acme,,JPY\n", [(3, "currency")], ("EUR", 10050)),
        ("L1,ct,Acme,,JPY\n,ct,Acme,100.50,\n", [(3, "value")], ("JPY", None)),
        (",ct,Acme,100.50,\nL1,ct,Acme,,JPY\n", [(2, "value")], ("JPY", None)),
        ("L1,ct,Acme,100.50,\n,ct,Acme,100.50,JPY\n", [(3, "currency")], ("EUR", 10050)),
        ("L1,ct,Acme,100.50,\n,ct,Acme,,eur\n", [], ("EUR", 10050)),
        ("L1,ct,Acme,100.50,JPY\n,ct,Acme,,jpy\n", [], ("JPY", 101)),
    ],
)
def test_an_amount_and_its_currency_are_one_value(
    bench: Bench, rows: str, refused: list[tuple[int, str]], stored: tuple[str, int | None]
) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", MONEY + rows)
    assert [(line, column) for line, column, _ in reasons(item)] == refused
    assert bench.rows("SELECT currency, value_minor FROM contract") == [stored]
    assert bench.load(("contracts.csv", MONEY + rows)).event is None


def test_a_currency_is_not_put_on_the_stored_amount_of_another_row(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contracts.csv", f"{MONEY}L1,ct,Acme,100.50,\n")
    item = bench.one("contracts.csv", f"{MONEY}L1,ct,Acme,100.50,\n,ct,Acme,,JPY\n")
    words = "the same contract as line 2, with other values: there the amount is in EUR"
    assert reasons(item) == [(3, "currency", words)]
    assert bench.rows("SELECT currency, value_minor FROM contract") == [("EUR", 10050)]


def test_equal_values_agree_however_they_are_written(bench: Bench) -> None:
    bench.one("users.csv", "external_id,name\nU1,Omar\n")
    text = "external_id,name,owner\nX1,Acme,Omar\n,Acme,U1\n"
    assert bench.one("accounts.csv", text).rejected == 0
    text = f"{MONEY}L1,ct,Acme,100,\n,ct,Acme,100.00,\n"
    assert bench.one("contracts.csv", text).rejected == 0
    files = ("contracts.csv", f"{MONEY}L2,c2,Acme,7,\n"), ("more.csv", f"{MONEY}L2,c2,Acme,7.00,\n")
    assert [item.rejected for item in bench.load(*files, kind="contracts").files] == [0, 0]


def test_a_name_that_a_record_gives_up_is_free_for_another_row(bench: Bench) -> None:
    bench.one("accounts.csv", "external_id,name\nX1,Old\n")
    text = "external_id,name,website\nX1,New,\n,Old,two.test\n"
    item = bench.one("accounts.csv", text)
    assert (item.created, item.updated, item.rejected) == (1, 1, 0)
    sql = "SELECT external_id, name, website FROM account"
    assert bench.rows(sql) == [("X1", "New", None), (None, "Old", "two.test")]
    assert bench.load(("accounts.csv", text)).event is None


def test_a_name_that_a_record_gives_up_names_no_parent(bench: Bench) -> None:
    bench.one("accounts.csv", "external_id,name\nX1,Acme\nX2,Acme\n")
    text = "external_id,name,parent\nX1,New,\nX3,Child,Acme\n"
    assert bench.one("accounts.csv", text).rejected == 0
    sql = "SELECT p.external_id FROM account a JOIN account p ON p.id = a.parent_id"
    assert bench.rows(sql) == [("X2",)]


def test_rows_that_break_a_rule_together_do_not_become_one(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "external_id,name,account,start,end\nL1,ct,Acme,2026-06-01,\n,ct,Acme,,2026-01-01\n"
    item = bench.one("contracts.csv", text)
    words = "The end 2026-01-01 is before the start 2026-06-01 (with line 2)"
    assert reasons(item) == [(3, "end", words)]
    assert bench.load(("contracts.csv", text)).event is None


def test_custom_fields_of_rows_of_one_record_come_together(bench: Bench) -> None:
    text = "external_id,name,Region,Plant\nX1,Acme,North,\n,Acme,,P7\n"
    assert bench.one("accounts.csv", text, create_fields=True).created == 1
    ((custom,),) = bench.rows("SELECT custom FROM account")
    assert json.loads(custom) == {"region": "North", "plant": "P7"}
    assert bench.load(("accounts.csv", text), create_fields=True).event is None


def test_a_stored_record_is_completed_by_a_row_without_its_id(bench: Bench) -> None:
    bench.one("accounts.csv", "external_id,name\nX1,Acme\n")
    text = "external_id,name,website\nX1,Acme,\n,Acme,acme.test\n"
    item = bench.one("accounts.csv", text)
    assert (item.updated, item.rejected) == (1, 0)
    assert bench.rows("SELECT external_id, website FROM account") == [("X1", "acme.test")]
    assert bench.load(("accounts.csv", text)).event is None


def test_one_record_without_an_id_is_the_first_of_several_that_have_one(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "external_id,name\nX1,Acme\nX2,Acme\n"
    item = bench.one("accounts.csv", text)
    assert (item.created, item.updated, item.rejected) == (1, 1, 0)
    assert bench.rows("SELECT id, external_id FROM account ORDER BY id") == [(1, "X1"), (3, "X2")]
    assert bench.load(("accounts.csv", text)).event is None


def test_a_contact_without_an_address_is_the_one_of_its_account_that_has_one(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    text = "name,account,email\nAna,Acme,ana@acme.test\nAna,Beta,\nAna,Acme,\nBo,Acme,\n"
    item = bench.one("contacts.csv", text)
    assert (item.created, reasons(item)) == (3, [])
    before = bench.dump()
    assert bench.load(("contacts.csv", text)).event is None
    assert bench.dump() == before


RISKS = "account,external_id,reasons,severity,opened_at\nAcme,R1,QUIET,{},2026-01-01\n"
GOALS = "account,external_id,name,{}\nAcme,G1,Grow,{}\n"


def test_files_of_a_kind_written_row_by_row_may_not_contradict_each_other(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    files = ("risks.csv", RISKS.format("high")), ("risks2.csv", RISKS.format("low"))
    outcome = bench.load(*files)
    assert reasons(outcome.files[1]) == [
        (2, "", "the same risk as line 2 of another file of this import, with other values")
    ]
    again = bench.load(*files)
    assert (again.event, again.files[0].unchanged, again.files[1].rejected) == (None, 1, 1)


def test_files_of_a_kind_written_row_by_row_may_add_to_each_other(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    files = (
        ("goals.csv", GOALS.format("start", "2026-01-01")),
        ("goals2.csv", GOALS.format("due", "2026-12-31")),
        ("goals3.csv", GOALS.format("due", "2026-06-30")),
    )
    outcome = bench.load(*files)
    assert [(item.created, item.updated, item.rejected) for item in outcome.files] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    assert bench.rows("SELECT start, due FROM goal") == [("2026-01-01", "2026-12-31")]
    assert bench.load(*files).event is None


def test_two_own_files_of_one_note_do_not_make_two(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("notes.csv", "account,text\nAcme,Called\n")
    ((number, made),) = bench.rows("SELECT id, created_at FROM note")
    header = "id,external_id,created_at,updated_at,account,text\n"
    rows = [f"{header}{number},,{made},{made},Acme,{text}\n" for text in ("Rang", "Wrote")]
    outcome = bench.load(("notes.csv", rows[0]), ("notes2.csv", rows[1]))
    assert [(item.updated, item.rejected) for item in outcome.files] == [(1, 0), (0, 1)]
    assert bench.rows("SELECT text FROM note") == [("Rang",)]
