"""The examples that scripts rely on (interface.md 1), word for word."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("kapta account add 'Acme Corp'", ""),
    ("kapta account add 'Acme Group'", ""),
    ("""kapta account add "Acme Nordic @'Acme Corp' !strategic owner:omar\"""", ""),
    ('kapta account edit "Acme Nordic" --satisfaction 8 --parent "Acme Group"', ""),
    ("kapta account remove 'Acme Nordic'", ""),
    ("kapta account remove 'Acme Group'", ""),
    ("kapta account list --filter 'at-risk' --sort -contract_value --json", ""),
    (
        'kapta contact add Acme --name "Ana Ruiz" --role executive_sponsor --friendliness supporter '
        "--power final_say --email ana@acme.test",
        "",
    ),
    (
        "kapta contract add Acme --name C-104 --value 100000 --currency EUR --start 2026-01-01 --end 2027-03-31",
        "",
    ),
    (
        'kapta note add Acme --text "Called the sponsor" --type call --contact "Ana Ruiz" --date 2026-11-20',
        "",
    ),
    (
        'kapta risk start Acme --reason QUIET --reason "own words" --severity high --likelihood likely --details -',
        "Nobody answers.\n",
    ),
    ('kapta risk close Acme --status closed_resolved --resolution "regular meeting restored"', ""),
    (
        'kapta task add Acme --name "month end" --due 2026-01-31 --recurrence "FREQ=MONTHLY;BYMONTHDAY=-1"',
        "",
    ),
    ('kapta task done 1 --note "sent"', ""),
    ("kapta goal add Acme --template onboarding --start 2026-03-02", ""),
    ('kapta goal add Acme --name "Live in three sites" --section customer', ""),
    ("kapta action list --filter 'account:Acme overdue' --json", ""),
    ('kapta action start 1 --percent 60 --note "waiting for parts"', ""),
    ('kapta action update 1 --percent 60 --note "waiting for parts"', ""),
    ('kapta action complete 1 --percent 60 --note "waiting for parts"', ""),
    ('kapta account show "Acme Corp"', ""),
    ("kapta account archive Acme", ""),
    ("kapta today", ""),
    ("kapta search sponsor", ""),
    ("kapta log Acme", ""),
    ("kapta undo", ""),
    ("kapta redo", ""),
    ("kapta check", ""),
    ("kapta playbook show", ""),
    ("kapta playbook check", ""),
    ("kapta paths", ""),
    ("kapta keys", ""),
)


def test_every_example_of_the_interface(kapta: Program) -> None:
    for line, stdin in EXAMPLES:
        ran = kapta.line(line, stdin)
        assert ran.code == 0, f"{line}\n{ran.err}"
    risk = kapta("risk", "show", "1", "--json").json
    assert risk["details"] == "Nobody answers."
    assert [item["label"] for item in risk["reasons"]] == ["Customer gone quiet", "own words"]
    assert [item["label"].lower() for item in risk["resolutions"]] == ["regular meeting restored"]
    assert risk["status"] == "closed_resolved"
    action = kapta("action", "show", "1", "--json").json
    assert (action["status"], action["percent"], action["status_note"]) == (
        "completed",
        60,
        "waiting for parts",
    )
    assert kapta("note", "list", "Acme", "--json").json[-1]["contacts"] == ["Ana Ruiz"]
    tasks = kapta("task", "list", "Acme", "--filter", '"month end"', "--json").json
    assert [task["due"] for task in tasks] == ["2026-01-31", "2026-11-30"]


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
