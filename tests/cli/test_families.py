"""Families, combined sums and named filters on the command line (features: rows 27, 28 and 131)."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kapta_tui.data import check
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, archive_account
from tests.cli.program import Program
from tests.conftest import TODAY, make_store


@pytest.fixture
def kapta(tmp_path: Path, empty_file: Path) -> Program:
    """The program on a store with Group > East, West > Porto (a contract each), West archived."""
    path = tmp_path / "kapta.db"
    path.write_bytes(empty_file.read_bytes())
    path.chmod(0o600)
    store = make_store(path)
    with store.write("fill") as tx:
        for name, parent in (("Group", None), ("East", "Group"), ("West", "Group"), ("Porto", "West")):
            add_record(tx, "accounts", {"name": name, "parent": parent, "owner": "jane"})
            contract = {"account": name, "name": f"C-{name}", "currency": "EUR" if parent else "USD"}
            add_record(tx, "contracts", {**contract, "value": 100})
    with store.write("archive") as tx:
        west = tx.raw.execute("SELECT id FROM account WHERE name = 'West'").fetchone()[0]
        archive_account(tx, west, True)
    return Program(path)


def test_show_combined_sums_up_the_family_without_archived_accounts(kapta: Program) -> None:
    found = kapta("account", "show", "Group", "--combined", "--json").json
    assert found["name"] == "Group"
    combined = found["combined"]
    assert [(one["name"], one["depth"]) for one in combined["members"]] == [
        ("Group", 0),
        ("East", 1),
        ("Porto", 2),
    ]
    assert [one["parent"] for one in combined["members"]] == [None, "Group", "West"]
    assert (combined["contract_value"], combined["currency"]) == (100, found["currency"])
    assert combined["contract_values"] == [
        {"currency": "EUR", "amount": 200},
        {"currency": "USD", "amount": 100},
    ]
    assert combined["risks"] == 0
    assert combined["contracts"] == 3
    more = kapta("account", "show", "Group", "--combined", "--archived", "--json").json["combined"]
    assert more["accounts"] == 4
    assert more["contracts"] == 4
    assert "combined_contracts\t3" in kapta("account", "show", "Group", "--combined").out
    assert "combined" not in kapta("account", "show", "Group", "--json").json


def test_archived_alone_is_refused(kapta: Program) -> None:
    assert kapta("account", "show", "Group", "--archived").code == 2


def test_lists_take_in_what_belongs_to_children(kapta: Program) -> None:
    def names(command: str) -> list[str]:
        return [item["name"] for item in kapta(*command.split(), "--json").json]

    assert names("contract list Group") == ["C-Group"]
    assert sorted(names("contract list Group --with-children")) == ["C-East", "C-Group", "C-Porto"]
    every = ["C-East", "C-Group", "C-Porto", "C-West"]
    assert sorted(names("contract list Group --with-children --archived")) == every
    assert kapta("contract", "list", "Group", "--archived").code == 2
    refused = kapta("contract", "list", "--with-children")
    assert refused.code == 2
    assert "Name the account" in refused.err


def test_the_log_of_a_parent_takes_in_what_changed_below_it(kapta: Program) -> None:
    def accounts(*given: str) -> set[str]:
        return {item["account"] for item in kapta("log", *given, "--json", "--limit", "500").json}

    for account in ("Group", "East", "West", "Porto"):
        kapta("note", "add", account, "--text", f"Called {account}")
    assert accounts("Group") == {"Group"}
    assert accounts("Group", "--with-children") == {"Group", "East", "Porto"}
    assert accounts("Group", "--with-children", "--archived") == {"Group", "East", "Porto", "West"}
    assert kapta("log", "Group", "--archived").code == 2
    assert kapta("log", "--with-children").code == 2


def test_today_tells_only_of_accounts_that_pass_a_filter(kapta: Program) -> None:
    for account in ("East", "Porto"):
        kapta(
            "task", "add", account, "--name", f"Call {account}", "--assignee", "jane", "--due", "2026-11-20"
        )

    def told(*given: str) -> list[str]:
        return [item["title"] for item in kapta("today", *given, "--json").json if item["kind"] == "task"]

    assert told() == ["Call East", "Call Porto"]
    assert told("--filter", "name:porto") == ["Call Porto"]
    (kapta.path.parent / "settings.toml").write_text(
        '[filters.accounts]\neastern = "name:east"\n', encoding="utf-8"
    )
    kept = Program(kapta.path, {"KAPTA_CONFIG": str(kapta.path.parent)})
    assert [item["title"] for item in kept("today", "--filter", "@eastern", "--json").json] == ["Call East"]
    assert kapta("today", "--filter", "nme:porto").code == 2


def test_a_named_filter_is_used_by_its_name(kapta: Program) -> None:
    (kapta.path.parent / "settings.toml").write_text(
        '[filters.accounts]\nports = "porto"\n', encoding="utf-8"
    )
    kapta = Program(kapta.path, {"KAPTA_CONFIG": str(kapta.path.parent)})
    assert [item["name"] for item in kapta("account", "list", "--filter", "@ports", "--json").json] == [
        "Porto"
    ]
    assert kapta("export", "accounts", "--filter", "@ports", "--columns", "name").out.split() == [
        "name",
        "Porto",
    ]
    unknown = kapta("account", "list", "--filter", "@nobody")
    assert unknown.code == 2
    assert "There are: ports" in unknown.err


def test_an_account_is_not_its_own_parent(kapta: Program) -> None:
    refused = kapta("account", "edit", "Group", "--parent", "Group")
    assert refused.code == 1
    assert "Group would stand above itself" in refused.err
    assert kapta("account", "edit", "Group", "--parent", "Porto").code == 1


_ROUNDS = 2


def test_no_circle_of_parents_when_commands_and_imports_run_at_once(kapta: Program, tmp_path: Path) -> None:
    """East under Porto by a command, Porto under East by an import, at the same moment."""
    file = tmp_path / "accounts.csv"
    file.write_text("name,parent\nPorto,East\n", encoding="utf-8")
    environment = {**os.environ, **kapta.environment}
    for _ in range(_ROUNDS):
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "kapta_tui", *words],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for words in (
                ["account", "edit", "East", "--parent", "Porto"],
                ["import", str(file), "--as", "accounts"],
            )
        ]
        ended = [(process.communicate(timeout=60), process.returncode) for process in running]
        codes = [code for _, code in ended]
        assert sorted(codes) in ([0, 1], [0, 3]), ended
        with closing(Store(kapta.path, "jane", TODAY).connect()) as connection:
            assert check.check(connection, TODAY) == []
            circle = connection.execute(
                "SELECT count(*) FROM account a JOIN account b ON a.parent_id = b.id WHERE b.parent_id = a.id"
            )
            assert circle.fetchone() == (0,)
        assert kapta("undo").code == 0
