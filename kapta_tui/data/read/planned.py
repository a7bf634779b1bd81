"""The plan that was made from a contract or an opportunity, and what plans hold (mission S3; features: rows 76, 81)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import records
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.names import called
from kapta_tui.data.read.records import View
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHORS
from kapta_tui.domain.text import listed, one_line

_AMONG = "IN (SELECT value FROM json_each(:goals))"

FIRST_OF_SERIES = (
    "(t.series_id IS NULL OR NOT EXISTS (SELECT 1 FROM task e JOIN action y ON y.id = e.action_id "
    "WHERE (e.id = t.series_id OR e.series_id = t.series_id) AND e.id < t.id AND y.goal_id = x.goal_id))"
)
"""Whether the task `t` of the action `x` is no later one of a series in the same goal: those come by themselves."""


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """A goal that was made from a contract or an opportunity."""

    id: int
    name: str
    percent: int | None
    """0..100, None where there is nothing to measure."""
    due: date | None
    is_open: bool
    is_late: bool
    """Whether it, or an action of it, is open and was due before today."""


@dataclass(frozen=True, slots=True)
class MadePlan:
    """The goals that were made from one record, in the order of their plan; there is at least one."""

    goals: tuple[PlanGoal, ...]

    @property
    def percent(self) -> int | None:
        """The mean of its goals, 0..100, rounded half up; 100 only when all of them are there."""
        known = [goal.percent for goal in self.goals if goal.percent is not None]
        if not known:
            return None
        mean = (2 * sum(known) + len(known)) // (2 * len(known))
        return mean if sum(known) == 100 * len(known) else min(mean, 99)

    @property
    def is_late(self) -> bool:
        """Whether anything of it is late."""
        return any(goal.is_late for goal in self.goals)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much hangs on goals, as much of it as a copy has, and the first day of it."""

    goals: int
    objectives: int
    actions: int
    tasks: int
    first: date | None
    """The earliest start; the earliest due date where nothing has a start."""


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """The open goals with dates that were made from one record, and their open actions with dates."""

    goals: tuple[int, ...]
    actions: int


_MADE_FROM = """
SELECT g.id, g.source_id FROM goal g
WHERE g.account_id IN (SELECT s.account_id FROM {table} s JOIN json_each(:wanted) w ON w.value = s.id)
 AND g.source = :noun AND g.source_id IN (SELECT value FROM json_each(:wanted))
ORDER BY g.section, g.position, g.id
"""
"""By the accounts, which have an index; what goals were made from has none."""


def plans(
    connection: sqlite3.Connection, view: View, kind: str, wanted: Sequence[int]
) -> Mapping[int, MadePlan]:
    """Return the plans made from the records `wanted` of `kind`, by their ids; those without one are left out."""
    sources = dict(
        connection.execute(
            _MADE_FROM.format(table=KINDS[kind].table),
            {"noun": KINDS[kind].noun, "wanted": json.dumps(list(wanted))},
        ).fetchall()
    )
    if not sources:
        return {}
    late = _with_late_actions(connection, list(sources), view.today)
    names = ("id", "name", "percent", "due", "completed_at", "overdue")
    found: dict[int, list[PlanGoal]] = {}
    for row in records.records(connection, "goals", view, list(sources), names):
        number, percent, due = row["id"], row["percent"], row["due"]
        assert isinstance(number, int)
        goal = PlanGoal(
            number,
            str(row["name"]),
            percent if isinstance(percent, int) else None,
            due if isinstance(due, date) else None,
            row["completed_at"] is None,
            bool(row["overdue"]) or number in late,
        )
        found.setdefault(sources[number], []).append(goal)
    return {number: MadePlan(tuple(goals)) for number, goals in found.items()}


def plan_of(connection: sqlite3.Connection, view: View, kind: str, number: int) -> MadePlan | None:
    """Return the plan made from one record of `kind`, None where there is none."""
    return plans(connection, view, kind, [number]).get(number)


