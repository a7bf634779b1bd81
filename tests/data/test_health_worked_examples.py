"""The worked examples of health, to the last digit, of a store that was filled by import (domain.md 4.4 to 4.6)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program
from tests.data.healthfiles import PLAYBOOK_CHANGES, STEPS, TASKS_DONE

DAY = "2026-06-30"
BEFORE = {"profile": 6500, "plan": 8000, "notes": 9000, "qbr": 5000, "freshness": 7500}
"""Example C: the factors of 2026-05-31; satisfaction was missing and no risk was active."""


@pytest.fixture(scope="module")
def imported(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the accounts A and, below it, B and an account that nothing is weighed of."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copyfile(empty_file, folder / "kapta.db")
    (folder / "kapta.db").chmod(0o600)
    kapta = Program(folder / "kapta.db", {"KAPTA_TODAY": DAY})
    _put_playbook(kapta, PLAYBOOK_CHANGES)
    for day, kind, text in STEPS:
        file = folder / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        ran = kapta("--today", day, "import", file, "--as", kind, "--json")
        (outcome,) = ran.json["files"]
        assert outcome["created"] == outcome["rows"] > 0, ran.out
    for day, task in TASKS_DONE:
        assert kapta("--today", day, "task", "done", "A", task).code == 0
    return kapta.path


@pytest.fixture
def kapta(imported: Path, tmp_path: Path) -> Program:
    """The program on a copy of that store, on the day of the examples."""
    shutil.copyfile(imported, tmp_path / "kapta.db")
    return Program(tmp_path / "kapta.db", {"KAPTA_TODAY": DAY})


def _put_playbook(kapta: Program, changes: dict[str, str]) -> None:
    text = kapta("playbook", "show").out
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    assert kapta("--today", "2024-06-01", "playbook", "import", "-", stdin=text).code == 0


def _scores(found: dict[str, Any]) -> dict[str, float | None]:
    return {factor["name"]: factor["score"] for factor in found["factors"] if factor["state"] != "disabled"}


def test_example_a_is_62(kapta: Program) -> None:
    found = kapta("health", "A", "--json").json
    assert _scores(found) == {
        "profile": 74.90,
        "plan": 69.38,
        "notes": 78.33,
        "qbr": 50,
        "freshness": 55.41,
        "satisfaction": 80,
    }
    assert (found["base"], found["deduction"], found["raw"], found["score"]) == (67.9695, 6, 61.9695, 62)
    assert (found["measured"], found["band"], found["date"]) == (100, "watch", DAY)
    counted = [factor for factor in found["factors"] if factor["points"] is not None]
    assert [factor["points"] for factor in counted] == [15, 17, 8, 8, 8, 12]
    assert [factor["exact"] for factor in counted] == [14.98, 17.345, 7.833, 7.5, 8.3115, 12]
    assert [factor["max_points"] for factor in counted] == [20, 25, 10, 15, 15, 15]
    assert (found["deduction_points"], found["clamp"]) == (6, 0)


def test_every_fact_of_example_a_has_its_points(kapta: Program) -> None:
    found = kapta("health", "A", "--json").json
    for factor in found["factors"]:
        facts = [fact for fact in factor["facts"] if fact["points"] is not None]
        assert round(sum(fact["points"] for fact in facts), 4) == (factor["exact"] or 0)
    (risk,) = found["risks"]
    assert (risk["kind"], risk["points"], risk["text"]) == ("risk", -6, "Medium, Possible: 6 points")
    profile = {fact["text"]: fact["points"] for fact in found["factors"][0]["facts"]}
    assert profile["Champion: nobody"] == 0
    assert profile["Particulars of key players: 14 of 16 known, fewest of Tom"] == 1.4


def test_what_would_raise_example_a(kapta: Program) -> None:
    steps = kapta("health", "A", "--json").json["next"]
    told = {(step["kind"], step["text"]): step for step in steps}
    (risk,) = (step for step in steps if step["kind"] == "risk")
    assert (risk["gain"], risk["score"]) == (6, 68)
    talked = told["contact", "talk to Sara Sponsor and write it down"]
    assert (talked["gain"], talked["score"]) == (5.8975, 68)
    assert steps[:2] == [risk, talked]
    assert [step["gain"] for step in steps] == sorted((step["gain"] for step in steps), reverse=True)
    assert 3.75 in [step["gain"] for step in steps if step["kind"] == "qbr"]
    assert 2.5 in [step["gain"] for step in steps if step["kind"] == "goal"]


def test_the_step_of_example_a_does_what_it_promises(kapta: Program) -> None:
    steps = kapta("health", "A", "--json").json["next"]
    line = next(step["command"] for step in steps if "Sara Sponsor" in step["text"])
    assert kapta.line(line.replace("…", "Called the sponsor about spring")).code == 0
    found = kapta("health", "A", "--json").json
    assert (found["raw"], found["score"]) == (67.867, 68)
    assert kapta("check").code == 0


def test_example_b_is_22(kapta: Program) -> None:
    _put_playbook(kapta, {"qbrs = true": "qbrs = false"})
    found = kapta("health", "B", "--json").json
    assert _scores(found) == {
        "profile": 26.22,
        "plan": None,
        "notes": 33.33,
        "freshness": 100,
        "satisfaction": None,
    }
    states = {factor["name"]: factor["state"] for factor in found["factors"]}
    assert (states["plan"], states["qbr"], states["satisfaction"]) == ("missing", "disabled", "missing")
    assert (found["base"], found["deduction"], found["raw"]) == (52.3933, 30, 22.3933)
    assert (found["score"], found["band"], found["measured"]) == (22, "poor", 52.9)


def test_example_b_with_reviews_that_were_never_held_measures_less(kapta: Program) -> None:
    found = kapta("health", "B", "--json").json
    assert (found["raw"], found["score"], found["measured"]) == (22.3933, 22, 45)


def test_the_example_of_a_parent_is_49(kapta: Program) -> None:
    found = kapta("health", "A", "--family", "--json").json
    assert (round(found["raw"], 3), found["score"], found["band"]) == (48.777, 49, "poor")
    assert (found["worst"]["account"], found["worst"]["score"]) == ("B", 22)
    assert (found["scored"], found["count"], found["by_value"]) == (2, 3, True)
    told = [(one["account"], one["depth"], one["raw"], one["contract_value"]) for one in found["members"]]
    assert told == [("A", 0, 61.9695, 100_000), ("B", 1, 22.3933, 50_000), ("Unweighed", 1, None, 70_000)]


def test_an_archived_account_is_no_part_of_its_family(kapta: Program) -> None:
    assert kapta("account", "archive", "B").code == 0
    found = kapta("health", "A", "--family", "--json").json
    assert [one["account"] for one in found["members"]] == ["A", "Unweighed"]
    assert (found["raw"], found["score"]) == (61.9695, 62)
    assert kapta("health", "B", "--json").json["score"] == 22


@pytest.fixture
def since(kapta: Program) -> Program:
    """The program on a store that was filled with a dump, in which A has the row of example C and no other."""
    file = kapta.path.parent / "whole.json"
    assert kapta("export", "all", "-o", file).code == 0
    dump = json.loads(file.read_text(encoding="utf-8"))
    days = dump["tables"]["health_day"]
    (account,) = (one["id"] for one in dump["tables"]["account"] if one["name"] == "A")
    row = {**next(one for one in days if one["account_id"] == account), **BEFORE, "satisfaction": None}
    row |= {"day": "2026-05-31", "score": 71, "raw": 714_706, "measured": 8_500, "deduction": 0}
    row |= {"playbook_id": max(one["id"] for one in dump["tables"]["playbook_version"])}
    dump["tables"]["health_day"] = [row]
    file.write_text(json.dumps(dump), encoding="utf-8")
    filled = kapta.on(kapta.path.parent / "filled.db")
    assert filled("import", file).code == 0
    return filled


def test_example_c_splits_the_change_of_30_days_into_its_causes(since: Program) -> None:
    found = since("health", "A", "--json").json
    assert (found["score"], found["delta"], found["since"]) == (62, -9, "2026-05-31")
    causes = [(one["kind"], one["name"], one["change"]) for one in found["causes"]]
    assert causes == [
        ("entered", "satisfaction", 1.2794),
        ("factor", "profile", 1.98),
        ("factor", "plan", -2.655),
        ("factor", "notes", -1.167),
        ("factor", "freshness", -2.9385),
        ("risk", "risk", -6),
    ]
    assert found["raw_delta"] == found["you_changed"] == -9.5011
    assert found["rules_changed"] == 0
    assert round(sum(change for _, _, change in causes), 4) == -9.5011
    assert found["words"] == "mostly a new or larger risk (-6.0); then freshness (-2.9) and plan (-2.7)"


def test_a_terminal_begins_with_score_change_and_what_is_measured(since: Program) -> None:
    lines = since("health", "A", "--format", "table").out.splitlines()
    assert lines[0] == "62 ◐ watch  -9 in 30 days  100 % measured"
    cells = [line.split() for line in lines]
    assert ["Profile", "15", "20", "74.90", "20", "scored"] in cells
    assert ["Sum", "68", "100"] in cells
    assert ["Risk", "-6", "Medium,", "Possible:", "6", "points"] in cells
    assert ["Score", "62", "100"] in cells
    assert ["-9.5011", "You", "changed"] in cells
    assert "Since 2026-05-31: 71 to 62" in lines
