"""Work made from what was written down, on the command line (features: rows 41 and 77)."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

TEXT = "- [ ] Call Ana about [the racks].\nShe is the one who decides"


@pytest.fixture
def written(full: Program) -> dict[str, str]:
    """The sources of the store by noun, each as `--from` names it."""
    account = ("Acme Corp",)
    added = {
        "note": ("--text", TEXT),
        "swot": ("--quadrant", "threats", "--text", TEXT),
        "voc": ("--question", "goals", "--text", TEXT),
        "qbr": ("--type", "quarterly", "--date", "2026-12-01", "--summary", TEXT),
    }
    found = {
        noun: f"{noun}:{full(noun, 'add', *account, *options, '--json').json['id']}"
        for noun, options in added.items()
    }
    risk = full("risk", "edit", "Acme Corp", "--details", TEXT, "--json").json["id"]
    return found | {"risk": f"risk:{risk}"}


@pytest.mark.parametrize("noun", ["note", "swot", "voc", "qbr", "risk"])
def test_work_is_made_from_each_of_them_and_seen_from_both_sides(
    full: Program, written: dict[str, str], noun: str
) -> None:
    source = written[noun]
    number = source.partition(":")[2]
    task = full("task", "add", "--from", source, "--due", "2026-12-01", "--json").json
    assert (task["account"], task["name"]) == ("Acme Corp", "Call Ana about [the racks]")
    assert task["description"].startswith(TEXT)
    assert task["source"] == noun
    goal = full("goal", "add", "Acme Corp", "--name", "Win", "--from", source, "--json").json
    action = full("action", "add", "--from", source, "--goal", "Win", "--json").json
    assert (task["risk"] is not None) == (noun == "risk")
    full("task", "done", str(task["id"]))
    shown = full(noun, "show", number, "--json").json["became"]
    wanted = [("action", action["id"]), ("goal", goal["id"]), ("task", task["id"])]
    assert [(one["kind"], one["id"]) for one in shown] == wanted
    assert shown[-1] == {
        "kind": "task",
        "id": task["id"],
        "name": "Call Ana about [the racks]",
        "due": "2026-12-01",
        "done_on": "2026-11-21",
    }
    lines = dict(line.split("\t", 1) for line in full(noun, "show", number).out.splitlines())
    name = "Call Ana about [the racks]"
    words = f"task {task['id']} {name}, due 2026-12-01, done 2026-11-21"
    assert lines["became"].startswith(f"action {action['id']} {name}, open; ")
    assert lines["became"].endswith(words)
    back = full("task", "show", str(task["id"]), "--json").json
    assert (back["source"], back["source_name"]) == (task["source"], task["source_name"])


def test_a_risk_is_named_by_its_account_and_the_only_goal_is_that_of_an_action(full: Program) -> None:
    action = full("action", "add", "--from", "risk:Acme Corp", "--json").json
    assert action["source"] == "risk"
    assert action["risk"] is not None
    assert len(full("goal", "list", "Acme Corp", "--json").json) == 1


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ((), 2, "Missing argument 'ACCOUNT'"),
        (("--from", "note"), 2, "does not say which record"),
        (("--from", "note:"), 2, "does not say which record"),
        (("--from", "task:1"), 2, "work is not made from 'task'"),
        (("--from", "[/oops]:1"), 2, "work is not made from '[/oops]'"),
        (("--from", "note:999"), 1, "no note called '999'"),
        (("Zoë [/oops] 日本", "--from", "risk:Acme Corp"), 1, "another account"),
        (("--from", "contract:C-104"), 1, "is required"),
    ],
)
@pytest.mark.parametrize("noun", ["task", "action", "goal"])
def test_what_cannot_be_is_refused_in_words(
    full: Program, noun: str, asked: tuple[str, ...], code: int, words: str
) -> None:
    ran = full(noun, "add", *asked)
    assert ran.code == code
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_a_goal_from_a_text_is_no_outline_and_a_plan_is_launched_for_what_it_serves(full: Program) -> None:
    for way, words in (
        (("--outline", "A"), "--from does not go together with --outline"),
        (("--template", "onboarding"), "The plan Onboarding is not launched for a risk."),
    ):
        ran = full("goal", "add", "Acme Corp", *way, "--from", "risk:Acme Corp")
        assert ran.code == 2
        assert words in " ".join(ran.err.split())
    assert full("goal", "add", "--template", "rescue").code == 2
