"""`kapta health`: its formats, what today is compared with, and what is refused (features: rows 10, 21, 56 to 59)."""

from __future__ import annotations

import csv
import io
import json
import shutil
from itertools import groupby
from pathlib import Path

import pytest

from tests.cli.program import Program

DAYS = {
    "2026-01-10": (("account", "add", "--name", "Acme [b]"),),
    "2026-05-01": (("note", "add", "Acme [b]", "--text", "Called about the renewal in autumn"),),
    "2026-10-01": (
        ("account", "edit", "Acme [b]", "--website", "acme.test", "--satisfaction", "9"),
        (
            "qbr",
            "add",
            "Acme [b]",
            "--name",
            "Review",
            "--stage",
            "completed",
            "--rating",
            "good",
            "--date",
            "2026-10-01",
        ),
    ),
    "2026-11-20": (
        ("account", "add", "--name", "Beta"),
        ("note", "add", "Beta", "--text", "Called about the contract of next year"),
    ),
    "2026-11-21": (
        ("risk", "start", "Acme [b]", "--reason", "QUIET", "--severity", "medium", "--likelihood", "likely"),
    ),
}


@pytest.fixture(scope="module")
def lived(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A store in which something happened to Acme on each of four days; a module only reads it."""
    path = tmp_path_factory.mktemp("lived") / "kapta.db"
    shutil.copyfile(empty_file, path)
    path.chmod(0o600)
    kapta = Program(path)
    for day, commands in DAYS.items():
        for command in commands:
            assert kapta("--today", day, *command).code == 0
    return kapta


@pytest.fixture
def own(lived: Program, tmp_path: Path) -> Program:
    """The program on a copy of that store, to be written."""
    shutil.copyfile(lived.path, tmp_path / "kapta.db")
    return Program(tmp_path / "kapta.db")


@pytest.mark.parametrize(
    ("given", "since", "said"),
    [
        ("", "2026-10-01", "in 30 days"),
        ("30d", "2026-10-01", "in 30 days"),
        ("7 days", "2026-10-01", "in 7 days"),
        ("2026-06-01", "2026-05-01", "since 2026-05-01"),
        ("last-qbr", "2026-10-01", "since 2026-10-01"),
        ("365d", "2026-01-10", "since 2026-01-10"),
    ],
)
def test_today_is_compared_with_the_day_that_is_asked_for(
    lived: Program, given: str, since: str, said: str
) -> None:
    period = ("--since", given) if given else ()
    found = lived("health", "Acme [b]", *period, "--json").json
    (then,) = (day for day in lived("health", "Acme [b]", "--history", "--json").json if day["date"] == since)
    assert (found["since"], found["delta"]) == (since, found["score"] - then["score"])
    assert round(sum(cause["change"] for cause in found["causes"]), 4) == found["raw_delta"]
    assert found["raw_delta"] == pytest.approx(found["raw"] - then["raw"], abs=0.00011)
    head = lived("health", "Acme [b]", *period, "--format", "table").out.splitlines()[0]
    assert f"{found['delta']:+d} {said}" in head


@pytest.mark.parametrize(
    ("words", "code", "cause"),
    [
        (("Nobody",), 1, "There is no account called 'Nobody'."),
        (("Beta", "--since", "last-qbr"), 1, "No business review of Beta was held before 2026-11-21."),
        (("Beta", "--history", "--since", "last-qbr"), 1, "No business review of Beta was held"),
        (("Beta", "--since", "soon"), 2, "'soon' is no period."),
        (("Beta", "--since", "2026-11-21"), 2, "2026-11-21 is not before 2026-11-21."),
        (("Beta", "--history", "--why"), 2, "--history and --why do not go together."),
        (("Beta", "--history", "--family"), 2, "--history and --family do not go together."),
        (("Beta", "--family", "--since", "30d"), 2, "A family is shown as it is today."),
        (("Beta", "--format", "xml"), 2, "'xml' is not one of"),
        ((), 2, "ACCOUNT"),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(
    lived: Program, words: tuple[str, ...], code: int, cause: str
) -> None:
    ran = lived("health", *words)
    assert (ran.code, ran.out) == (code, "")
    assert cause in ran.err


def test_a_name_of_several_is_refused(own: Program) -> None:
    assert own("account", "add", "--name", "Beta", "--type", "strategic").code == 0
    ran = own("health", "Beta")
    assert ran.code == 1
    assert "Several records are called 'Beta'" in ran.err


def test_a_terminal_shows_points_that_add_up(lived: Program) -> None:
    text = lived("health", "Acme [b]", "--format", "table").out
    assert text.splitlines()[1] == "Acme [b], 2026-11-21"
    rows = {cells[0]: cells[1] for line in text.splitlines() if len(cells := line.split()) > 1}
    points = [int(rows[name]) for name in ("Profile", "Plan", "Notes", "QBR", "Freshness", "Satisfaction")]
    assert sum(points) == int(rows["Sum"])
    assert int(rows["Sum"]) + int(rows["Risk"]) == int(rows["Score"])
    assert "QBR" in text
    assert "What would raise it" not in text
    assert "Website" not in text


def test_why_goes_down_to_facts_and_their_records(lived: Program) -> None:
    text = lived("health", "Acme [b]", "--why", "--format", "table").out
    assert "Website: filled" in text
    (review,) = (line for line in text.splitlines() if "51 days ago" in line and "Good" in line)
    assert review.split()[-2:] == ["qbr", "1"]
    assert lived("qbr", "show", "1", "--json").json["name"] == "Review"


def test_next_names_the_key_and_the_command_line(lived: Program) -> None:
    found = lived("health", "Acme [b]", "--json").json["next"]
    gains = [step["gain"] for step in found]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0
    keys = {row["keys"].split(",")[0] for row in lived("keys", "--json").json}
    assert all(step["command"].startswith("kapta ") for step in found)
    assert {step["key"] for step in found} <= keys
    text = lived("health", "Acme [b]", "--next", "--format", "table").out
    for step in found:
        assert f"{step['gain']:+.4f}" in text
        assert step["command"] in text


def test_a_pipe_gets_rows_that_say_what_they_are(lived: Program) -> None:
    plain = lived("health", "Acme [b]").out.splitlines()
    assert plain[0].split("\t")[:4] == ["section", "name", "value", "of"]
    assert {line.split("\t")[0] for line in plain[1:]} == {"health", "factor", "risk", "cause"}
    rows = list(
        csv.DictReader(io.StringIO(lived("health", "Acme [b]", "--why", "--next", "--format", "csv").out))
    )
    found = lived("health", "Acme [b]", "--json").json
    single = {row["name"]: row["value"] for row in rows if row["section"] == "health"}
    assert (single["score"], float(single["raw"])) == (str(found["score"]), found["raw"])
    counts = {name: len(list(of)) for name, of in groupby(sorted(row["section"] for row in rows))}
    assert counts["next"] == len(found["next"])
    assert counts["cause"] == len(found["causes"])
    assert counts["fact"] == sum(len(factor["facts"]) for factor in found["factors"])
    review = next(row for row in rows if row["text"].startswith("Good: "))
    assert (review["name"], review["record"], review["date"]) == ("qbr", "qbr 1", "2026-10-01")


def test_json_on_one_line_is_the_same(lived: Program) -> None:
    (line,) = lived("health", "Acme [b]", "--format", "jsonl").out.splitlines()
    assert json.loads(line) == lived("health", "Acme [b]", "--json").json
    assert "| section |" in lived("health", "Acme [b]", "--format", "md").out.lower()


def test_a_process_of_its_own_says_the_same(lived: Program) -> None:
    assert lived.process("health", "Acme [b]", "--json").json == lived("health", "Acme [b]", "--json").json


def test_what_rules_changed_stands_apart_from_what_you_changed(own: Program) -> None:
    book = own("playbook", "show").out
    assert "plan = 25" in book
    assert own("playbook", "import", "-", stdin=book.replace("plan = 25", "plan = 5")).code == 0
    found = own("health", "Acme [b]", "--json").json
    by_rules = [cause["change"] for cause in found["causes"] if cause["by_rules"]]
    assert found["rules_changed"] == round(sum(by_rules), 4) > 0
    assert round(found["rules_changed"] + found["you_changed"], 4) == found["raw_delta"]
    text = own("health", "Acme [b]", "--format", "table").out
    assert text.index("You changed") < text.index("The rules changed") < text.index("weights changed")


def test_without_any_weight_an_account_is_not_scored(own: Program) -> None:
    book = own("playbook", "show").out
    for line in (
        "profile = 20",
        "plan = 25",
        "notes = 10",
        "qbr = 15",
        "freshness = 15",
        "satisfaction = 15",
    ):
        assert f"\n{line}" in book
        book = book.replace(f"\n{line}", f"\n{line.split()[0]} = 0", 1)
    assert own("playbook", "import", "-", stdin=book).code == 0
    found = own("health", "Acme [b]", "--json").json
    assert [found[key] for key in ("score", "raw", "base", "band", "delta", "raw_delta")] == [None] * 6
    assert (found["measured"], found["causes"], found["next"]) == (0, [], [])
    assert {factor["state"] for factor in found["factors"]} == {"disabled"}
    text = own("health", "Acme [b]", "--why", "--next", "--format", "table").out
    assert text.startswith("· not scored  0 % measured\n")
    assert "Nothing that is known would raise it." in text
    together = own("health", "Acme [b]", "--family", "--json").json
    assert [together[key] for key in ("score", "band", "worst", "scored")] == [None, None, None, 0]
