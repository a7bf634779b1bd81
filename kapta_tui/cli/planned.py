"""The plan made from a contract or an opportunity, behind the fields `kapta NOUN show` writes (features: row 76)."""

from __future__ import annotations

from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.records import objects_of
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.planned import MadePlan, PlanGoal, plan_of
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHORS

NAME = "plan"
_KEYS = ("id", "name", "percent", "due", "open", "late")


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
        plan: list[Json] = [dict(goal) for goal in _objects(reader, found)]
        return [dict(item) | {NAME: plan} for item in listing.objects()]

    return Listing(listing.name, [*listing.columns, Column(NAME, "Plan", str)], rows, objects)


def plan_listing(reader: Reader, plan: MadePlan | None) -> Listing:
    """Return the goals of a plan; as objects they have all their fields and the sums `open` and `late`."""
    goals = () if plan is None else plan.goals
    rows = [[goal.id, goal.name, goal.percent, goal.due, goal.is_open, goal.is_late] for goal in goals]
    columns = [Column(key, key.capitalize(), shown, key == "id") for key in _KEYS]
    return Listing(NAME, columns, lambda: rows, lambda: _objects(reader, plan))


def _objects(reader: Reader, plan: MadePlan | None) -> list[dict[str, Json]]:
    """Return the goals of a plan with all their fields, whether each is open, and whether it or its work is late."""
    sums = {goal.id: (goal.is_open, goal.is_late) for goal in (() if plan is None else plan.goals)}
    found = objects_of(reader, KINDS["goals"], list(sums)) if sums else []
    return [
        item | {"open": is_open, "late": is_late}
        for item, (is_open, is_late) in zip(found, sums.values(), strict=True)
    ]


def goal_words(goal: PlanGoal) -> str:
    """Return "goal 7 Renewed in time, 53 %, due 2027-03-31, late"."""
    percent = [] if goal.percent is None else [f"{goal.percent} %"]
    due = [] if goal.due is None else [f"due {goal.due}"]
    state = "late" if goal.is_late else "open" if goal.is_open else "done"
    return ", ".join([f"goal {goal.id} {goal.name}", *percent, *due, state])