def plan_words(connection: sqlite3.Connection, kind: str, wanted: Sequence[int]) -> Mapping[int, str]:
    """Return "C-104 has a plan already: 'Renewed in time' (goal 7)" of each record that has one, by id."""
    made = connection.execute(
        _MADE_FROM.format(table=KINDS[kind].table),
        {"noun": KINDS[kind].noun, "wanted": json.dumps(list(wanted))},
    ).fetchall()
    goals = called(connection, "goals", [goal for goal, _ in made])
    found: dict[int, list[str]] = {}
    for goal, source in made:
        found.setdefault(source, []).append(f"'{one_line(goals[goal])}' (goal {goal})")
    names = {} if kind == "risks" else called(connection, kind, list(found))
    return {
        number: f"{one_line(names.get(number, f'The {KINDS[kind].spoken}'))} has a plan already: {listed(those)}"
        for number, those in found.items()
    }


def _with_late_actions(connection: sqlite3.Connection, goals: Sequence[int], today: date) -> frozenset[int]:
    rows = connection.execute(
        f"SELECT DISTINCT goal_id FROM action WHERE goal_id {_AMONG} AND completed_at IS NULL AND due < :today",
        {"goals": json.dumps(list(goals)), "today": today.isoformat()},
    )
    return frozenset(number for (number,) in rows)


_DATED = "({0}.start IS NOT NULL OR {0}.due IS NOT NULL)"
_OPEN_GOALS = f"""
SELECT g.id FROM goal g WHERE g.account_id = (SELECT s.account_id FROM {{table}} s WHERE s.id = :number)
 AND g.source = :noun AND g.source_id = :number AND g.completed_at IS NULL
 AND ({_DATED.format("g")}
  OR EXISTS (SELECT 1 FROM objective o WHERE o.goal_id = g.id AND o.completed_at IS NULL AND {_DATED.format("o")})
  OR EXISTS (SELECT 1 FROM action x WHERE x.goal_id = g.id AND x.completed_at IS NULL AND {_DATED.format("x")}))
ORDER BY g.section, g.position, g.id
"""


def open_plan(connection: sqlite3.Connection, kind: str, number: int) -> OpenPlan | None:
    """Return what of the plan made from a record has dates that can still move, None where nothing has."""
    given = {"noun": KINDS[kind].noun, "number": number}
    goals = tuple(goal for (goal,) in connection.execute(_OPEN_GOALS.format(table=KINDS[kind].table), given))
    if not goals:
        return None
    actions = connection.execute(
        f"SELECT count(*) FROM action x WHERE x.goal_id {_AMONG} AND x.completed_at IS NULL "
        f"AND {_DATED.format('x')}",
        {"goals": json.dumps(goals)},
    ).fetchone()[0]
    return OpenPlan(goals, actions)


def anchor_day(connection: sqlite3.Connection, kind: str, number: int) -> date | None:
    """Return the contract's end or the opportunity's close date; None where it has none or is gone."""
    sql = f'SELECT "{ANCHORS[kind]}" FROM {KINDS[kind].table} WHERE id = ?'
    row = connection.execute(sql, (number,)).fetchone()
    return None if row is None else day_of(row[0])


_EXTENT = f"""
SELECT (SELECT count(*) FROM goal WHERE id {_AMONG}),
       (SELECT count(*) FROM objective WHERE goal_id {_AMONG}),
       (SELECT count(*) FROM action WHERE goal_id {_AMONG}),
       (SELECT count(*) FROM task t JOIN action x ON x.id = t.action_id
        WHERE x.goal_id {_AMONG} AND {FIRST_OF_SERIES}),
       coalesce(
        (SELECT min(day) FROM (SELECT start AS day FROM goal WHERE id {_AMONG}
         UNION ALL SELECT start FROM objective WHERE goal_id {_AMONG}
         UNION ALL SELECT start FROM action WHERE goal_id {_AMONG})),
        (SELECT min(day) FROM (SELECT due AS day FROM goal WHERE id {_AMONG}
         UNION ALL SELECT due FROM objective WHERE goal_id {_AMONG}
         UNION ALL SELECT due FROM action WHERE goal_id {_AMONG})))
"""


def extent(connection: sqlite3.Connection, goals: Sequence[int]) -> Extent:
    """Return how much hangs on `goals` and when it begins; goals that are gone count nothing."""
    row = connection.execute(_EXTENT, {"goals": json.dumps(list(goals))}).fetchone()
    return Extent(row[0], row[1], row[2], row[3], day_of(row[4]))
