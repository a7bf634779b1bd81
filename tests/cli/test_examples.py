"""The examples that scripts rely on (interface.md 1), word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.write.basic import add_record
from tests.cli.program import Program
from tests.conftest import make_store

Line = tuple[str, str]
"""A command line and what stands on its standard input."""

STORIES: dict[str, tuple[Line, ...]] = {
    "accounts": (
        ("""kapta account add "Acme Nordic @'Acme Corp' !strategic owner:omar\"""", ""),
        ("kapta account add 'Acme Group'", ""),
        ('kapta account edit "Acme Corp" --satisfaction 8 --parent "Acme Group"', ""),
        ("kapta account remove 'Acme Nordic'", ""),
        ("kapta account list --filter 'at-risk' --sort -contract_value --json", ""),
        ('kapta account show "Acme Corp"', ""),
        ("kapta account archive 'Acme Group'", ""),
    ),
    "people and risks": (
        (
            'kapta contact add Acme --name "Ana Ruiz" --role executive_sponsor --friendliness supporter '
            "--power final_say --email ana@acme.test",
            "",
        ),
        (
            "kapta contract add Acme --name C-104 --value 100000 --currency EUR --start 2026-01-01 "
            "--end 2027-03-31",
            "",
        ),
        (
            'kapta note add Acme --text "Called the sponsor" --type call --contact "Ana Ruiz" '
            "--date 2026-11-20",
            "",
        ),
        (
            'kapta risk start Acme --reason QUIET --reason "own words" --severity high --likelihood likely '
            "--details -",
            "Nobody answers.\n",
        ),
        (
            'kapta risk close Acme --status closed_resolved --resolution "regular meeting restored"',
            "",
        ),
    ),
    "plans": (
        (
            'kapta task add Acme --name "month end" --due 2026-01-31 '
            '--recurrence "FREQ=MONTHLY;BYMONTHDAY=-1"',
            "",
        ),
        ('kapta task done 1 --note "sent"', ""),
        ("kapta goal add Acme --template onboarding --start 2026-03-02", ""),
        ('kapta goal add Acme --name "Live in three sites" --section customer', ""),
        ("kapta action list --filter 'account:Acme overdue' --json", ""),
        ('kapta action start 1 --percent 60 --note "waiting for parts"', ""),
        ('kapta action update 1 --percent 60 --note "waiting for parts"', ""),
        ('kapta action complete 1 --percent 60 --note "waiting for parts"', ""),
    ),
    "the rest": (
        ("kapta today", ""),
        ("kapta search acme", ""),
        ("kapta log Acme", ""),
        ("kapta undo", ""),
        ("kapta redo", ""),
        ("kapta check", ""),
        ("kapta playbook show", ""),
        ("kapta playbook check", ""),
        ("kapta paths", ""),
        ("kapta keys", ""),
        ("kapta export accounts --columns name,owner --sort -name", ""),
        ("kapta export all -o all.xlsx", ""),
        ("kapta template contacts -o contacts.xlsx", ""),
        ("kapta backup copy.db", ""),
        ("kapta restore copy.db", ""),
        ("kapta demo --keep demo.db", ""),
    ),
}


def told(kapta: Program, story: str) -> None:
    """Run the lines of a story on a store that holds Acme Corp; each must end well."""
    make_store(kapta.path).do(add_record, "accounts", {"name": "Acme Corp"})
    for line, stdin in STORIES[story]:
        ran = kapta.line(line, stdin)
        assert ran.code == 0, f"{line}\n{ran.err}"


@pytest.mark.parametrize("story", STORIES)
def test_every_example_of_the_interface(kapta: Program, story: str) -> None:
    told(kapta, story)
    RESULTS[story](kapta)


def _accounts(kapta: Program) -> None:
    (acme,) = kapta("account", "list", "--json").json
    assert (acme["name"], acme["satisfaction"], acme["parent"]) == ("Acme Corp", 8, "Acme Group")


def _risks(kapta: Program) -> None:
    (risk,) = kapta("risk", "list", "--json").json
    assert risk["details"] == "Nobody answers."
    assert [item["label"] for item in risk["reasons"]] == ["Customer gone quiet", "own words"]
    assert [item["label"].lower() for item in risk["resolutions"]] == ["regular meeting restored"]
    assert (risk["status"], risk["contract_value"]) == ("closed_resolved", 100000)
    (note,) = kapta("note", "list", "--json").json
    assert (note["contacts"], note["type"], note["date"]) == (["Ana Ruiz"], "call", "2026-11-20")


def _plans(kapta: Program) -> None:
    action = kapta("action", "show", "1", "--json").json
    state = (action["status"], action["percent"], action["status_note"])
    assert state == ("completed", 60, "waiting for parts")
    tasks = kapta("task", "list", "--filter", '"month end"', "--json").json
    assert [task["due"] for task in tasks] == ["2026-01-31", "2026-11-30"]


def _rest(kapta: Program) -> None:
    folder: Path = kapta.path.parent
    for name in ("all.xlsx", "contacts.xlsx", "copy.db", "demo.db"):
        assert (folder / name).is_file()
    assert len(kapta.on(folder / "demo.db")("account", "list", "--json").json) > 30


RESULTS = {"accounts": _accounts, "people and risks": _risks, "plans": _plans, "the rest": _rest}


@pytest.mark.parametrize(
    "line",
    [
        "kapta --help",
        "kapta --version",
        *(f"kapta {noun} --help" for noun in ("account", "risk", "playbook")),
    ],
)
def test_help_and_version_end_well(kapta: Program, line: str) -> None:
    ran = kapta.line(line)
    assert ran.code == 0
    assert ran.out
    assert ran.err == ""
