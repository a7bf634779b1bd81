"""Plans of contracts and opportunities, and plans copied to accounts, on the command line (features: rows 76, 81)."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

ZOE = "Zoë [/oops] 日本"


@pytest.fixture
def renewed(full: Program) -> Program:
    """A store whose contract ends in a year and has a plan."""
    full("contract", "edit", "C-104", "--end", "2027-11-21")
    assert full("contract", "plan", "Acme Corp", "C-104", "--template", "renewal").out.strip().isdecimal()
    return full


def test_a_plan_is_made_from_a_contract_listed_and_shown_with_it(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    full_goal = renewed("goal", "show", str(goal["id"]), "--json").json
    assert goal == full_goal | {"open": True, "late": False}
    assert {"kind", "account", "created_at", "updated_at"} <= set(goal)
    assert (goal["due"], goal["percent"], goal["open"]) == ("2027-11-21", 0, True)
    assert renewed("contract", "show", "C-104", "--json").json["plan"] == [goal]
    assert (
        f"goal {goal['id']} {goal['name']}, 0 %, due 2027-11-21, open"
        in renewed("contract", "show", "C-104").out
    )
    shown = renewed("goal", "show", str(goal["id"]), "--json").json
    assert (shown["source"], shown["source_name"]) == ("contract", "C-104")
    ((named,),) = [renewed("contract", "plan", "C-104", "--name", "Second [/x]", "--json").json]
    assert (named["source"], named["start"], named["due"]) == ("contract", "2026-11-21", "2027-11-21")
    assert [one["name"] for one in renewed("contract", "plan", "C-104", "--json").json][-1] != ""
    assert len(renewed("contract", "plan", "C-104").lines) == 2


def test_a_plan_that_is_odd_for_its_contract_is_made_and_told_of(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    taken = f"C-104 has a plan already: 'Renewed before the contract ends' (goal {goal['id']})."
    contract = renewed("contract", "show", "C-104", "--json").json["id"]
    again = ("goal", "add", "--template", "renewal", "--from", f"contract:{contract}")
    listed = renewed(*again, "--dry-run")
    assert taken in listed.err
    made = renewed(*again, "--start", "2027-10-04", "--json")
    assert made.code == 0
    assert taken in made.err
    assert "The plan ends 132 days after the contract." in made.err
    assert made.json[0]["name"] == "Renewed before the contract ends · C-104"
    renewed("undo")
    assert len(renewed("contract", "plan", "C-104", "--json").json) == 1
    assert renewed("contract", "edit", "C-104", "--end", "2026-10-01").code == 0
    past = renewed("contract", "plan", "C-104", "--template", "growth", "--start", "2026-12-01")
    said = "The contract ended 51 days ago. The plan ends 166 days after the contract and begins after it."
    assert said in past.err
    own = renewed("goal", "add", "Acme Corp", "--template", "growth", "--start", "2026-12-01")
    assert "contract" not in own.err


def test_a_plan_is_made_from_an_opportunity(full: Program) -> None:
    full("opportunity", "add", "Acme Corp", "--name", "More", "--close-date", "2027-02-01")
    assert full("opportunity", "plan", "More", "--json").json == []
    (goal,) = full(
        "opportunity", "plan", "More", "--template", "growth", "--start", "2026-12-01", "--json"
    ).json
    assert (goal["source"], goal["source_name"], goal["start"]) == ("opportunity", "More", "2026-12-01")
    assert full("opportunity", "plan", "More", "--template", "growth", "--name", "x").code == 2
    assert full("opportunity", "plan", "More", "--start", "2026-12-01").code == 2
    assert full("opportunity", "plan", "More", "--template", "nonsense").code == 2


def test_an_end_that_moves_says_that_the_plan_stays_and_takes_it_along_when_asked(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    moved = renewed("contract", "edit", "C-104", "--end", "2027-12-22")
    assert moved.code == 0
    assert "moved 31 days later" in moved.err
    assert f"kapta goal shift {goal['id']} --days 31" in moved.err
    (still,) = renewed("contract", "plan", "C-104", "--json").json
    assert still["due"] == "2027-11-21"
    assert renewed("goal", "shift", str(goal["id"]), "--days", "31", "--json").json["due"] == "2027-12-22"
    back = renewed("contract", "edit", "C-104", "--end", "2027-12-12", "--move-plan")
    assert "10 days earlier" in back.err
    (again,) = renewed("contract", "plan", "C-104", "--json").json
    assert again["due"] == "2027-12-12"
    renewed("undo")
    (undone,) = renewed("contract", "plan", "C-104", "--json").json
    assert undone["due"] == "2027-12-22"
    assert renewed("contract", "show", "C-104", "--json").json["end"] == "2027-12-22"
    assert "stands where it was" not in renewed("contract", "edit", "C-104", "--value", "5").err
    assert renewed("contract", "edit", "C-104").code == 2


def test_a_goal_is_copied_to_accounts_by_name_and_by_filter(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    number = str(goal["id"])
    renewed("account", "add", "Gamma")
    dry = renewed("goal", "copy", number, "--to-filter", "!archived", "--start", "2026-12-05", "--dry-run")
    assert dry.out == ""
    assert "Will make 2 goals" in dry.err
    assert "first start Mon 7 Dec 2026" in dry.err
    before = len(renewed("goal", "list").lines)
    made = renewed(
        "goal", "copy", "Acme Corp", number, "--to", ZOE, "--to", "Gamma", "--shift", "-30", "--json"
    ).json
    assert [one["account"] for one in made] == [ZOE, "Gamma"]
    assert {one["due"] for one in made} == {"2027-10-22"}
    assert {one["source"] for one in made} == {None}
    assert len(renewed("goal", "list").lines) == before + 2
    assert "Undone: Copied goal" in renewed("undo").err
    assert len(renewed("goal", "list").lines) == before
    renewed("account", "archive", "Gamma")
    refused = renewed("goal", "copy", number, "--to", "Gamma")
    assert (refused.code, "Gamma is archived" in refused.err) == (1, True)
    assert renewed("goal", "copy", number).code == 2
    assert renewed("goal", "copy", number, "--to", ZOE, "--shift", "3", "--start", "2026-12-01").code == 2


def test_a_plan_is_moved_to_a_start(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    number = str(goal["id"])
    moved = renewed("goal", "shift", number, "--start", "2026-12-05", "--json")
    assert moved.json["start"] == "2026-12-07"
    assert "Start moved from Sat 5 Dec to Mon 7 Dec" in moved.err
    assert renewed("goal", "shift", number).code == 2
    assert renewed("goal", "shift", number, "--days", "1", "--start", "2026-12-05").code == 2
    assert renewed("goal", "shift", number, "--days", "many").code == 2


def test_the_ends_of_the_calendar_are_told_and_promised_to_nobody(renewed: Program) -> None:
    late = ("--start", "9999-12-30")
    for command in (
        ("goal", "add", "Acme Corp", "--template", "onboarding", *late),
        ("goal", "add", "Acme Corp", "--template", "renewal", *late, "--dry-run"),
        ("contract", "plan", "C-104", "--template", "renewal", *late),
    ):
        refused = renewed(*command)
        assert (refused.code, "is no day of the calendar" in refused.err) == (1, True)
    dates = ("--start", "2026-01-01", "--due", "9999-12-31")
    goal = renewed("goal", "add", "Acme Corp", "--name", "Ever", *dates).out.strip()
    for more in ((), ("--dry-run",)):
        refused = renewed("goal", "copy", goal, "--to", ZOE, "--shift", "10", *more)
        assert (refused.code, "Will make" in refused.err) == (1, False)
    task = renewed(
        "task", "add", "Acme Corp", "--name", "Last", "--due", "9999-12-31", "--recurrence", "daily"
    )
    assert "it comes no more" in renewed("task", "next", task.out.strip()).err
    assert renewed("task", "done", task.out.strip()).code == 0


def test_tasks_are_found_by_the_goal_and_section_of_their_action(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    actions = renewed("action", "list", "--filter", f"goal_id:{goal['id']}", "--json").json
    renewed("task", "add", "Acme Corp", "--action", str(actions[0]["id"]), "--name", "Ask [/x]")
    (task,) = renewed("task", "list", "--filter", "name:ask goal:renewed section:internal", "--json").json
    assert (task["name"], task["action"]) == ("Ask [/x]", actions[0]["name"])
    shown = renewed("task", "show", str(task["id"]), "--json").json
    assert (shown["goal"], shown["section"], shown["action_id"]) == (
        goal["name"],
        "internal",
        actions[0]["id"],
    )
    assert "--section" not in renewed("task", "add", "--help").out


def test_the_log_names_a_plan_that_moved_by_what_was_done(renewed: Program) -> None:
    (goal,) = renewed("contract", "plan", "C-104", "--json").json
    renewed("goal", "shift", str(goal["id"]), "--start", "2026-12-07")
    renewed("goal", "shift", str(goal["id"]), "--days", "3")
    renewed("goal", "add", "Acme Corp", "--name", "Serve")
    renewed("goal", "start", "Serve", "--percent", "10")
    verbs = [event["verb"] for event in renewed("log", "--json").json[:4]]
    assert verbs == ["update_goal", "add_goal", "shift_plan", "shift_to"]
