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
