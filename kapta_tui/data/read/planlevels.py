"""The levels of plan sections: what each section holds, and what a change of its levels moves (features: row 72)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planlevels import Standing, moved
from kapta_tui.domain.playbook.book import Playbook
from kapta_tui.domain.playbook.model import Section
from kapta_tui.domain.text import listed

_GOALS = """
SELECT g.section, count(*), sum(EXISTS (SELECT 1 FROM action x WHERE x.goal_id = g.id)),
       sum(EXISTS (SELECT 1 FROM action x WHERE x.goal_id = g.id AND x.objective_id IS NOT NULL))
FROM goal g GROUP BY g.section
"""
_ACTIONS = """
SELECT g.section, count(*), count(x.objective_id) FROM action x JOIN goal g ON g.id = x.goal_id GROUP BY g.section
"""
_OBJECTIVES = """
SELECT g.section, o.name, EXISTS (SELECT 1 FROM action x WHERE x.objective_id = o.id)
FROM objective o JOIN goal g ON g.id = o.goal_id ORDER BY g.account_id, g.position, g.id, o.position, o.id
"""


@dataclass(frozen=True, slots=True)
class Shift:
    """What happens to one plan section when its levels go from `before` to `after`, each 1..3."""

    code: str
    label: str
    before: int
    after: int
    moves: tuple[str, ...]
    """Sentences with counts and the first names."""

    @property
    def sentence(self) -> str:
        """All of it in one line: "Our goals 3 → 2: 14 objectives are put away …"."""
        return f"{self.label} {self.before} → {self.after}: {' '.join(self.moves)}"


def standings(connection: sqlite3.Connection) -> dict[str, Standing]:
    """Return what the plan sections hold over all accounts, by code; sections that hold nothing are left out."""
    found: dict[str, Standing] = {}
    for section, goals, with_actions, with_objectives in connection.execute(_GOALS):
        found[section] = Standing(goals, with_actions, goals_with_objectives=with_objectives)
    for section, actions, in_objectives in connection.execute(_ACTIONS):
        found[section].actions, found[section].in_objectives = actions, in_objectives
    for section, name, has_actions in connection.execute(_OBJECTIVES):
        found[section].objectives.append(name)
        if not has_actions:
            found[section].without_actions.append(name)
    return found


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A plan section and what it holds over all accounts."""

    section: Section
    held: Standing

    @property
    def contents(self) -> str:
        """Return "11 goals and 60 actions"; "nothing planned" where there is nothing."""
        counts = (("goals", self.held.goals), ("actions", self.held.actions))
        return listed([KINDS[kind].counted(count) for kind, count in counts if count]) or "nothing planned"

    def moves(self, levels: int) -> str:
        """Say what other `levels` move; empty for those that it has."""
        return " ".join(moved(self.held, self.section.levels, levels))


def section_plans(connection: sqlite3.Connection, playbook: Playbook) -> tuple[SectionPlan, ...]:
    """Return the plan sections in the order of the playbook with what they hold; retired ones only with goals."""
    holding = standings(connection)
    return tuple(
        SectionPlan(section, holding.get(section.code, Standing()))
        for section in playbook.sections
        if section.code in holding or not section.retired
    )


def shifts(
    connection: sqlite3.Connection, sections: Iterable[Section], wanted: Mapping[str, int]
) -> tuple[Shift, ...]:
    """Return what moves in those of `sections` whose levels differ from the `wanted` ones, given by code."""
    changed = [section for section in sections if wanted.get(section.code, section.levels) != section.levels]
    holding = standings(connection) if changed else {}
    return tuple(_shift(section, wanted[section.code], holding) for section in changed)


def shifts_between(connection: sqlite3.Connection, old: Playbook, new: Playbook) -> tuple[Shift, ...]:
    """Return what moves in plans when the playbook `old` is followed by `new`."""
    return shifts(connection, old.sections, {section.code: section.levels for section in new.sections})


def unmoved(section: Section) -> Shift:
    """Return the shift of a section that keeps its levels."""
    return _shift(section, section.levels, {})


def _shift(section: Section, after: int, holding: Mapping[str, Standing]) -> Shift:
    moves = moved(holding.get(section.code, Standing()), section.levels, after)
    return Shift(section.code, section.label, section.levels, after, moves)
