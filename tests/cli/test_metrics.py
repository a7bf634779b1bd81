"""`kapta metric`: recording, correcting, listing and ordering what is measured (features: row 11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store with a metric that has a value of today."""
    full("metric", "add", "Acme Corp", "--name", "Logins", "--start", "10", "--target", "50", "--value", "30")
    return full


def test_values_are_recorded_by_day_and_listed_with_their_gain(kapta: Program) -> None:
    assert kapta("metric", "record", "Acme Corp", "Logins", "20", "--date", "2026-10-01").code == 0
    rows = kapta("metric", "values", "Logins", "--json").json
    assert [(row["date"], row["value"], row["gain"], row["is_better"]) for row in rows] == [
        ("2026-11-21", 30, 10, True),
        ("2026-10-01", 20, None, None),
    ]


def test_a_wrong_day_is_corrected_and_a_value_removed_and_both_undone(kapta: Program) -> None:
    kapta("metric", "record", "Logins", "31", "--date", "2026-11-01", "--instead", "2026-11-21")
    assert [row["date"] for row in kapta("metric", "values", "Logins", "--json").json] == ["2026-11-01"]
    kapta("metric", "remove-value", "Logins", "2026-11-01")
    assert kapta("metric", "values", "Logins", "--json").json == []
    kapta("undo")
    kapta("undo")
    assert [row["value"] for row in kapta("metric", "values", "Logins", "--json").json] == [30]


def test_a_colour_is_entered_in_words_or_ranks_everywhere(kapta: Program, tmp_path: Path) -> None:
    made = kapta(
        "metric", "add", "Acme Corp", "--name", "Mood", "--unit", "colour", "--value", "amber", "--json"
    )
    assert (made.json["value"], made.json["colour"]) == (2, "amber")
    kapta("metric", "record", "Mood", "green")
    assert kapta("metric", "show", "Mood", "--json").json["colour"] == "green"
    kapta("metric", "edit", "Mood", "--value", "1")
    assert kapta("metric", "show", "Mood", "--json").json["colour"] == "red"
    table = tmp_path / "metrics.csv"
    table.write_text("Account,Name,Unit,Value,Date\nAcme Corp,Mood,colour,Green,2026-11-20\n")
    assert kapta("import", str(table), "--as", "metrics").code == 0
    assert [row["shown"] for row in kapta("metric", "values", "Mood", "--json").json] == ["○ red", "● green"]


def test_a_colour_is_refused_where_the_unit_is_another_by_command_and_import(
    kapta: Program, tmp_path: Path
) -> None:
    refused = kapta("metric", "record", "Logins", "green")
    assert (refused.code, "'green' is no number" in refused.err) == (1, True)
    table = tmp_path / "metrics.csv"
    table.write_text("Account,Name,Value\nAcme Corp,Logins,green\n")
    rejected = kapta("import", str(table), "--as", "metrics")
    assert (rejected.code, "'green' is no number" in rejected.err + rejected.out) == (3, True)


def test_a_unit_that_does_not_fit_is_refused(kapta: Program) -> None:
    refused = kapta("metric", "edit", "Logins", "--unit", "colour")
    assert refused.code == 1
    assert "'Logins' has 3 values other than 1, 2 and 3" in refused.err


def test_metrics_are_put_in_order(kapta: Program) -> None:
    kapta("metric", "add", "Acme Corp", "--name", "Zeal")
    kapta("metric", "move", "Zeal", "1")
    names = [row["name"] for row in kapta("metric", "list", "Acme Corp", "--json").json]
    assert names.index("Zeal") < names.index("Logins")


@pytest.mark.parametrize(
    "words", [("record", "Logins", "many"), ("record", "Logins", "3", "--date", "someday")]
)
def test_what_cannot_be_read_is_wrong_usage(kapta: Program, words: tuple[str, ...]) -> None:
    assert kapta("metric", *words).code == 2


def test_the_history_says_who_changed_what_as_that_of_every_noun(kapta: Program) -> None:
    kapta("metric", "record", "Logins", "33")
    kapta("metric", "edit", "Logins", "--target", "60")
    rows = kapta("metric", "history", "Logins", "--json").json
    told = [(row["field"], row["before"], row["after"]) for row in rows]
    assert told[:2] == [("target", "50", "60"), ("value", "30 (2026-11-21)", "33 (2026-11-21)")]
    assert told[-1] == (None, "", "")
    assert {"event", "at", "user", "sentence", "undone"} <= rows[0].keys()
