"""Importing from the shell: outcomes, exit codes, one undo (interface.md 1)."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from kapta_tui.domain.errors import KaptaError
from tests.cli.program import Program

ACCOUNTS = "Account Name,Owner,Website\nAcme,omar,acme.example\nZoë,nina,\n"
BAD = "Account Name,Owner,Type\nAcme,omar,\nZoë,nina,\nBad,omar,Golden\n"
LATE = ACCOUNTS + "Late,omar,not a site\n"


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """A file of two accounts."""
    path = tmp_path / "accounts.csv"
    path.write_text(ACCOUNTS, encoding="utf-8")
    return path


def test_an_import_says_what_it_did_and_again_changes_nothing(kapta: Program, accounts: Path) -> None:
    first = kapta("import", accounts)
    assert (first.code, first.out) == (0, "")
    assert "2 rows read as accounts" in first.err
    assert "2 created" in first.err
    again = kapta("import", accounts)
    assert again.code == 0
    assert "2 unchanged" in again.err
    assert "Nothing changed" in again.err
    assert len(kapta("log", "--json").json) == 1


def test_the_outcome_has_the_keys_of_the_contract(kapta: Program, accounts: Path) -> None:
    outcome = kapta("import", accounts, "--json").json
    assert {"files", "event", "dry_run"} <= set(outcome)
    (file,) = outcome["files"]
    assert {
        "file",
        "kind",
        "preset",
        "rows",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "reasons",
    } <= set(file)
    assert (file["file"], file["kind"], file["created"]) == ("accounts.csv", "accounts", 2)
    assert outcome["event"] == 1


def test_rejected_rows_end_with_3_and_can_be_mended(kapta: Program, accounts: Path, tmp_path: Path) -> None:
    accounts.write_text(BAD, encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    ran = kapta("import", accounts, "--rejects", rejects, "--json")
    assert ran.code == 3
    assert "line 4" in ran.err
    rejects.write_text(rejects.read_text().replace("Golden", "normal"))
    assert kapta("import", rejects, "--as", "accounts").code == 0
    assert len(kapta("account", "list", "--json").json) == 3


def test_rejected_rows_replace_no_file_but_their_own(kapta: Program, accounts: Path, tmp_path: Path) -> None:
    accounts.write_text(BAD, encoding="utf-8")
    ran = kapta("import", accounts, "--rejects", accounts)
    assert ran.code == 2
    assert "accounts.csv is one of the files to be imported." in ran.err
    assert accounts.read_text() == BAD
    assert "--rejects FILE" not in ran.err
    rejects = tmp_path / "rejects.csv"
    for _night in range(2):
        assert kapta("import", accounts, "--rejects", rejects).code == 3


def test_a_folder_for_rejected_rows_that_is_not_there_keeps_the_import_from_beginning(
    kapta: Program, accounts: Path, tmp_path: Path
) -> None:
    accounts.write_text(BAD, encoding="utf-8")
    ran = kapta("import", accounts, "--rejects", tmp_path / "nowhere" / "r.csv")
    assert ran.code == 2
    assert "The folder for r.csv does not exist." in ran.err
    assert kapta("account", "list", "--json").json == []


def test_a_refused_file_for_rejected_rows_makes_no_store(accounts: Path, tmp_path: Path) -> None:
    kapta = Program(tmp_path / "absent" / "kapta.db")
    kapta.path.parent.mkdir()
    private = tmp_path / "private.csv"
    private.write_text("name\nmine\n", encoding="utf-8")
    for out in (accounts, private, tmp_path, tmp_path / "nowhere" / "r.csv", tmp_path / "r.nix"):
        ran = kapta("import", accounts, "--rejects", out)
        assert (ran.code, "Made the store" in ran.err) == (2, False), out
        assert not kapta.path.exists(), out


@pytest.mark.parametrize("text", [BAD, LATE], ids=["rows", "cells"])
def test_an_import_is_told_in_full_when_its_rejected_rows_cannot_be_written(
    kapta: Program, accounts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def full(*_: object) -> None:
        raise KaptaError("The disk is full; r.csv was not written.", "Make room.")

    accounts.write_text(text, encoding="utf-8")
    monkeypatch.setattr("kapta_tui.exchange.rejects.write_table", full)
    ran = kapta("import", accounts, "--rejects", tmp_path / "r.csv", "--json")
    assert ran.code == 3
    assert json.loads(ran.out)["event"] == 1
    assert "stand" in ran.err
    assert "The disk is full; r.csv was not written. Make room." in ran.err
    assert "'kapta undo' takes the import back." in ran.err
    assert kapta("undo").code == 0


def test_a_strict_import_with_a_rejected_row_keeps_nothing(kapta: Program, accounts: Path) -> None:
    accounts.write_text(BAD, encoding="utf-8")
    assert kapta("import", accounts, "--strict").code == 3
    assert kapta("account", "list", "--json").json == []
    assert kapta("log", "--json").json == []


def test_a_cell_left_out_is_said_and_its_row_can_be_mended(
    kapta: Program, accounts: Path, tmp_path: Path
) -> None:
    accounts.write_text(LATE, encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    ran = kapta("import", accounts, "--rejects", rejects, "--json")
    assert ran.code == 3
    assert "cell left out, line 4, column Website: 'not a site' is no web address" in ran.err
    assert "Cells left out: 1" in ran.err
    (warning,) = json.loads(ran.out)["files"][0]["warnings"]
    assert (warning["line"], warning["column"], warning["value"]) == (4, "Website", "not a site")
    rejects.write_text(rejects.read_text().replace("not a site", "site.example"))
    again = kapta("import", rejects, "--as", "accounts", "--json").json["files"][0]
    assert (again["updated"], again["created"], again["warnings"]) == (1, 0, [])


def test_a_strict_import_with_a_bad_cell_keeps_nothing(kapta: Program, accounts: Path) -> None:
    accounts.write_text(LATE, encoding="utf-8")
    ran = kapta("import", accounts, "--strict")
    assert ran.code == 3
    assert "nothing was imported (--strict)" in ran.err
    assert kapta("account", "list", "--json").json == []


def test_a_trial_run_changes_nothing(kapta: Program, accounts: Path) -> None:
    ran = kapta("import", accounts, "--dry-run")
    assert ran.code == 0
    assert "would be 2 created" in ran.err
    assert kapta("log", "--json").json == []


def test_a_trial_run_without_a_store_leaves_none_behind(
    kapta: Program, accounts: Path, tmp_path: Path
) -> None:
    absent = kapta.on(tmp_path / "new" / "absent.db")
    (tmp_path / "new").mkdir()
    ran = absent("import", "--dry-run", accounts)
    assert ran.code == 0
    assert "2 rows read as accounts" in ran.err
    assert "would be 2 created" in ran.err
    assert "Made the store" not in ran.err
    assert list((tmp_path / "new").iterdir()) == []


def test_a_dump_is_not_taken_in_by_a_trial_run(full: Program, tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    assert full("export", "all", "-o", dump).code == 0
    ran = full.on(tmp_path / "absent.db")("import", "--dry-run", dump)
    assert ran.code == 2
    assert "cannot be tried" in ran.err
    assert not (tmp_path / "absent.db").exists()


def test_standard_input_is_read(kapta: Program) -> None:
    assert kapta("import", "-", "--as", "accounts", stdin=ACCOUNTS).code == 0
    assert len(kapta("account", "list", "--json").json) == 2


def test_cards_without_a_company_need_an_account_that_an_option_gives(full: Program) -> None:
    cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Cy Dahl\nTEL:1\nEND:VCARD\n"
    refused = full("import", "-", stdin=cards)
    assert refused.code == 3
    assert "Account is required; rows without one can be given it with --account NAME" in refused.err
    assert full("import", "-", "--account", "Acme Corp", stdin=cards).code == 0
    assert full("contact", "show", "Cy Dahl", "--json").json["account"] == "Acme Corp"
    useless = full("import", "-", "--as", "accounts", "--account", "Acme Corp", stdin="name\nGamma\n")
    assert (useless.code, "belongs to an account" in useless.err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read(kapta: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(ACCOUNTS,), daemon=True)
    writer.start()
    assert kapta("import", pipe, "--as", "accounts").code == 0
    writer.join()
    assert len(kapta("account", "list", "--json").json) == 2


def test_a_file_without_rows_says_so(kapta: Program, accounts: Path) -> None:
    accounts.write_text("Account Name,Owner,Website\n", encoding="utf-8")
    ran = kapta("import", accounts)
    assert ran.code == 0
    assert "no rows below the column names" in ran.err
    assert "Nothing changed" not in ran.err


def test_one_undo_takes_an_import_back(kapta: Program, accounts: Path) -> None:
    kapta("import", accounts)
    assert kapta("undo").code == 0
    assert kapta("account", "list", "--json").json == []
    assert kapta("user", "list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nosuch.csv",), "nosuch.csv"),
        (("accounts.csv", "--as", "nosuch"), "nosuch"),
        (("accounts.csv", "--preset", "nosuch"), "nosuch"),
        (("accounts.csv", "--match", "website"), "website"),
        (("empty.csv",), "empty.csv"),
        (("picture.csv",), "picture.csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_imported_is_said(
    kapta: Program, accounts: Path, arguments: tuple[str, ...], words: str
) -> None:
    accounts.with_name("empty.csv").write_bytes(b"")
    accounts.with_name("picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    ran = kapta("import", *arguments)
    assert ran.code == 2, ran.err
    assert ran.out == ""
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert kapta("log", "--json").json == []


def test_columns_without_a_field_are_named_and_can_become_fields(kapta: Program, accounts: Path) -> None:
    accounts.write_text("Account Name,Owner,Shoe Size\nAcme,omar,41\n", encoding="utf-8")
    ran = kapta("import", accounts)
    assert "Shoe Size" in ran.err
    assert "--create-fields" in ran.err
    assert kapta("import", accounts, "--create-fields").code == 0
    assert kapta("account", "show", "Acme", "--json").json["custom"] == {"shoe_size": 41}


def test_a_folder_stands_for_the_tables_in_it(kapta: Program, tmp_path: Path) -> None:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "accounts.csv").write_text("name\nAcme\n", encoding="utf-8")
    (folder / "contacts.tsv").write_text("name\taccount\nAna\tAcme\n", encoding="utf-8")
    (folder / "readme.pdf").write_bytes(b"%PDF")
    ran = kapta("import", folder, "--json")
    assert [(item["kind"], item["created"]) for item in ran.json["files"]] == [
        ("accounts", 1),
        ("contacts", 1),
    ]
    (tmp_path / "none").mkdir()
    assert "holds no table" in kapta("import", tmp_path / "none").err
