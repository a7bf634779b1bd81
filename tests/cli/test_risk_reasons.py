"""Starting a second risk on the command line: what is refused names the command that helps (features: row 31)."""

from __future__ import annotations

import shlex

import pytest

from kapta_tui.cli.nouns.risk_reasons import ways_words
from tests.cli.program import Program


def test_the_refusal_names_the_command_that_adds_the_reasons(filled: Program) -> None:
    asked = ("risk", "start", "Acme Corp", "--reason", "PRICE", "--reason", "it's [/odd] $HOME")
    refused = filled(*asked)
    assert refused.code == 1
    command = refused.err.split("Add to it: ")[1].split(" (to end it first:")[0]
    words = shlex.split(" ".join(command.split()))
    assert words[:3] == ["kapta", "risk", "add-reason"]
    assert filled(*words[1:]).code == 0
    (risk,) = filled("risk", "list", "--json").json
    labels = [item["label"] for item in risk["reasons"]]
    assert labels[0] == "Customer gone quiet"
    assert labels[-2:] == ["Price or budget pressure", "it's [/odd] $HOME"]
    again = filled(*asked)
    assert again.code == 1
    assert "It has these reasons already" in again.err


def test_reasons_are_added_to_the_active_risk_of_the_account_named(filled: Program) -> None:
    found = filled("risk", "add-reason", "Acme Corp", "--reason", "RIVAL", "--json").json
    assert [item["label"] for item in found["reasons"]][-1] == "Competitor or consolidation"
    for command, words in (
        (("Acme Corp", "--reason", "RIVAL"), "already"),
        (("Acme Corp",), "reason is empty"),
        (("Acme Corp", "--reason", " "), "reason is empty"),
    ):
        refused = filled("risk", "add-reason", *command)
        assert refused.code == 1
        assert words in refused.err


@pytest.mark.parametrize("reasons", [("own words",), ("QUIET", "a 'b' \"c\"")])
def test_the_command_takes_the_reasons_apart_as_a_shell_does(reasons: tuple[str, ...]) -> None:
    command = ways_words(7, reasons, "kapta risk close 7").removeprefix("Add to it: ").split(" (to end")[0]
    assert shlex.split(command)[3:] == ["7", *(part for reason in reasons for part in ("--reason", reason))]


def test_the_commands_that_a_refusal_names_close_the_active_risk(full: Program) -> None:
    refused = full("risk", "start", "Acme Corp", "--reason", "PRICE")
    command = shlex.split(" ".join(refused.err.split()).split("(to end it first: ")[1].split(")")[0])
    assert command[:3] == ["kapta", "risk", "close"]
    closed = full(*command[1:], "--json").json
    assert (closed["active"], len(closed["resolutions"])) == (False, 1)
    second = full("risk", "start", "Acme Corp", "--reason", "PRICE", "--json").json["id"]
    refused = full("risk", "reopen", str(closed["id"]))
    assert refused.code == 1
    command = shlex.split(" ".join(refused.err.split()).split("Close the active one first: ")[1])
    assert command[3] == str(second)
    assert full(*command[1:8]).code == 0
    assert full("risk", "reopen", str(closed["id"])).code == 0
    active = full("risk", "reopen", str(closed["id"]))
    assert "Only a closed risk can be reopened" in active.err
