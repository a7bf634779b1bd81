"""Exporting and templates: files whole or not at all, and everything comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.program import Program


def test_standard_output_gets_csv_with_the_chosen_columns(filled: Program) -> None:
    ran = filled("export", "accounts", "--columns", "name,contract-value", "--sort", "-contract_value")
    assert ran.code == 0
    assert ran.err == ""
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0] == ["name", "contract_value"]
    assert [row[0] for row in rows[1:]] == ["Acme Corp", "Zoë [/oops] 日本"]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "json", "jsonl"])
def test_an_exported_file_imported_again_changes_nothing(full: Program, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"accounts.{suffix}"
    assert full("export", "accounts", "-o", file).code == 0
    again = full("import", file, "--as", "accounts", "--json")
    assert again.code == 0, again.err
    (outcome,) = again.json["files"]
    assert (outcome["unchanged"], outcome["created"], outcome["updated"]) == (2, 0, 0), again.err


def test_the_dump_of_everything_fills_an_empty_store_with_all_of_it(full: Program, tmp_path: Path) -> None:
    dump = tmp_path / "all.json"
    assert full("export", "all", "-o", dump).code == 0
    copy = full.on(tmp_path / "copy.db")
    assert copy("import", dump).code == 0
    again = tmp_path / "again.json"
    copy("export", "all", "-o", again)
    assert again.read_bytes() == dump.read_bytes()
    assert copy("log", "--json").json == full("log", "--json").json
    assert copy("check").code == 0
    refused = copy("import", dump)
    assert refused.code == 1
    assert "empty store" in refused.err


def test_everything_goes_into_a_folder_or_a_workbook(filled: Program, tmp_path: Path) -> None:
    assert filled("export", "all", "-o", tmp_path / "folder").code == 0
    assert (tmp_path / "folder" / "accounts.csv").is_file()
    assert filled("export", "all", "-o", tmp_path / "all.xlsx").code == 0
    assert (tmp_path / "all.xlsx").read_bytes().startswith(b"PK")


def test_all_plan_data_goes_into_one_file_and_comes_back_unchanged(full: Program, tmp_path: Path) -> None:
    for name in ("plan.xlsx", "plan.json", "folder"):
        ran = full("export", "plans", "-o", tmp_path / name, "--filter", "account:Acme")
        assert (ran.code, ran.out) == (0, ""), ran.err
        assert "Wrote 1 goal, 0 objectives, 1 action, 0 tasks to " in ran.err
        files = sorted((tmp_path / name).iterdir()) if name == "folder" else [tmp_path / name]
        again = full("import", *files, "--json")
        assert (again.code, again.json["event"]) == (0, None), again.err
    for command in (
        ("export", "plans"),
        ("export", "all"),
        ("report", "customer", "Acme Corp"),
        ("timeline",),
    ):
        refused = full(*command, "-o", "")
        assert (refused.code, "the name is empty" in refused.err) == (2, True), refused.err
    assert full("export", "plans", "--format", "md", "--account", "Acme Corp").out.startswith(
        "## Goals\n\n| id |"
    )


def test_a_dump_cut_short_is_refused(kapta: Program, tmp_path: Path) -> None:
    dump = tmp_path / "all.json"
    kapta("export", "all", "-o", dump)
    dump.write_bytes(dump.read_bytes()[:-20])
    ran = kapta.on(tmp_path / "copy.db")("import", dump)
    assert ran.code == 2
    assert "no whole dump" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nosuch",), "nosuch"),
        (("accounts", "--columns", "nosuch"), "nosuch"),
        (("accounts", "-o", "file.doc"), "doc"),
        (("accounts", "-o", "nosuch/file.csv"), "folder"),
        (("accounts", "-o", "/proc/file.csv"), "file.csv"),
        (("all",), "-o"),
        (("all", "-o", "x", "--filter", "a"), "all"),
        (("all", "-o", "x", "--account", "Acme"), "all"),
        (("accounts", "-o", "people.vcf"), "contact cards"),
        (("contacts", "--format", "vcf", "--columns", "name"), "--columns"),
        (("accounts", "--account", "Acme"), "--account"),
        (("plans",), "folder"),
        (("plans", "-o", "x.csv"), "folder"),
        (("plans", "-o", "x.json", "--columns", "name"), "every field"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_exported_is_said(filled: Program, arguments: tuple[str, ...], words: str) -> None:
    ran = filled("export", *arguments)
    assert ran.code == 2, ran.err
    assert ran.out == ""
    assert words in ran.err
    assert len(ran.err.splitlines()) == 2


def test_key_players_go_to_a_phone_and_come_back_unchanged(full: Program, tmp_path: Path) -> None:
    file = tmp_path / "people.vcf"
    assert full("export", "contacts", "-o", file, "--account", "Acme").code == 0
    again = full("import", file, "--json")
    assert (again.code, again.json["event"]) == (0, None), again.err
    assert again.json["files"][0]["kind"] == "contacts"
    ran = full("export", "contacts", "--format", "vcf", "--filter", "name:Ana")
    assert ran.out.startswith(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nORG:Acme Corp\r\n"
    )
    assert full("export", "contacts", "--account", "Nobody").code == 1


def test_a_template_can_be_filled_in_and_imported(full: Program, tmp_path: Path) -> None:
    template = tmp_path / "contacts.csv"
    assert full("template", "contacts", "-o", template).code == 0
    header = template.read_text().strip()
    cells = {"account": "Acme Corp", "name": "Bo"}
    template.write_text(f"{header}\n{','.join(cells.get(name, '') for name in header.split(','))}\n")
    assert full("import", template, "--as", "contacts").code == 0
    assert full("contact", "show", "Bo", "--json").json["account"] == "Acme Corp"


def test_a_template_needs_no_store(kapta: Program, tmp_path: Path) -> None:
    fresh = kapta.on(tmp_path / "none.db")
    assert fresh("template", "risks", "-o", tmp_path / "risks.xlsx").code == 0
    assert not fresh.path.exists()
