"""The plan made from a contract or an opportunity, behind the fields `kapta NOUN show` writes (features: row 76)."""

from __future__ import annotations

from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.planned import MadePlan, PlanGoal, plan_of
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.planned import ANCHORS

NAME = "plan"


def with_plan(reader: Reader, listing: Listing, kind: Kind, number: int) -> Listing:
    """Return the listing of the one record `number` with the goals made from it; of other kinds the listing itself."""
    if kind.name not in ANCHORS or not reader.playbook.enabled("plans"):
        return listing
    found = plan_of(reader.connection, reader.view, kind.name, number)
    goals = () if found is None else found.goals
    words = "; ".join(map(goal_words, goals))

    def rows() -> list[list[Value]]:
        return [[*row, words] for row in listing.rows()]

    def objects() -> list[dict[str, Json]]:
        return [dict(item) | {NAME: [dict(row) for row in plan_rows(found)]} for item in listing.objects()]

    return Listing(listing.name, [*listing.columns, Column(NAME, "Plan", str)], rows, objects)


def plan_rows(plan: MadePlan | None) -> list[dict[str, Value]]:
    """Return the goals of a plan by key: `{id, name, percent, due, open, overdue}`, percent 0..100 or None."""
    return [
        {
            "id": goal.id,
            "name": goal.name,
            "percent": goal.percent,
            "due": goal.due,
            "open": goal.is_open,
            "overdue": goal.is_late,
        }
        for goal in (() if plan is None else plan.goals)
    ]


def goal_words(goal: PlanGoal) -> str:
    """Return "goal 7 Renewed in time, 53 %, due 2027-03-31, late"."""
    percent = [] if goal.percent is None else [f"{goal.percent} %"]
    due = [] if goal.due is None else [f"due {goal.due}"]
    state = "late" if goal.is_late else "open" if goal.is_open else "done"
    return ", ".join([f"goal {goal.id} {goal.name}", *percent, *due, state])
