"""`kapta report`: reports listed, read, written to files and refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.program import Program


def test_without_a_name_the_reports_there_are_are_listed(filled: Program) -> None:
    listed = filled("report", "--json").json
    assert [(one["kind"], one["name"], one["of"]) for one in listed] == [
        ("report", "action_plan", "account"),
        ("report", "customer", "account"),
        ("report", "risk", "account"),
        ("report", "portfolio_risk", "portfolio"),
        ("report", "health", "either"),
        ("report", "activity", "either"),
    ]
    names = ["action_plan", "customer", "risk", "portfolio_risk", "health", "activity"]
    assert [line[0] for line in filled("report").lines] == names


def test_a_report_is_markdown_on_standard_output(filled: Program) -> None:
    ran = filled.process("report", "risk", "Acme Corp")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Risk report: Acme Corp\n")
    assert "| Open | from 2026-11-21, 0 days |" in ran.out
    assert filled("report", "RISK", "1").out == ran.out
    assert filled("report", "risk", "Acme Corp", "1").out == ran.out
    later = filled("--today", "2026-12-01", "report", "risk", "Acme Corp").out
    assert "As of 2026-12-01" in later
    assert "| Open | from 2026-11-21, 10 days |" in later
    named = filled("report", "risk", "Zoë [/oops] 日本").out
    assert "No active risk" in named


def test_what_the_customer_gets_leaves_out_is_said_beside_it(full: Program, tmp_path: Path) -> None:
    assert full("action", "edit", "Roll out", "--no-in-customer-report").code == 0
    ran = full.process("report", "customer", "Acme Corp")
    assert ran.code == 0
    assert ran.err.startswith("Left out: 1 action. Progress counts what is shown. Descriptions, notes, ")
    assert "Live in three sites" in ran.out
    assert "Roll out" not in ran.out
    for name in ("plan.md", "plan.html", "plan.json"):
        written = full("report", "customer", "1", "-o", tmp_path / name)
        assert (written.code, written.err.splitlines()[-1]) == (0, f"Wrote the report to {tmp_path / name}.")
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert ("Live in three sites" in text, "Roll out" in text, "eft out" in text) == (True, False, False)
    assert full("goal", "edit", "1", "--no-in-customer-report").code == 0
    assert "Left out: 1 goal, 1 action." in full("report", "customer", "Acme Corp").err
    back = full("goal", "edit", "1", "--in-customer-report", "--json").json
    assert back["in_customer_report"] is True


def test_the_action_plan_as_values_has_all_of_it(full: Program) -> None:
    assert full("task", "add", "Acme Corp", "--name", "Call", "--action", "Roll out").code == 0
    found = full("report", "action-plan", "Acme Corp", "--json").json
    (section,) = found["sections"]
    (goal,) = section["goals"]
    (action,) = goal["actions"]
    (task,) = action["tasks"]
    assert (found["counts"]["open"], section["section"], goal["progress"]) == (
        1,
        "customer",
        "0 % of its only action",
    )
    assert (goal["in_customer_report"], action["status"], action["state"]) == (
        True,
        "not_started",
        "not started",
    )
    assert (task["name"], task["due_inherited"], task["due"]) == ("Call", True, action["due"])


@pytest.mark.parametrize(
    ("name", "begin"), [("r.md", b"# Port"), ("r.HTML", b"<!doc"), ("r.pdf", b"%PDF"), ("r.json", b'{"kind')]
)
def test_the_suffix_names_the_format(filled: Program, tmp_path: Path, name: str, begin: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")
    ran = filled("report", "portfolio-risk", "-o", path)
    assert (ran.code, ran.out) == (0, "")
    assert path.read_bytes().startswith(begin)
    assert list(tmp_path.iterdir()) == [path]


def test_json_holds_the_values_with_the_keys_of_risks(filled: Program) -> None:
    found = filled("report", "risk", "Acme Corp", "--json").json
    risk = found["risk"]
    assert (found["kind"], found["report"], found["account"]) == ("report", "risk", "Acme Corp")
    assert found["contract_values"] == [{"amount": 1200.5, "currency": "EUR"}]
    assert [reason["code"] for reason in risk["reasons"]] == ["QUIET", None]
    assert risk["stages"] == [{"status": "open", "since": "2026-11-21", "days": 0}]
    shown = filled("risk", "show", "1", "--json").json
    assert all(risk[name] == shown[name] for name in ("stages", "linked", "notes", "prior", "repeated"))
    assert risk["expected_losses"] == [{"amount": 720.3, "currency": "EUR"}]
    (listed,) = filled("risk", "list", "--json").json
    assert listed["stages"] == [{"status": "open", "since": "2026-11-21"}]
    assert risk.items() >= (listed | {"stages": risk["stages"]}).items()
    every = filled("report", "portfolio_risk", "--format", "json").json
    assert every["totals"]["count"] == every["active"]["count"] == 1
    assert [one["id"] for one in every["risks"]] == every["unaddressed"]["risks"] == [1]
    assert sum(cell["count"] for cell in every["matrix"]) == 1
    for option, value in (("--filter", "severity:low"), ("--person", "omar")):
        assert not filled("report", "portfolio_risk", option, value, "--json").json["risks"]
    assert filled("report", "portfolio_risk", "--person", "jane", "--json").json["risks"] == every["risks"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing",), 2, "Use one of action_plan, customer, risk, portfolio_risk, health, activity."),
        (("risk",), 2, "Name the account"),
        (("-o", "report.md"), 2, "lists them"),
        (("risk", "Nobody"), 1, "Nobody"),
        (("customer",), 2, "Name the account, as in 'kapta report customer ACME'."),
        (("customer", "Acme Corp", "1"), 2, "more than one account"),
        (("action_plan", "99"), 1, "99"),
        (("action_plan", "Acme Corp", "--person", "jane"), 2, "about one account"),
        (("risk", "99"), 1, "99"),
        (("risk", "Acme Corp", "--filter", "mine"), 2, "Leave --filter"),
        (("portfolio_risk", "Acme Corp"), 2, "--filter account:NAME"),
        (("portfolio_risk", "--person", "Nobody"), 1, "Nobody"),
        (("portfolio_risk", "--filter", "colour:red"), 2, "colour"),
        (("portfolio_risk", "-o", "report.docx"), 2, ".md, .html, .pdf"),
        (("portfolio_risk", "-o", "report"), 2, ".md, .html, .pdf"),
        (("portfolio_risk", "-o", "none/report.md"), 2, "does not exist"),
        (("portfolio_risk", "--format", "docx"), 2, "docx"),
        (("portfolio_risk", "--since", "30d"), 2, "looks back on no period"),
        (("health", "Acme Corp", "--filter", "mine"), 2, "about one account"),
        (("health", "--person", "jane"), 2, "--filter owner:NAME"),
        (("health", "--since", "soon"), 2, "is no period"),
        (("health", "--filter", "colour:red"), 2, "colour"),
        (("activity", "--since", "last-qbr"), 2, "no last QBR in common"),
        (("activity", "Acme Corp", "--since", "last-qbr"), 1, "No QBR was held"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    filled: Program, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = filled("report", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_report_that_is_switched_off_is_refused(full: Program, tmp_path: Path) -> None:
    text = full("playbook", "show").out
    path = tmp_path / "playbook.toml"
    path.write_text(text.replace(', "risk"', "", 1), encoding="utf-8")
    assert full("playbook", "import", path).code == 0
    ran = full("report", "risk", "Acme Corp")
    assert ran.code == 1
    assert "kapta playbook edit" in ran.err
    left = ["action_plan", "customer", "portfolio_risk", "health", "activity"]
    assert [line[0] for line in full("report").lines] == left


def test_health_and_activity_are_of_an_account_or_of_all_over_a_period(full: Program, tmp_path: Path) -> None:
    one = full("report", "health", "Acme Corp", "--since", "90d", "--json").json
    assert (one["report"], one["period"]) == ("health", "90d")
    assert one["score"] == sum(row["points"] or 0 for row in one["factors"]) - one["deduction_points"]
    every = full("report", "health", "--filter", "name:acme", "--json").json
    assert [row["account"] for row in every["accounts"]] == ["Acme Corp"]
    assert sum(every["bands"].values()) == 1
    done = full("report", "activity", "Acme Corp", "--json").json
    assert done["total"] == sum(done["counts"].values()) == len(done["happened"])
    assert done["score"] == one["score"]
    whole = full("report", "activity", "--json").json
    assert whole["total"] == sum(row["total"] for row in whole["accounts"]) >= done["total"]
    for words in (("health",), ("health", "Acme Corp"), ("activity",), ("activity", "Acme Corp")):
        title = full("report", *words).out.splitlines()[0]
        assert title.startswith("# ")
        assert full("report", *words, "-o", tmp_path / "report.pdf").code == 0
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_json_leaves_out_what_is_switched_off(full: Program, tmp_path: Path) -> None:
    text = full("playbook", "show").out
    for feature in ("contracts", "plans"):
        assert f"{feature} = true" in text
        text = text.replace(f"{feature} = true", f"{feature} = false", 1)
    path = tmp_path / "playbook.toml"
    path.write_text(text, encoding="utf-8")
    assert full("playbook", "import", path).code == 0
    gone = r'"(contract_value|expected_loss|ending|unaddressed|overdue|linked)\w*"|"currency"'
    for words in (("portfolio_risk",), ("risk", "Acme Corp")):
        ran = full("report", *words, "--json")
        assert ran.code == 0
        assert not re.findall(gone, ran.out)
