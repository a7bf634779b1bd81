"""Undo, backup, restore, check, the playbook and where things are."""

from __future__ import annotations

import os
import pty
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.cli.program import Program


def test_undo_and_redo_say_what_they_did(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    undone = kapta("undo")
    assert (undone.code, undone.out, undone.err) == (0, "", "Undone: Added account Acme.\n")
    assert kapta("account", "list", "--json").json == []
    assert kapta("redo").err == "Done again: Added account Acme.\n"
    assert [account["name"] for account in kapta("account", "list", "--json").json] == ["Acme"]


def test_one_event_of_the_log_can_be_undone(kapta: Program) -> None:
    kapta("user", "add", "jane")
    kapta("account", "add", "One")
    kapta("account", "add", "Two")
    kapta("undo", "--event", "2")
    assert [account["name"] for account in kapta("account", "list", "--json").json] == ["Two"]
    assert [change["undone"] for change in kapta("log", "--json").json] == [False, True, False]


def test_an_event_that_later_records_rest_on_is_not_undone_alone(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    kapta("contact", "add", "Acme", "--name", "Ana")
    before = kapta("log", "--json").json
    refused = kapta("undo", "--event", "1")
    assert (refused.code, refused.out) == (1, "")
    assert len(refused.err.splitlines()) == 2
    assert "later" in refused.err
    assert "ndo" in refused.err.splitlines()[1]
    assert kapta("log", "--json").json == before
    assert kapta("contact", "list", "--json").json[0]["name"] == "Ana"


def test_a_backup_is_private_and_comes_back(kapta: Program, tmp_path: Path) -> None:
    kapta("account", "add", "Acme")
    copy = tmp_path / "copy.db"
    made = kapta("backup", copy)
    assert made.out == f"{copy}\n"
    assert copy.stat().st_mode & 0o777 == 0o600
    kapta("account", "add", "Later")
    restored = kapta("restore", copy)
    assert restored.code == 0
    assert "before-restore" in restored.err
    assert [account["name"] for account in kapta("account", "list", "--json").json] == ["Acme"]


def test_a_backup_without_a_name_stands_beside_the_store(kapta: Program) -> None:
    assert kapta("backup").out == f"{kapta.path.with_name('kapta-2026-11-21.db')}\n"


def test_check_names_what_is_wrong_and_fails(full: Program) -> None:
    assert full("check", "--json").json == {"sound": True, "problems": []}
    connection = sqlite3.connect(full.path)
    with connection:
        connection.execute("UPDATE account_summary SET overdue = 7 WHERE account_id = 1")
    connection.close()
    ran = full("check")
    assert ran.code == 1
    assert "summaries" in ran.out


def test_the_playbook_is_checked_line_by_line_and_kept_with_its_history(
    kapta: Program, tmp_path: Path
) -> None:
    text = kapta("playbook", "show").out
    wrong = kapta(
        "playbook", "check", "-", stdin=text.replace('currency = "EUR"', 'currency = "euro"') + "\nx = 1\n"
    )
    assert wrong.code == 2
    assert len([line for line in wrong.err.splitlines() if line.startswith("line ")]) == 2
    file = tmp_path / "book.toml"
    assert kapta("playbook", "export", file).code == 0
    assert file.read_text(encoding="utf-8") == text
    file.write_text(text.replace('currency = "EUR"', 'currency = "USD"'))
    assert "Currency is USD instead of EUR." in kapta("playbook", "check", file).err
    assert kapta("playbook", "import", file).code == 0
    assert 'currency = "USD"' in kapta("playbook", "show").out
    assert kapta("playbook", "show", "--json").json["currency"] == "USD"
    kapta("undo")
    assert kapta("playbook", "show").out == text


def test_a_refused_playbook_is_kept_for_mending(kapta: Program, tmp_path: Path) -> None:
    editor = kapta.with_environment(EDITOR="sed -i s/EUR/euro/", TMPDIR=str(tmp_path))
    # Where files for a while go is looked up once for each process.
    ran = editor.process("playbook", "edit")
    assert ran.code == 2
    (kept,) = tmp_path.glob("kapta-playbook-*.toml")
    assert str(kept) in ran.err
    assert 'currency = "euro"' in kept.read_text(encoding="utf-8")
    assert kapta("log", "--json").json == []


def test_the_playbook_can_be_edited(kapta: Program) -> None:
    ran = kapta.with_environment(EDITOR="sed -i s/EUR/USD/")("playbook", "edit")
    assert ran.code == 0, ran.err
    assert 'currency = "USD"' in kapta("playbook", "show").out


def test_a_playbook_changed_meanwhile_is_not_overwritten(kapta: Program, tmp_path: Path) -> None:
    colleague = tmp_path / "colleague"
    colleague.write_text(
        f'#!/bin/sh\nsed s/EUR/CHF/ "$1" > "$1.other"\n'
        f'{sys.executable} -m kapta_tui playbook import "$1.other" && sed -i s/EUR/USD/ "$1"\n'
    )
    colleague.chmod(0o700)
    ran = kapta.with_environment(EDITOR=str(colleague), TMPDIR=str(tmp_path)).process("playbook", "edit")
    assert ran.code == 1
    assert "somebody else" in ran.err
    (kept,) = tmp_path.glob("kapta-playbook-*.toml")
    assert str(kept) in ran.err
    assert 'currency = "USD"' in kept.read_text(encoding="utf-8")
    assert 'currency = "CHF"' in kapta("playbook", "show").out


def test_paths_and_keys_report_what_is_wrong_with_the_settings(kapta: Program) -> None:
    settings = misconfigure(kapta)
    paths = kapta("paths", "--json")
    assert {row["name"]: row["path"] for row in paths.json}["store"] == str(kapta.path)
    keys = kapta("keys", "--json")
    assert {row["id"]: row["keys"] for row in keys.json}["list.open"] == "enter"
    assert paths.err == keys.err
    unknown, no_command, clash, theme, remedy = keys.err.splitlines()
    assert "'colour'" in unknown
    assert "no.such" in no_command
    assert "list.open" in clash
    assert "'sepia'" in theme
    assert str(settings) in remedy


def test_every_command_says_in_one_line_that_the_settings_are_broken(kapta: Program) -> None:
    settings = misconfigure(kapta)
    ran = kapta("account", "list", "--json")
    assert ran.json == []
    (line,) = ran.err.splitlines()
    assert "'colour' is not known" in line
    settings.write_text('theme = "nord\n', encoding="utf-8")
    for command in (("log",), ("contact", "list")):
        (line,) = kapta(*command).err.splitlines()
        assert str(settings) in line
        assert "the defaults are used" in line


def test_sound_settings_are_reported_without_a_word(kapta: Program) -> None:
    misconfigure(kapta).write_text('theme = "nord"\n[keys]\n"list.open" = "enter"\n')
    assert kapta("paths").err == ""
    assert kapta("keys").err == ""


def misconfigure(kapta: Program) -> Path:
    """Write settings with an unknown name, an absent theme, keys that clash and no command; return their path."""
    settings = kapta.path.parent / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(
        'colour = "red"\ntheme = "sepia"\n[keys]\n"no.such" = "x"\n"list.open" = "j"\n', encoding="utf-8"
    )
    return settings


def test_who_acts_and_which_store_come_from_the_settings(kapta: Program) -> None:
    config = kapta.path.parent / "config"
    config.mkdir()
    (config / "settings.toml").write_text(f'user = "nina"\nstore = "{kapta.path}"\n')
    plain = kapta.with_environment(KAPTA_DB="", KAPTA_USER="")
    plain("account", "add", "Acme")
    (change,) = kapta("log", "--json").json
    assert change["user"] == "nina"


def test_the_first_write_makes_the_store_and_says_so(kapta: Program, tmp_path: Path) -> None:
    fresh = kapta.on(tmp_path / "deep" / "new.db")
    (tmp_path / "deep").mkdir()
    ran = fresh("account", "add", "Acme")
    assert f"Made the store {fresh.path}." in ran.err
    assert fresh.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", [(), ("demo",)], ids=["kapta", "kapta demo"])
def test_the_app_opens_on_a_terminal_and_ends(kapta: Program, command: tuple[str, ...]) -> None:
    seen = open_and_quit(kapta, *command)
    assert b"Mend them" not in seen


def test_the_app_opens_with_settings_it_cannot_use_and_says_so_at_the_end(kapta: Program) -> None:
    settings = misconfigure(kapta)
    ended = open_and_quit(kapta).rpartition(b"\x1b")[2].decode()
    for words in ("'colour'", "'sepia'", "no.such", "list.open", str(settings)):
        assert words in ended


def open_and_quit(kapta: Program, *command: str) -> bytes:
    """Open the app on a terminal, quit when it shows something, and return all it wrote; it must end well."""
    master, slave = pty.openpty()
    program = kapta.with_environment(TERM="xterm-256color", COLUMNS="100", LINES="30")
    process = program.start(*command, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    seen = b""
    while b"Accounts" not in seen:
        seen += os.read(master, 65536)
    os.write(master, b"\x11")
    try:
        while piece := os.read(master, 65536):
            seen += piece
    except OSError:
        pass  # a terminal whose program has ended reads as an error.
    os.close(master)
    assert process.wait() == 0, seen
    return seen
