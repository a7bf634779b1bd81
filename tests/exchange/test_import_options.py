"""Presets of one's own, the outcome for scripts, and records that stay where they are."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.export import export_table
from kapta_tui.exchange.pipeline import Options, import_files
from tests.exchange.imports import Bench, reasons

PRESET = """
label = "Our old system"
exclusive = true

[detect]
all = ["Klantnr"]

[[skip]]
header = "Vervallen"
values = ["ja"]
reason = "no longer a customer"

[[table]]
kind = "accounts"
names = ["klanten"]
signature = ["Klantnr", "Klantnaam"]
[table.fields]
name = "Klantnaam"
external_id = "Klantnr"
type = "Soort"
[table.values.type]
"sleutelklant" = "strategic"
"*" = "normal"
"""
TEXT = "Klantnr;Klantnaam;Soort;Vervallen\n1;Acme;Sleutelklant;nee\n2;Beta;Overig;nee\n3;Gamma;;ja\n"


def test_the_preset_of_the_guide_does_what_the_guide_says(bench: Bench, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "presets.md").read_text(encoding="utf-8")
    (tmp_path / "old.toml").write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    accounts = (
        "Klantnr;Klantnaam;Stad;Soort;Verkoper;Vervallen\n1;Acme;Ede;Sleutelklant;omar;\n2;Oud;Ede;;;ja\n"
    )
    item = bench.one("klanten.csv", accounts, preset_folder=tmp_path)
    assert (item.preset, item.created, item.skips) == ("old", 1, {"no longer a customer": 1})
    (acme,) = bench.all("accounts")
    assert (acme["name"], acme["type"], acme["owner"]) == ("Acme", "strategic", "omar")
    links = bench.one("verkoop_klant.csv", "Verkoopnr;Klantnr\n7;1\n", preset_folder=tmp_path)
    assert "its rows give opportunities their account" in links.notes[0]
    quotes = bench.one("offertes.csv", "Klantnr;Bedrag\n1;5\n", preset_folder=tmp_path)
    assert "its name suggests quotes" in quotes.notes[0]


@pytest.mark.parametrize("name", ["by folder", "by file"])
def test_a_preset_of_ones_own(bench: Bench, tmp_path: Path, name: str) -> None:
    path = tmp_path / "old.toml"
    path.write_text(PRESET)
    chosen = {"preset_folder": tmp_path} if name == "by folder" else {"preset": str(path)}
    item = bench.one("anything.csv", TEXT, **chosen)
    assert (item.preset, item.created, item.skipped) == ("old", 2, 1)
    assert item.skips == {"no longer a customer": 1}
    assert [record["type"] for record in bench.all("accounts")] == ["strategic", "normal"]


def test_a_wrong_preset_is_refused_in_words(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    with pytest.raises(UsageError, match="no preset 'nonsense'"):
        bench.one("a.csv", TEXT, preset="nonsense")
    path.write_text("label = ")
    with pytest.raises(UsageError, match="no TOML"):
        bench.one("a.csv", TEXT, preset=str(path))
    path.write_text('[[table]]\nkind = "nonsense"\n')
    with pytest.raises(UsageError, match="no kind 'nonsense'"):
        bench.one("a.csv", TEXT, preset=str(path))


def test_the_outcome_for_scripts_has_stable_keys(bench: Bench) -> None:
    outcome = bench.load(("accounts.csv", "name,satisfaction\nAcme,11\nBeta,\n")).as_json()
    assert set(outcome) >= {"files", "event", "dry_run"}
    (item,) = outcome["files"]
    assert set(item) >= {
        "file",
        "kind",
        "preset",
        "rows",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "reasons",
    }
    (reason,) = item["reasons"]
    assert (reason["line"], reason["column"], reason["value"]) == (2, "satisfaction", "11")
    assert "between 0 and 10" in reason["reason"]


def test_a_record_does_not_change_its_account_by_import(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    bench.one("contacts.csv", "contact_id,name,account\nC1,Ana,Acme\n")
    item = bench.one("contacts.csv", "contact_id,name,account\nC1,Ana,Beta\n")
    assert reasons(item) == [
        (
            2,
            "contact_id",
            "this contact belongs to the account Acme; an import moves nothing to another account",
        )
    ]


def test_a_file_without_accounts_changes_contacts_there_are(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contacts.csv", "name,email,account\nAna,ana@acme.test,Acme\n")
    item = bench.one("contacts.csv", "name,email,title\nAna,ana@acme.test,CEO\nBo,bo@acme.test,CFO\n")
    assert (item.updated, item.rejected) == (1, 1)
    assert item.reasons[0].reason == "Account is required; rows without one can be given it"


def test_custom_values_come_back_from_an_export(bench: Bench, tmp_path: Path) -> None:
    text = "name,Employees,Since,Partner\nAcme,12.5,2020-01-31,yes\nBeta,7,,no\n"
    bench.one("accounts.csv", text, create_fields=True)
    out = tmp_path / "accounts.csv"
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        export_table(connection, "accounts", view, out=out, format="csv")
    assert "12.5,2020-01-31,yes" in out.read_text()
    assert import_files(bench.store, [out]).event is None
    out.write_text(out.read_text().replace("12.5", "13"))
    assert import_files(bench.store, [out]).files[0].updated == 1
    assert bench.all("accounts")[0]["employees"] == Decimal(13)


def test_a_trial_says_what_would_be_read_and_writes_nothing(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("Company name,Colour\nAcme,red\n")
    before = bench.dump()
    (item,) = import_files(bench.store, [path], Options(dry_run=True)).files
    assert (item.kind, item.created) == ("accounts", 1)
    assert item.read_as == {"Company name": "name"}
    assert item.unmatched == ("Colour",)
    assert bench.dump() == before
