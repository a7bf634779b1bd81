"""A list of goals that is imported again: what actions say stays theirs, and rules of goals hold (rows 72 and 88)."""

from __future__ import annotations

import pytest

from kapta_tui.exchange.outcome import FileOutcome
from tests.exchange.imports import Bench, reasons

SHOWN = ("account", "section", "name", "status", "percent")


@pytest.fixture
def plan(bench: Bench) -> Bench:
    """Goals with an open, a half done, all done and no actions, and a completed one without."""
    bench.one("accounts.csv", "name\nAcme\n")
    rows = "Open,,\nHalf,,\nDone,,\nAlone,in_progress,30\nOver,completed,40\n"
    bench.one("goals.csv", f"name,status,percent\n{rows}", kind="goals", account="Acme")
    actions = "Open,a,not_started,0\nHalf,b,in_progress,40\nHalf,c,cancelled,0\nDone,d,completed,100\n"
    bench.one("actions.csv", f"goal,name,status,percent\n{actions}", kind="actions", account="Acme")
    return bench


def shown(bench: Bench, columns: tuple[str, ...] = SHOWN) -> str:
    lines = [
        ",".join("" if row[name] is None else str(row[name]) for name in columns)
        for row in bench.all("goals")
    ]
    return "\n".join([",".join(columns), *lines, ""])


def stands(bench: Bench, name: str) -> tuple[object, ...]:
    (row,) = [row for row in bench.all("goals") if row["name"] == name]
    return row["status"], row["percent"], row["started_at"], row["completed_at"]


def warned(item: FileOutcome) -> list[tuple[str, str, str]]:
    return [(cell.column, cell.value, cell.reason) for cell in item.warnings]


def goals(
    bench: Bench, *rows: str, header: str = "name,status,percent", account: str = "Acme"
) -> FileOutcome:
    return bench.one("goals.csv", "\n".join([header, *rows, ""]), kind="goals", account=account)


def test_what_goals_show_changes_nothing_when_it_is_imported_again(plan: Bench) -> None:
    before = plan.dump()
    item = plan.one("goals.csv", shown(plan), kind="goals")
    assert (item.updated, item.unchanged, warned(item)) == (0, 5, [])
    assert plan.dump() == before


def test_another_state_of_a_goal_with_actions_is_left_out_and_the_row_stands(plan: Bench) -> None:
    header = "name,status,percent,description"
    item = goals(plan, "Half,waiting,80,told", "Alone,waiting,80,told", header=header)
    assert item.updated == 2
    assert warned(item) == [
        ("status", "waiting", "the actions of 'Half' say its status"),
        ("percent", "80", "'Half' stands at 40 %, measured by its actions"),
    ]
    assert stands(plan, "Half") == ("in_progress", 40, None, None)
    assert stands(plan, "Alone")[:2] == ("waiting", 80)
    assert {row["description"] for row in plan.all("goals")} == {None, "told"}


def test_an_import_completes_no_goal_whose_actions_are_open(plan: Bench) -> None:
    item = goals(plan, "Open,completed,", "Done,completed,100")
    assert (item.updated, item.unchanged) == (1, 1)
    assert warned(item) == [("status", "completed", "1 action is open under the goal 'Open', such as 'a'")]
    assert [stands(plan, name)[3] is not None for name in ("Open", "Done")] == [False, True]
    again = goals(plan, "Open,completed,", "Done,completed,100")
    assert (again.updated, len(again.warnings)) == (0, 1)


def test_an_import_that_ends_the_actions_too_completes_the_goal(plan: Bench) -> None:
    files = (
        ("goals.csv", "account,goal name,section,status\nAcme,Open,customer,completed\n"),
        ("actions.csv", "account,goal,action name,status\nAcme,Open,a,completed\n"),
    )
    outcome = plan.load(*files)
    assert [(item.updated, item.warnings) for item in outcome.files] == [(1, []), (1, [])]
    assert stands(plan, "Open")[0] == "completed"
    assert [item.updated for item in plan.load(*files).files] == [0, 0]


def test_an_own_file_completes_a_goal_only_with_its_actions_and_together_with_its_objectives(
    plan: Bench,
) -> None:
    plan.one("o.csv", "goal,name\nDone,x\n", kind="objectives", account="Acme")
    header = "id,created_at,updated_at,external_id,account,name,completed_at,started_at"
    rows = [
        f"{number},{made},{made},,Acme,{name},2026-01-02,2026-01-01"
        for number, made, name in plan.rows(
            "SELECT id, created_at, name FROM goal WHERE name IN ('Open', 'Done')"
        )
    ]
    item = goals(plan, *rows, header=header, account="")
    assert warned(item) == [
        ("completed_at", "2026-01-02", "1 action is open under the goal 'Open', such as 'a'")
    ]
    assert plan.rows("SELECT completed_at FROM objective") == [("2026-01-02",)]
    late = goals(plan, rows[0].replace("2026-01-02", "9000-01-01"), header=header, account="")
    assert [why for *_, why in reasons(late)] == ["Goal cannot have ended on 9000-01-01: that day is ahead"]


def test_a_goal_is_reopened_by_an_open_status_and_by_an_open_action(plan: Bench) -> None:
    goals(plan, "Done,completed,", "Over,in_progress,")
    assert [stands(plan, name)[3] is not None for name in ("Done", "Over")] == [True, False]
    item = goals(plan, "Over,in_progress,", header="name,reported_status,reported_percent")
    assert (item.unchanged, stands(plan, "Over")[:2]) == (1, ("in_progress", 40))
    goals(plan, "Done,in_progress,100")
    assert stands(plan, "Done")[1:] == (100, None, None)
    goals(plan, "Done,completed,")
    plan.one("a.csv", "goal,name\nDone,e\n", kind="actions", account="Acme")
    assert stands(plan, "Done")[3] is None
    ((said,),) = plan.rows("SELECT sentence FROM event ORDER BY id DESC LIMIT 1")
    assert said == "Imported a.csv: 1 action added; goal 'Done' is open again"


def test_what_is_kept_of_a_completed_goal_does_not_reopen_it_when_it_is_imported_again(plan: Bench) -> None:
    before = plan.dump()
    text = shown(plan, ("account", "name", "reported_status", "reported_percent"))
    assert "Acme,Over,in_progress,40" in text
    item = plan.one("goals.csv", text, kind="goals")
    assert (item.updated, warned(item), plan.dump()) == (0, [], before)


def test_a_goal_cannot_be_cancelled_by_an_import(plan: Bench) -> None:
    item = goals(plan, "Open,cancelled,", "Alone,cancelled,")
    assert [why for *_, why in reasons(item)] == ["A goal is open or completed, not cancelled"] * 2
