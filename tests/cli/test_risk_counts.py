"""`kapta risk totals|matrix|reasons|load|resolutions`: what risks are counted by."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

OTHER = "Zoë [/oops] 日本"


@pytest.fixture(scope="module")
def kapta(filled: Program) -> Program:
    """The program on a store with an active risk of Acme Corp, and two closed ones of its subsidiary."""
    for status, resolution in (("closed_resolved", "MEETING_RESTORED"), ("closed_lost", "a dinner, =1+1")):
        made = filled("risk", "start", OTHER, "--reason", "QUIET", "--opened-at", "2026-11-01")
        assert made.code == 0, made.err
        ended = filled("risk", "close", OTHER, "--status", status, "--resolution", resolution)
        assert ended.code == 0, ended.err
    return filled


def test_the_matrix_has_an_object_per_cell_and_a_line_per_severity(kapta: Program) -> None:
    cells = kapta("risk", "matrix", "--json").json
    assert len(cells) == 16
    (found,) = (cell for cell in cells if cell["count"])
    assert found == {
        "severity": "high",
        "likelihood": "likely",
        "priority": "p2",
        "count": 1,
        "contract_values": [{"amount": 1200.5, "currency": "EUR"}],
        "expected_losses": [{"amount": 720.3, "currency": "EUR"}],
    }
    lines = kapta("risk", "matrix").lines
    assert [line[0] for line in lines] == ["Critical", "High", "Medium", "Low", "Total"]
    assert lines[1] == ["High", "", "", "1: 1,200.50 EUR", "", "1: 1,200.50 EUR"]
    assert (
        sum(cell["count"] for cell in kapta("risk", "matrix", "--filter", "severity:low", "--json").json) == 0
    )


def test_totals_and_reasons_count_closed_risks_too(kapta: Program) -> None:
    totals = kapta("risk", "totals", "--json").json
    assert (totals["count"], totals["active"]) == (3, 1)
    ended = {one["status"]: one["count"] for one in totals["closed"]}
    assert (ended["closed_resolved"], ended["closed_lost"], ended["closed_invalid"]) == (1, 1, 0)
    reasons = kapta("risk", "reasons", "--json").json
    assert [(one["code"], one["primary"], one["any"], one["active"]) for one in reasons] == [
        ("QUIET", 3, 3, 1),
        (None, 0, 1, 1),
    ]
    assert [one["any"] for one in kapta("risk", "reasons", "--filter", "active:no", "--json").json] == [2]


def test_the_load_names_the_owner_where_nobody_is_assigned(kapta: Program) -> None:
    (jane,) = kapta("risk", "load", "--json").json
    found = (jane["person"], jane["active"], jane["assigned"], jane["by_severity"])
    assert found == ("jane", 1, 0, {"high": 1})


def test_resolutions_are_ordered_by_what_worked_and_may_be_those_of_one_reason(kapta: Program) -> None:
    rows = kapta("risk", "resolutions", "--reason", "customer gone quiet", "--json").json
    assert [(row["resolution"], row["used"], row["kept"], row["percent"]) for row in rows] == [
        ("regular meeting restored", 1, 1, 100),
        ("a dinner, =1+1", 1, 0, 0),
    ]
    assert rows[0]["median_days"] == 20
    refused = kapta("risk", "resolutions", "--reason", "NOPE")
    assert refused.code == 2
    assert "QUIET" in refused.err
