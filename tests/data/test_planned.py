"""Plans made from contracts and opportunities (mission S3; features: row 76)."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.data.read import planned
from kapta_tui.data.read.planned import MadePlan, PlanGoal
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.data.write.planned import edit_and_move
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.planned import SIGNS, distance_words
from kapta_tui.domain.playbook import default_text, parse
from kapta_tui.screens.plans.foretelling import template_lines
from tests.data.desk import Desk

CONTRACT = ("contracts", 1)
END = date(2027, 3, 31)
"""The end of the first contract."""


def _plan(desk: Desk, kind: str = "contracts") -> MadePlan | None:
    view = View(desk.store.today, "jane", parse(default_text()))
    return planned.plan_of(desk.reading, view, kind, 1)


def test_a_template_for_contracts_is_counted_back_from_the_end_of_this_one(desk: Desk) -> None:
    assert _plan(desk) is None
    (goal,) = desk.there_and_back(verbs.add_plan_from_template, CONTRACT, "renewal")
    assert desk.row("SELECT source, source_id, start, due FROM goal WHERE id = ?", goal) == (
        "contract",
        1,
        (END - timedelta(180)).isoformat(),
        END.isoformat(),
    )
    found = _plan(desk)
    assert found is not None
    assert [(one.id, one.percent, one.is_open) for one in found.goals] == [(goal, 0, True)]
    assert found.is_late, "its first actions were due before today"


def test_goals_that_would_be_called_the_same_are_told_apart_by_what_they_are_made_from(desk: Desk) -> None:
    def name(goal: int) -> str:
        return str(desk.row("SELECT name FROM goal WHERE id = ?", goal)[0])

    said = "Renewed before the contract ends"
    other = desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C-[/2]", "end": END})
    (first,) = desk.do(verbs.add_plan_from_template, CONTRACT, "renewal")
    (second,) = desk.do(verbs.add_plan_from_template, ("contracts", other), "renewal")
    (by_hand,) = desk.do(verbs.add_goals_from_template, 1, "renewal", anchor=other)
    assert [name(one) for one in (first, second, by_hand)] == [said, f"{said} · C-[/2]", f"{said} · C-[/2]"]
    (grown,) = desk.do(verbs.add_goals_from_template, 1, "growth")
    (again,) = desk.do(verbs.add_plan_from_template, ("opportunities", 1), "growth")
    assert [name(grown), name(again)] == ["Grow together", "Grow together · More"]


def test_the_form_foretells_that_a_plan_is_odd_for_its_contract(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_plan_from_template, CONTRACT, "renewal")
    made = planned.plan_words(desk.reading, "contracts", [1])
    assert made == {1: f"C-1 has a plan already: 'Renewed before the contract ends' (goal {goal})"}
    playbook = parse(default_text())
    values: Values = {"start": END - timedelta(10), "link": "1"}
    ends, today = {1: END}, desk.store.today
    first, *_ = template_lines(playbook, playbook.template("renewal"), ends, today, values, made=made)
    assert f"The plan ends 171 days after the contract. {made[1]}." in first
    values = {"start": END + timedelta(30)}
    growth = playbook.template("growth")
    first, *_ = template_lines(playbook, growth, ends, END + timedelta(20), values, source=CONTRACT)
    assert first.endswith(
        "The contract ended 20 days ago. The plan ends 135 days after the contract and begins after it."
    )
    assert "contract" not in template_lines(playbook, growth, ends, today, values)[0]


def test_any_template_and_any_outline_can_be_made_for_an_opportunity(desk: Desk) -> None:
    source = ("opportunities", 1)
    (grown,) = desk.do(verbs.add_plan_from_template, source, "growth", date(2026, 12, 1))
    (rescued,) = desk.do(verbs.add_plan_from_template, source, "rescue")
    (typed,) = desk.there_and_back(verbs.add_plan_from_outline, source, "customer", "Win it\n  Prove it")
    found = _plan(desk, "opportunities")
    assert found is not None
    assert {one.id for one in found.goals} == {grown, rescued, typed}
    assert desk.last_event()[1] == "Added goal Win it of Acme with 1 objective; made from opportunity More"
    assert isinstance(desk.refused(verbs.add_plan_from_template, ("notes", 1), "growth"), UsageError)


def test_the_percent_of_a_plan_is_the_mean_of_its_goals_and_100_only_when_all_are_there() -> None:
    def percent(*each: int | None) -> int | None:
        goals = (PlanGoal(number, "", one, None, True, False) for number, one in enumerate(each))
        return MadePlan(tuple(goals)).percent

    assert percent(50, 55) == 53
    assert percent(100, 99) == 99
    assert percent(100, 100, None) == 100
    assert percent(None) is None


def test_the_plan_moves_with_the_end_of_its_contract_when_asked_to(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_plan_from_template, CONTRACT, "renewal")
    dates = "SELECT start, due FROM action WHERE goal_id = ? ORDER BY id"
    before = desk.rows(dates, goal)
    desk.do(verbs.edit_record, *CONTRACT, {"end": END + timedelta(10)})
    assert desk.rows(dates, goal) == before, "never by itself"
    desk.there_and_back(edit_and_move, *CONTRACT, {"end": END + timedelta(41)})
    assert desk.rows(dates, goal) == [
        tuple((date.fromisoformat(day) + timedelta(31)).isoformat() for day in row) for row in before
    ]
    verb, said = desk.last_event()
    assert verb == "edit_contract"
    assert said.startswith("Changed end of contract C-1 of Acme. Moved plan ")
    assert "31 days later" in said


def test_an_edit_that_moves_no_end_moves_no_plan(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_plan_from_template, CONTRACT, "renewal")
    desk.do(edit_and_move, *CONTRACT, {"value": 99})
    assert desk.row("SELECT due FROM goal WHERE id = ?", goal) == (END.isoformat(),)
    assert desk.last_event()[1] == "Changed value of contract C-1 of Acme"


def test_only_open_goals_with_dates_can_move(desk: Desk) -> None:
    (undated,) = desk.do(verbs.add_plan_from_outline, CONTRACT, "customer", "Think")
    assert planned.open_plan(desk.reading, *CONTRACT) is None
    (goal,) = desk.do(verbs.add_plan_from_template, CONTRACT, "renewal")
    plan = planned.open_plan(desk.reading, *CONTRACT)
    assert plan is not None
    assert plan.goals == (goal,)
    assert plan.actions == desk.row("SELECT count(*) FROM action WHERE goal_id = ?", goal)[0]
    desk.do(verbs.complete_goal, goal, with_actions=True)
    assert planned.open_plan(desk.reading, *CONTRACT) is None
    found = _plan(desk)
    assert found is not None
    assert [one.is_open for one in found.goals if one.id == goal] == [False]
    assert undated in {one.id for one in found.goals}


def test_the_signs_and_the_words_of_a_move() -> None:
    assert SIGNS == {"contract": "$", "opportunity": "▽"}
    assert [distance_words(days) for days in (31, -1, 1, 0)] == [
        "31 days later",
        "1 day earlier",
        "1 day later",
        "not at all",
    ]
