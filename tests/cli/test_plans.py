"""Levels, templates and goals that serve as actions, on the command line (features: rows 72, 73 and 75)."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program

OWN = """
[templates.winback]
label = "Win back"
section = "internal"
link = "opportunity"

[[templates.winback.goals]]
name = "Back in business"
actions = [
    { name = "Call", start = 0, duration = 3, owner = "launcher", tasks = [
        { name = "Ask why", owner = "order_desk", recurrence = "every week" } ] },
]
"""


def test_sections_are_listed_and_given_other_levels_with_what_moves(full: Program) -> None:
    full("goal", "add", "Acme Corp", "--outline", "Grow\n  Widen\n  Deepen\n    Ask")
    before = full("playbook", "levels", "--json").json
    assert before[0]["objectives"] == 2
    foretold = full("playbook", "levels", "customer", "2", "--dry-run")
    words = "2 objectives (“Widen” and “Deepen”) are put away; their 1 action stands right below the goal."
    assert words in foretold.err
    assert "“Widen”, which has no action, is not seen until three levels are back." in foretold.err
    assert full("playbook", "levels", "--json").json == before
    object_of = full("playbook", "levels", "customer", "2", "--dry-run", "--json").json
    assert object_of == {"section": "customer", "before": 3, "after": 2, "moves": object_of["moves"]}
    assert object_of["moves"][0] == words
    same = full("playbook", "levels", "customer", "3", "--json")
    assert same.json == {"section": "customer", "before": 3, "after": 3, "moves": []}
    assert full("playbook", "levels", "customer", "2", "--format", "csv").code == 2
    done = full("playbook", "levels", "The customer's strategic goals", "2", "--json")
    assert done.json == object_of
    assert words in done.err
    assert full("playbook", "levels", "--json").json[0]["levels"] == 2
    assert "Nothing would move" in full("playbook", "levels", "customer", "2", "--dry-run").err
    text = full("playbook", "show").out.replace('"customer", levels = 2', '"customer", levels = 3')
    checked = full("playbook", "check", "-", stdin=text)
    assert (
        "2 → 3: 2 objectives (“Widen” and “Deepen”) come back; 1 action stands below them again."
        in checked.err
    )
    assert "come back" in full("playbook", "import", "-", stdin=text).err
    assert full("playbook", "levels", "--json").json == before
    for wrong in (("customer",), ("customer", "4"), ("nosuch", "2"), ("--dry-run",)):
        assert full("playbook", "levels", *wrong).code == 2


def test_what_is_reported_of_a_goal_has_one_name_in_every_command(full: Program) -> None:
    told = full(
        "goal", "add", "Acme Corp", "--name", "Told", "--percent", "20", "--status", "waiting", "--json"
    ).json
    assert (told["percent"], told["status"]) == (20, "waiting")
    number = str(told["id"])
    again = full("goal", "edit", number, "--percent", "30", "--status", "in_progress", "--json").json
    assert (again["percent"], again["status"]) == (30, "in_progress")
    updated = full("goal", "update", number, "--percent", "40", "--json").json
    assert (updated["percent"], updated["status"]) == (40, "in_progress")
    assert full("goal", "edit", number, "--percent", "140").err.startswith("--percent: ")
    beside = full("goal", "add", "Acme Corp", "--outline", "Grow", "--percent", "3")
    assert (beside.code, "--outline does not go together with --percent." in beside.err) == (2, True)
    for command in ("add", "edit", "update"):
        help_text = full("goal", command, "--help").out
        assert ("--percent" in help_text, "--status " in help_text, "--reported" in help_text) == (
            True,
            True,
            False,
        )


def test_a_goal_without_actions_is_worked_on_and_one_with_actions_is_not(full: Program) -> None:
    full("goal", "add", "Acme Corp", "--name", "Serve")
    assert full("goal", "start", "Serve", "--json").json["status"] == "in_progress"
    done = full(
        "goal",
        "update",
        "Serve",
        "--percent",
        "40",
        "--status",
        "waiting",
        "--note",
        "-",
        "--json",
        stdin="why",
    )
    assert [done.json[name] for name in ("status", "percent", "status_note")] == ["waiting", 40, "why"]
    assert full("goal", "list", "--filter", "status:waiting", "--json").json[0]["name"] == "Serve"
    full("action", "add", "Acme Corp", "--goal", "Serve", "--name", "Do")
    refused = full("goal", "update", "Serve", "--percent", "50")
    assert (refused.code, "stands at 0 %, which is measured by its action" in refused.err) == (1, True)
    assert full("goal", "update", "Serve", "--percent", "140").code == 2


def test_a_template_is_listed_before_it_is_launched(full: Program) -> None:
    goals = full("goal", "list", "--json").json
    listed = full(
        "goal", "add", "Acme Corp", "--template", "onboarding", "--start", "2026-03-07", "--dry-run", "--json"
    )
    first, kick_off = listed.json[0], listed.json[2]
    assert (first["kind"], first["start"], first["due"]) == ("goal", "2026-03-09", "2026-06-12")
    assert (kick_off["name"], kick_off["depth"], kick_off["owner"]) == ("Kick-off", 2, "jane")
    assert (
        "Would make 1 goal, 3 objectives, 7 actions and 8 tasks, from 2026-03-09 to 2026-06-12." in listed.err
    )
    assert "Start moved from Sat 7 Mar to Mon 9 Mar." in listed.err
    assert [row["in_customer_report"] for row in listed.json[:4]] == [True, None, True, None]
    assert full("goal", "list", "--json").json == goals
    assert full("goal", "add", "Acme Corp", "--name", "A", "--dry-run").code == 2


def test_a_template_is_launched_for_the_record_that_from_names(full: Program) -> None:
    (contract,) = full("contract", "list", "--json").json
    source = f"contract:{contract['id']}"
    listed = full("goal", "add", "--template", "renewal", "--from", source, "--dry-run", "--json").json
    assert listed[0]["due"] == contract["end"]
    (made,) = full("goal", "add", "--template", "renewal", "--from", source, "--json").json
    assert (made["source"], made["source_name"], made["due"]) == (
        "contract",
        contract["name"],
        contract["end"],
    )
    risk = full("goal", "add", "--template", "rescue", "--from", "risk:Acme Corp", "--json").json
    assert risk[0]["source"] == "risk"
    stranger = full("goal", "add", "Zoë [/oops] 日本", "--template", "renewal", "--from", source)
    assert (stranger.code, "record of another account" in stranger.err) == (1, True)
    note = full("note", "add", "Acme Corp", "--text", "spoke", "--json").json["id"]
    assert full("goal", "add", "--template", "renewal", "--from", f"note:{note}").code == 2


def test_a_template_of_ones_own_is_offered_and_a_wrong_one_is_refused_by_line(
    full: Program, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(full("playbook", "show").out + OWN, encoding="utf-8")
    assert full("playbook", "import", file).code == 0
    assert full("playbook", "templates", "--json").json[-1] == {
        "code": "winback",
        "label": "Win back",
        "section": "internal",
        "goals": 1,
        "objectives": 0,
        "actions": 1,
        "tasks": 1,
        "days": 3,
        "anchor": "the day of launch",
        "link": "opportunity",
    }
    (goal,) = full(
        "goal", "add", "Acme Corp", "--template", "win back", "--start", "2026-11-24", "--json"
    ).json
    assert (goal["section"], goal["due"]) == ("internal", "2026-11-27")
    wrong = OWN.replace("= 3", "= -3").replace('"launcher"', '"nobody"').replace("every week", "blue moon")
    text = full("playbook", "show").out.replace(OWN, wrong)
    checked = full("playbook", "check", "-", stdin=text)
    line = text[: text.index("duration = -3")].count("\n") + 1
    assert checked.code != 0
    assert f"line {line}: templates.winback.goals.actions.duration is -3" in checked.err
    assert "'blue moon' is no recurrence" in checked.err
    assert "owner is 'nobody'; use one of account_owner, launcher, order_desk" in checked.err


def test_goals_objectives_and_actions_share_the_keys_that_programs_read(full: Program) -> None:
    full("goal", "add", "Acme Corp", "--outline", "Grow\n  Widen\n    Ask")
    full("action", "edit", "Ask", "--contacts", "Ana Ruiz")
    shared = {"section", "name", "status", "percent", "owner", "start", "due", "completed_at", "overdue"}
    shared |= {"source", "in_customer_report", "contacts"}
    above = {"goal": set[str](), "objective": {"goal"}, "action": {"goal", "objective"}}
    for noun, name in (("goal", "Grow"), ("objective", "Widen"), ("action", "Ask")):
        shown = full(noun, "show", name, "--json").json
        assert shared | above[noun] <= shown.keys()
        assert (shown["section"], shown["status"], shown["contacts"]) == (
            "customer",
            "not_started",
            ["Ana Ruiz"],
        )
    full("action", "start", "Ask")
    assert full("objective", "show", "Widen", "--json").json["status"] == "in_progress"
    full("goal", "complete", "Grow", "--with-actions")
    assert full("objective", "show", "Widen", "--json").json["status"] == "completed"
