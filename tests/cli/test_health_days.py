"""Days of health, families and lists by health on the command line (features: rows 27, 68, 71)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.program import Program

_NOTE = "Talked about the plan of next year"


@pytest.fixture(scope="module")
def falling(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Three accounts, two below the first; what is known of them is of one day, and then nothing happens."""
    path = tmp_path_factory.mktemp("falling") / "kapta.db"
    shutil.copyfile(empty_file, path)
    path.chmod(0o600)
    kapta = Program(path)
    for name, score in (("Group", "10"), ("East [i]", "8"), ("West", "2")):
        above = () if name == "Group" else ("--parent", "Group")
        given = ("--satisfaction", score, *above)
        assert kapta("--today", "2026-10-01", "account", "add", "--name", name, *given).code == 0
        assert kapta("--today", "2026-10-01", "note", "add", name, "--text", _NOTE).code == 0
    risk = ("--reason", "QUIET", "--severity", "high", "--likelihood", "almost_certain")
    assert kapta("risk", "start", "East [i]", *risk).code == 0
    return kapta


def test_a_history_has_a_row_for_each_day(falling: Program) -> None:
    days = falling("health", "East [i]", "--history", "--json").json
    assert [day["date"] for day in days] == ["2026-10-01", "2026-11-21"]
    assert [day["deduction"] for day in days] == [0, 20]
    now = falling("health", "East [i]", "--json").json
    assert (days[-1]["score"], days[-1]["raw"], days[-1]["measured"]) == (
        now["score"],
        now["raw"],
        now["measured"],
    )
    assert {factor["name"]: factor["score"] for factor in now["factors"]}.items() <= days[-1].items()
    assert not any(day["carried"] for day in days)
    assert list(days[0])[:5] == ["date", "score", "raw", "measured", "deduction"]


def test_a_history_begins_where_it_is_told_to_and_ends_today(falling: Program) -> None:
    def dates(*words: str) -> list[str]:
        return [line[0] for line in falling(*words).lines]

    assert dates("health", "East [i]", "--history", "--since", "30d") == ["2026-11-21"]
    assert dates("health", "East [i]", "--history", "--since", "2026-10-01") == ["2026-10-01", "2026-11-21"]
    # A day that is only pretended is computed: the store keeps no row of it, nor shows what comes later.
    assert dates("--today", "2026-11-05", "health", "East [i]", "--history") == ["2026-10-01", "2026-11-05"]


def test_a_terminal_shows_a_history_that_fits_and_what_was_carried(falling: Program, tmp_path: Path) -> None:
    own = Program(Path(shutil.copyfile(falling.path, tmp_path / "kapta.db")))
    with closing(sqlite3.connect(own.path)) as connection, connection:
        connection.execute("UPDATE health_day SET carried = 1 WHERE day = '2026-10-01'")
    ran = own("health", "East [i]", "--history", "--format", "table")
    head, then, now = ran.out.splitlines()
    assert head.split()[:5] == ["Date", "Score", "%", "Risk", "Profile"]
    assert "Delivery" not in head
    scores = [day["score"] for day in own("health", "East [i]", "--history", "--json").json]
    assert (then.split()[1], now.split()[1]) == (f"({scores[0]})", str(scores[1]))
    assert "-20.00" in now
    assert max(map(len, (head, then, now))) <= 80
    assert "Scores in brackets" in ran.err
    assert "Scores in brackets" not in falling("health", "East [i]", "--history", "--format", "table").err


def test_a_family_is_one_number_and_its_members(falling: Program) -> None:
    found = falling("health", "Group", "--family", "--json").json
    scores = {one["account"]: one["raw"] for one in found["members"]}
    assert list(scores) == ["Group", "East [i]", "West"]
    assert found["raw"] == pytest.approx(sum(scores.values()) / 3, abs=0.0001)
    assert (found["by_value"], found["scored"], found["worst"]["account"]) == (False, 3, "East [i]")
    lines = falling("health", "Group", "--family").lines
    assert [line[0] for line in lines] == ["member"] * 3 + ["combined"]
    assert lines[-1][4] == str(found["score"])
    text = falling("health", "Group", "--family", "--format", "table").out
    score = found["worst"]["score"]
    said = f"together; worst is East [i] with {score}; 3 of 3 scored; all weighed the same"
    assert said in text.splitlines()[0]


def test_accounts_are_listed_by_level_and_by_fall(falling: Program) -> None:
    def names(*words: str) -> list[str]:
        return [item["name"] for item in falling("account", "list", *words, "--json").json]

    shown = {item["name"]: item for item in falling("account", "list", "--json").json}
    by_fall = sorted(shown, key=lambda name: shown[name]["health_delta"])
    assert shown["East [i]"]["health_delta"] < shown["West"]["health_delta"] <= 0
    assert names("--sort", "-fall")[0] == by_fall[0] == "East [i]"
    by_level = sorted(shown, key=lambda name: shown[name]["health"])
    assert names("--sort", "health") == by_level
    assert names("--sort", "-health") == by_level[::-1]
    half = shown[by_level[1]]["health"]
    assert names("--filter", f"health<{half}") == by_level[:1]
    lost = -shown["West"]["health_delta"]
    assert names("--filter", f"fall>{lost}") == [
        name for name in shown if -shown[name]["health_delta"] > lost
    ]
    poor = [name for name in shown if shown[name]["band"] == "poor"]
    assert sorted(names("--filter", "band:poor")) == sorted(poor)
    assert poor


def test_an_account_shows_its_health(falling: Program) -> None:
    found = falling("account", "show", "East [i]", "--json").json
    health = falling("health", "East [i]", "--json").json
    assert (found["health"], found["band"], found["measured"], found["health_delta"]) == (
        health["score"],
        health["band"],
        health["measured"],
        health["delta"],
    )
    text = falling("account", "show", "East [i]", "--format", "table").out
    lines = [line.split() for line in text.splitlines()]
    assert ["Health", str(found["health"])] in lines
    assert ["Change", str(found["health_delta"])] in lines
