"""Rules of accounts and contracts as the command line and imports keep them (mission S1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_rules import BROKEN, Broken
from tests.cli.program import Program

_RULES = pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)


@_RULES
def test_a_command_refuses_a_broken_rule(full: Program, broken: Broken) -> None:
    values = dict(broken.values)
    owner = values.pop("name") if broken.kind == "accounts" else "Acme Corp"
    options = [part for name, text in values.items() for part in (f"--{name.replace('_', '-')}", text)]
    refused = full(broken.noun, "add", owner, *options)
    assert refused.code == 1
    assert broken.words in refused.err
    assert len(refused.err.splitlines()) == 2


@_RULES
def test_an_import_says_why_it_leaves_out_what_breaks_a_rule(
    full: Program, tmp_path: Path, broken: Broken
) -> None:
    values = {**({} if broken.kind == "accounts" else {"account": "Acme Corp"}), **broken.values}
    table = tmp_path / "rows.csv"
    table.write_text(f"{','.join(values)}\n{','.join(values.values())}\n")
    before = full(broken.noun, "list", "--json").json
    done = full("import", table, "--as", broken.kind)
    assert done.code == 3
    # A website that is none costs its cell, dates that contradict each other or lie ahead the row.
    after = full(broken.noun, "list", "--json").json
    assert len(after) - len(before) == (1 if broken.kind == "accounts" else 0)
    wrong = list(broken.values)[-1]
    assert broken.values[wrong] not in [record[wrong] for record in after]
    assert broken.words.rstrip(".") in done.err


def test_an_account_is_never_its_own_parent(full: Program, tmp_path: Path) -> None:
    refused = full("account", "edit", "Acme Corp", "--parent", "Acme Corp")
    assert (refused.code, "would stand above itself" in refused.err) == (1, True)
    table = tmp_path / "rows.csv"
    table.write_text("name,parent\nAcme Corp,Acme Corp\n")
    assert "above itself" in full("import", table, "--as", "accounts").err
    assert full("account", "show", "Acme Corp", "--json").json["parent"] is None
