"""Four types of accounts on the command line (domain.md 1.1)."""

from __future__ import annotations

import pytest

from tests.cli.program import Program


@pytest.mark.parametrize(
    "how", [("Gamma !archived",), ("Gamma type:Flagged",), ("Gamma", "--type", "archived")]
)
def test_no_new_account_is_flagged_or_archived(full: Program, how: tuple[str, ...]) -> None:
    before = full("account", "list", "--json").json
    refused = full("account", "add", *how)
    assert refused.code == 1
    assert refused.err.startswith("A new account cannot be ")
    assert "Add it with another type, then edit it." in refused.err
    assert full("account", "list", "--json").json == before


def test_editing_the_type_archives_and_brings_back(full: Program) -> None:
    archived = full("account", "edit", "Acme Corp", "--type", "archived", "--json").json
    assert (archived["type"], archived["archived"]) == ("archived", True)
    listed = full("account", "list", "--filter", "type:archived", "--json").json
    assert [account["name"] for account in listed] == ["Acme Corp"]
    back = full("account", "unarchive", "Acme Corp", "--json").json
    assert (back["type"], back["archived"]) == ("strategic", False)
    flagged = full("account", "edit", "Acme Corp", "--type", "flagged")
    assert flagged.err == "Changed type of account Acme Corp.\n"
    full("account", "archive", "Acme Corp")
    assert full("account", "edit", "Acme Corp", "--type", "normal").err == "Brought back account Acme Corp.\n"
