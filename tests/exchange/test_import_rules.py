"""What an import promises: all rows accounted for, nothing twice, one undo, the rules of forms."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kapta_tui.data.write import bulk_triggers
from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.pipeline import Options, import_files
from tests.exchange.imports import Bench, reasons

ACCOUNTS = (
    "account_id,name,owner,parent,website,type\n"
    "A1,Acme,omar,Group,acme.test,Strategic\n"
    "A2,Beta,,,,\n"
    "A9,Group,jane,,https://group.test,\n"
)


def test_a_file_and_its_second_reading(bench: Bench) -> None:
    first = bench.one("accounts.csv", ACCOUNTS)
    assert (first.kind, first.rows, first.created) == ("accounts", 3, 3)
    before = bench.dump()
    again = bench.load(("accounts.csv", ACCOUNTS))
    assert again.event is None
    assert (again.files[0].unchanged, again.changed) == (3, 0)
    assert bench.dump() == before


def test_a_parent_may_stand_further_down(bench: Bench) -> None:
    bench.one("accounts.csv", ACCOUNTS)
    acme = next(record for record in bench.all("accounts") if record["name"] == "Acme")
    assert (acme["parent"], acme["owner"], acme["type"]) == ("Group", "omar", "strategic")


def test_an_import_is_one_event_and_one_undo(bench: Bench) -> None:
    bench.one("accounts.csv", ACCOUNTS.replace("Acme", "Before"))
    before = bench.dump()
    done = bench.load(
        ("contacts.csv", "account_id,name,email\nA1,Ana Ruiz,ana@acme.test\n"),
        ("accounts.csv", ACCOUNTS),
    )
    after = bench.dump()
    assert done.event is not None
    assert (done.files[0].created, done.files[1].updated) == (1, 1)
    bench.store.undo()
    assert bench.dump() == before
    bench.store.redo()
    assert bench.dump() == after


def test_only_what_differs_is_written(bench: Bench) -> None:
    bench.one("accounts.csv", ACCOUNTS)
    item = bench.one("accounts.csv", ACCOUNTS.replace("acme.test", "acme.example"))
    assert (item.updated, item.unchanged) == (1, 2)
    assert bench.rows("SELECT version FROM account WHERE name = 'Beta'") == [(1,)]


def test_an_empty_cell_leaves_what_is_there(bench: Bench) -> None:
    bench.one("accounts.csv", ACCOUNTS)
    item = bench.one("accounts.csv", "account_id,name,website\nA1,Acme,\n")
    assert item.unchanged == 1
    assert bench.rows("SELECT website FROM account WHERE name = 'Acme'") == [("acme.test",)]


def test_a_dry_run_tells_the_same_and_keeps_nothing(bench: Bench) -> None:
    before = bench.dump()
    tried = bench.load(("accounts.csv", ACCOUNTS), dry_run=True)
    assert (tried.files[0].created, tried.event, tried.dry_run) == (3, None, True)
    assert "omar" in tried.people
    assert bench.dump() == before


def test_strict_keeps_nothing_when_a_row_is_rejected(bench: Bench) -> None:
    before = bench.dump()
    outcome = bench.load(("accounts.csv", ACCOUNTS.replace("Strategic", "Golden")), strict=True)
    assert outcome.rolled_back
    assert outcome.rejected == 1
    assert bench.dump() == before


def test_every_rejected_row_says_line_column_value_and_reason(bench: Bench) -> None:
    text = "name,currency,satisfaction,type\nAcme,money,,\nBeta,,11,\nGamma,,,Golden\n,,,\n,EUR,,\n"
    item = bench.one("accounts.csv", text)
    assert (item.rows, item.rejected) == (4, 4)
    assert [(reject.line, reject.column, reject.value) for reject in item.reasons] == [
        (2, "currency", "money"),
        (3, "satisfaction", "11"),
        (4, "type", "Golden"),
        (6, "name", ""),
    ]
    assert "no currency" in item.reasons[0].reason
    assert "between 0 and 10" in item.reasons[1].reason
    assert "Strategic" in item.reasons[2].reason


def test_rejected_rows_can_be_mended_and_fed_again(bench: Bench, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    bench.one("accounts.csv", "name,satisfaction\nAcme,11\nBeta,7\n", rejects=rejects)
    (row,) = csv.DictReader(io.StringIO(rejects.read_text()))
    assert row["name"] == "Acme"
    assert "between 0 and 10" in row["why_rejected"]
    item = bench.one("accounts.csv", rejects.read_text().replace("11", "10", 1))
    assert (item.created, item.rejected) == (1, 0)
    assert item.unmatched == ()


def test_people_nobody_knows_become_users(bench: Bench) -> None:
    outcome = bench.load(("accounts.csv", "name,owner\nAcme,Omar Haddad\nBeta,OMAR HADDAD\n"))
    assert [name.lower() for name in outcome.people].count("omar haddad") == 1
    assert len([name for name in bench.names("users") if str(name).lower() == "omar haddad"]) == 1


def test_people_of_rejected_rows_are_not_made(bench: Bench) -> None:
    before = bench.dump()
    text = "account,name,reports_to,internal_contact\nNobody's,Ana,,omar\n"
    outcome = bench.load(("contacts.csv", text), ("accounts.csv", "name,owner,parent\nAcme,lena,Nowhere\n"))
    assert [item.rejected for item in outcome.files] == [1, 1]
    assert (outcome.people, outcome.event) == ([], None)
    assert bench.dump() == before


def test_a_user_named_by_id_gets_the_name_later(bench: Bench) -> None:
    bench.one("accounts.csv", "name,owner_id\nAcme,U7\n", map=None)
    bench.one("users.csv", "user_id,name\nU7,Omar\n")
    assert "Omar" in bench.names("users")
    assert "U7" not in bench.names("users")


def test_references_by_id_name_and_domain(bench: Bench) -> None:
    bench.one("accounts.csv", ACCOUNTS)
    text = "name,company,email\nAna,A1,ana@acme.test\nBo,acme,bo@acme.test\nCy,www.acme.test,cy@acme.test\n"
    assert bench.one("contacts.csv", text).created == 3
    assert {record["account"] for record in bench.all("contacts")} == {"Acme"}


def test_a_missing_account_is_rejected_or_made(bench: Bench) -> None:
    text = "name,company\nAna,Nowhere Ltd\n"
    refused = bench.one("contacts.csv", text)
    assert refused.rejected == 1
    assert "there is no account 'Nowhere Ltd'" in refused.reasons[0].reason
    assert bench.one("contacts.csv", text, create_accounts=True).created == 1
    assert bench.names("accounts") == ["Nowhere Ltd"]


def test_a_product_that_differs_only_in_blanks(bench: Bench) -> None:
    products = ("products.csv", "product,price\nGTX Pro,10\nMG Special,5\n")
    deals = "opportunity_id,product,account\nO1,GTXPro,Acme\nO2,MG Speziale,Acme\n"
    outcome = bench.load(("accounts.csv", "name\nAcme\n"), products, ("deals.csv", deals))
    item = outcome.files[2]
    assert item.created == 1
    assert "'GTXPro' taken for the product 'GTX Pro' in 1 rows" in item.notes
    assert reasons(item) == [(3, "product", "there is no product 'MG Speziale' (there are MG Special)")]


def test_two_products_alike_are_not_guessed_at(bench: Bench) -> None:
    products = ("products.csv", "product_id,product\n1,GTX Pro\n2,GT XPro\n")
    deals = ("deals.csv", "opportunity_id,product,account\nO1,GTXPro,Acme\n")
    item = bench.load(("accounts.csv", "name\nAcme\n"), products, deals).files[2]
    assert item.rejected == 1
    assert "GT XPro" in item.reasons[0].reason
    assert "GTX Pro" in item.reasons[0].reason


def test_rows_that_repeat_are_merged_or_told_apart(bench: Bench) -> None:
    text = "name,website\nAcme,acme.test\nACME,acme.test\nAcme,acme.test\nAcme,other.test\n"
    item = bench.one("accounts.csv", text)
    assert (item.created, item.unchanged, item.rejected) == (1, 2, 1)
    words = "the same account as line 2, with other values: there it is 'acme.test'"
    assert reasons(item) == [(5, "website", words)]
    assert bench.load(("accounts.csv", text)).event is None


def test_two_files_that_contradict_each_other(bench: Bench) -> None:
    one, two = "name,website\nAcme,acme.test\n", "name,website\nAcme,other.test\n"
    files = ("accounts.csv", one), ("accounts2.csv", two)
    assert bench.load(*files).files[1].rejected == 1
    assert bench.load(*files).event is None


def test_names_shared_by_different_ids_are_different_records(bench: Bench) -> None:
    assert bench.one("accounts.csv", "account_id,name\n1,Acme\n2,Acme\n").created == 2
    item = bench.one("contacts.csv", "name,account\nAna,Acme\n")
    assert "several accounts are called 'Acme'" in item.reasons[0].reason


def test_a_circle_of_parents_is_rejected(bench: Bench) -> None:
    text = "name,parent\nA,B\nB,C\nC,A\nD,A\nE,\n"
    item = bench.one("accounts.csv", text)
    assert bench.names("accounts") == ["E"]
    assert [reason for _, _, reason in reasons(item)] == ["it would stand above itself"] * 3 + [
        "there is no account 'A'"
    ]


def test_a_circle_closed_with_what_is_stored_is_rejected(bench: Bench) -> None:
    bench.one("accounts.csv", "name,parent\nA,\nB,A\n")
    item = bench.one("accounts.csv", "name,parent\nA,B\n")
    assert reasons(item) == [(2, "parent", "it would stand above itself")]


def test_reports_to_stays_within_the_account(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    text = "contact_id,name,account,reports_to\nC1,Ana,Acme,\nC2,Bo,Acme,C1\nC3,Cy,Beta,C1\nC4,Di,Beta,Cy\n"
    item = bench.one("contacts.csv", text)
    assert reasons(item) == [
        (4, "reports_to", "names a contact of another account"),
        (5, "reports_to", "there is no contact 'Cy'"),
    ]


def test_dates_of_a_contract_hold_with_what_is_stored(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contracts.csv", "name,account,start,end\nC-1,Acme,2026-01-01,2026-12-31\n")
    item = bench.one("contracts.csv", "name,account,end\nC-1,Acme,2025-12-31\n")
    assert reasons(item) == [(2, "end", "The end 2025-12-31 is before the start 2026-01-01.")]


def test_amounts_take_the_currency_of_their_account(bench: Bench) -> None:
    bench.one("accounts.csv", "name,currency\nTokyo,JPY\nParis,€\n")
    text = "name,account,value\nC-1,Tokyo,1200\nC-2,Paris,1200\n"
    bench.one("contracts.csv", text)
    stored = bench.rows("SELECT value_minor, currency FROM contract ORDER BY name")
    assert stored == [(1200, "JPY"), (120000, "EUR")]
    assert bench.load(("contracts.csv", text)).event is None


def test_a_currency_without_an_amount_comes_in_and_may_change(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "name,account,currency\nC-1,Acme,{}\n"
    assert bench.one("contracts.csv", text.format("CHF")).created == 1
    bench.one("contracts.csv", "name,account,value\nC-1,Acme,12.34\n")
    both = text.format("JPY") + "C-2,Acme,USD\n"
    item = bench.one("contracts.csv", both)
    assert (item.created, item.updated) == (1, 1)
    stored = bench.rows("SELECT value_minor, currency FROM contract ORDER BY name")
    assert stored == [(12, "JPY"), (None, "USD")]
    assert bench.load(("contracts.csv", both)).event is None


def test_amounts_may_carry_their_currency(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", "name,account,value\nC-1,Acme,$500M\nC-2,Acme,$2B\n")
    assert "Amounts under 'value' are in USD" in item.notes
    assert [record["value"] for record in bench.all("contracts")] == [Decimal("5E8"), Decimal("2E9")]


def test_dates_and_decimals_are_read_as_the_column_writes_them(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "name;account;value;start;end\nC-1;Acme;1.234,5;3-4-2026;31-12-2026\nC-2;Acme;99,9;13-4-2026;1. Mai 2027\n"
    item = bench.one("contracts.csv", text)
    assert item.created == 2, item
    first, second = sorted(bench.all("contracts"), key=lambda record: str(record["name"]))
    assert (first["value"], first["start"]) == (Decimal("1234.5"), date(2026, 4, 3))
    assert second["end"] == date(2027, 5, 1)


def test_a_date_that_reads_two_ways_is_rejected(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("contracts.csv", "name,account,start\nC-1,Acme,03/07/1973\n")
    assert "reads two ways" in item.reasons[0].reason


def test_a_formula_written_by_an_export_comes_back_as_it_was(bench: Bench) -> None:
    bench.one("accounts.csv", "name\n'=1+1\n")
    assert bench.names("accounts") == ["=1+1"]


def test_control_characters_are_left_out_and_counted(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name\nAc\x1b[31mme\x07\n")
    assert bench.names("accounts") == ["Acme"]
    assert "2 control characters left out" in item.notes


def test_required_fields_of_the_playbook_hold(bench: Bench) -> None:
    from kapta_tui.data.write.verbs import set_playbook
    from kapta_tui.domain.playbook import default_text

    text = default_text().replace("[required]", '[required.account]\nstrategic = ["website"]')
    bench.store.do(set_playbook, text)
    item = bench.one("accounts.csv", "name,type\nAcme,strategic\nBeta,normal\n")
    assert reasons(item) == [(2, "website", "Website is required")]


def test_columns_nobody_knows_become_fields_when_asked(bench: Bench) -> None:
    text = "name,Sector,Employees,Is public\nAcme,retail,120,yes\nBeta,,7,no\n"
    assert bench.one("accounts.csv", text).unmatched == ("Sector", "Employees", "Is public")
    item = bench.one("accounts.csv", text, create_fields=True)
    assert (item.updated, item.unmatched) == (2, ())
    acme = next(record for record in bench.all("accounts") if record["name"] == "Acme")
    assert (acme["sector"], acme["employees"], acme["is_public"]) == ("retail", Decimal(120), True)
    assert bench.load(("accounts.csv", text)).event is None


def test_a_map_overrules_what_would_be_found(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('"Bedrijf" = "name"\n"Homepage" = "website"\n"name" = ""\n')
    bench.one("accounts.csv", "name,Bedrijf,Homepage\nx,Acme,acme.test\n", map=path)
    assert bench.names("accounts") == ["Acme"]
    path.write_text('"Bedrijf" = "nonsense"\n')
    with pytest.raises(UsageError, match="nonsense"):
        bench.one("accounts.csv", "name,Bedrijf\nx,Acme\n", map=path)


def test_match_says_which_field_recognises_a_record(bench: Bench) -> None:
    bench.one("accounts.csv", "account_id,name\nA1,Acme\n")
    item = bench.one("accounts.csv", "account_id,name\nA2,Acme\n", match="name")
    assert item.created == 1, "an account with another id is another account"
    with pytest.raises(UsageError, match="cannot be recognised"):
        bench.one("accounts.csv", "name\nAcme\n", match="owner")


def test_a_risk_keeps_the_rule_of_one_active_risk(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    text = "account,reasons,severity,opened_at\nAcme,PRICE; own words,high,2026-11-01\nAcme,QUIET,low,2026-11-02\n"
    item = bench.one("risks.csv", text)
    assert (item.created, item.rejected) == (1, 1)
    assert "active risk" in item.reasons[0].reason
    assert bench.load(("risks.csv", text)).event is None


def test_notes_are_recognised_by_their_text(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = "account,text,date,type\nAcme,Called,2026-11-01,call\nAcme,Called,2026-11-02,call\n"
    assert bench.one("notes.csv", text).created == 2
    assert bench.load(("notes.csv", text)).event is None


def test_many_rows_leave_the_same_journal_and_search_as_few(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "account_id,name,website\n" + "".join(f"A{n},Acme {n},acme{n}.test\n" for n in range(40))
    seen = []
    for many in (1, 10_000):
        monkeypatch.setattr(bulk_triggers, "MANY", many)
        bench.one("accounts.csv", text)
        images = bench.rows("SELECT tbl, row_id, account_id, before FROM change ORDER BY id")
        first = min(row[0] for row in bench.rows("SELECT id FROM account"))
        found = bench.rows(
            f"SELECT (rowid & 0xffffffff) - {first} FROM search_name WHERE search_name MATCH 'acme*'"
        )
        seen.append(
            (
                [
                    (t, r - first, None if a is None else a - first, b)
                    for t, r, a, b in images
                    if t == "account"
                ],
                found,
                bench.rows("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"),
            )
        )
        bench.store.undo()
        assert bench.names("accounts") == []
    assert seen[0][1:] == seen[1][1:]
    assert [image[0] for image in seen[0][0]] == [image[0] for image in seen[1][0]]


def test_a_file_that_cannot_be_read_stops_no_other(bench: Bench, tmp_path: Path) -> None:
    good, bad = tmp_path / "accounts.csv", tmp_path / "gone.csv"
    good.write_text("name\nAcme\n")
    outcome = import_files(bench.store, [bad, good], Options())
    assert "does not exist" in outcome.files[0].notes[0]
    assert outcome.files[1].created == 1
    with pytest.raises(UsageError, match="does not exist"):
        import_files(bench.store, [bad], Options())
