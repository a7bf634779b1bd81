"""`kapta NOUN history` and the filters of `kapta log`."""

from __future__ import annotations

import pytest

from tests.cli.program import Program


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store that the test may change."""
    return full


def test_history_says_field_before_and_after(kapta: Program) -> None:
    kapta("account", "edit", "Acme Corp", "--satisfaction", "3")
    found = kapta("account", "history", "Acme Corp", "--field", "satisfaction", "--json").json
    assert (found[0]["field"], found[0]["after"], found[0]["undone"]) == ("satisfaction", "3", False)
    kapta("undo")
    assert kapta("account", "history", "Acme Corp", "--field", "satisfaction", "--json").json[0]["undone"]


def test_every_noun_has_a_history(kapta: Program) -> None:
    for noun in ("contact", "contract", "goal", "risk", "user"):
        listed = kapta(noun, "list", "--json").json
        assert kapta(noun, "history", str(listed[0]["id"]), "--json").code == 0


def test_a_wrong_field_is_wrong_usage(kapta: Program) -> None:
    ran = kapta("account", "history", "Acme Corp", "--field", "nme")
    assert ran.code == 2
    assert "name" in ran.err


def test_the_options_of_log_combine(kapta: Program) -> None:
    kapta("note", "add", "Acme Corp", "--text", "Rang the lighthouse")
    options = ("--kind", "note", "--filter", "lighthouse", "--since", "-1d", "--json")
    assert len(kapta("log", "Acme Corp", *options).json) == 1
    assert kapta("log", "--until", "1999-01-01", "--json").json == []
    assert kapta("log", "--user", "nobody at all", "--json").json == []


@pytest.mark.parametrize("query", ["sev:high", "kind:foo"])
def test_a_wrong_filter_of_log_is_wrong_usage(kapta: Program, query: str) -> None:
    assert kapta("log", "--filter", query).code == 2


def test_what_is_switched_off_is_told_to_those_who_ask_for_it_by_name(kapta: Program) -> None:
    book = kapta("playbook", "show").out
    for feature in ("satisfaction", "metrics"):
        book = book.replace(f"\n{feature} = true", f"\n{feature} = false")
    kapta("playbook", "import", "-", stdin=book)
    kapta("account", "edit", "Acme Corp", "--satisfaction", "3", "--website", "acme.test")
    kapta("metric", "add", "Acme Corp", "--name", "Logins")
    newest = kapta("log", "--limit", "1", "--json").json[0]
    assert newest["sentence"] == "Changed website of account Acme Corp"
    assert "Logins" in kapta("log", "--kind", "metric", "--json").json[0]["sentence"]
    told = kapta("account", "history", "Acme Corp", "--json").json
    assert (told[0]["field"], "satisfaction" in {entry["field"] for entry in told}) == ("website", False)
    assert (
        kapta("account", "history", "Acme Corp", "--field", "satisfaction", "--json").json[0]["after"] == "3"
    )
