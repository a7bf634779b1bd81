"""At what depth each row of a plan is drawn, and what a change of levels moves (mission S3; features: row 72).

The levels of a plan section decide how deep its plan is drawn. They write nothing: what is put away stays stored, and
stands where it stood when the levels are back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import one_line

DEEPEST: Final = 3
"""Goals, objectives, actions; two levels have goals and actions, one has goals alone."""

DRAWN: Final = {1: "goals alone", 2: "goals and actions", 3: "goals, objectives and actions"}
"""Levels to what is drawn."""

_OBJECTIVES = ("objective", "objectives")
_NAMED = 2


def checked(levels: int) -> int:
    """Return `levels` where a section can have so many. Raises UsageError."""
    if not 1 <= levels <= DEEPEST:
        raise UsageError(f"A section has 1 to {DEEPEST} levels, not {levels}.", "Give 1, 2 or 3.")
    return levels


class Placed(Protocol):
    """A row of a plan as it is stored, under its section."""

    @property
    def kind(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def depth(self) -> int: ...


P = TypeVar("P", bound=Placed)


def drawn_depth(levels: int, kind: str, depth: int) -> int | None:
    """Return the depth at which a row is drawn in a section of `levels` 1..3, None where it is put away.

    `kind` is a kind or noun, `depth` the depth with three levels: 0 a goal, 1 an objective or an action of a goal, 2
    an action of an objective. Objectives are put away below three levels; actions then stand right below their goal,
    and beside it where there is one level.
    """
    if kind in _OBJECTIVES and levels < DEEPEST:
        return None
    return min(depth, levels - 1)


def drawn(rows: Iterable[P], levels: Mapping[str, int]) -> Iterator[tuple[P, int]]:
    """Yield those of `rows` that are drawn, each with its depth; `levels` are those of the sections by code."""
    for row in rows:
        depth = drawn_depth(levels.get(row.section, DEEPEST), row.kind, row.depth)
        if depth is not None:
            yield row, depth


def drawn_parent(levels: int, goal: int, objective: int | None) -> tuple[str, int] | None:
    """Return noun and id of what an action is drawn under: its objective, its goal, or None beside the goals."""
    if levels == 1:
        return None
    return ("goal", goal) if objective is None or levels < DEEPEST else ("objective", objective)


@dataclass(slots=True)
class Standing:
    """What one plan section holds, over all accounts."""

    goals: int = 0
    goals_with_actions: int = 0
    actions: int = 0
    """All of them, those of objectives too."""
    in_objectives: int = 0
    """Actions that belong to an objective."""
    goals_with_objectives: int = 0
    objectives: list[str] = field(default_factory=list)
    """Names, in the order of the plans."""
    without_actions: list[str] = field(default_factory=list)
    """Names of the objectives that have none."""


def moved(standing: Standing, before: int, after: int) -> tuple[str, ...]:
    """Return in sentences what is drawn elsewhere when a section goes from `before` to `after` levels."""
    if before == after:
        return ()
    lines = _lowered(standing, before, after) if after < before else _raised(standing, before, after)
    return tuple(lines) or ("Nothing that is planned moves.",)


def _lowered(standing: Standing, before: int, after: int) -> Iterator[str]:
    where = "beside" if after == 1 else "right below"
    if before == DEEPEST and standing.objectives:
        put = f"{_count(standing.objectives, 'objective')} put away"
        if standing.in_objectives and after > 1:
            whose = "its" if len(standing.objectives) == 1 else "their"
            goals = _goals(standing.goals_with_objectives)
            put += f"; {whose} {_many(standing.in_objectives, 'action')} {where} {goals}"
        yield f"{put}."
    if after == 1 and standing.actions:
        yield f"{_many(standing.actions, 'action')} {where} {_goals(standing.goals_with_actions)}, not below."
    if before == DEEPEST and standing.without_actions:
        bare = standing.without_actions
        one = len(bare) == 1
        yield (
            f"{_names(bare)}, which {'has' if one else 'have'} no action, "
            f"{'is' if one else 'are'} not seen until three levels are back."
        )


def _raised(standing: Standing, before: int, after: int) -> Iterator[str]:
    if before == 1 and standing.actions:
        directly = standing.actions - (standing.in_objectives if after == DEEPEST else 0)
        if directly:
            yield f"{_many(directly, 'action')} below {_goals(standing.goals_with_actions)} again."
    if after == DEEPEST and standing.objectives:
        back = f"{_count(standing.objectives, 'objective', 'come')} back"
        if standing.in_objectives:
            which = "it" if len(standing.objectives) == 1 else "them"
            back += f"; {_many(standing.in_objectives, 'action')} below {which} again"
        yield f"{back}."


def _count(names: list[str], noun: str, verb: str = "be") -> str:
    one = len(names) == 1
    does = {"be": ("is", "are"), "come": ("comes", "come")}[verb][0 if one else 1]
    return f"{len(names):,} {noun}{'' if one else 's'} ({_names(names)}) {does}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun} stands" if count == 1 else f"{count:,} {noun}s stand"


def _goals(count: int) -> str:
    return "the goal" if count == 1 else f"their {count:,} goals"


def _names(names: list[str]) -> str:
    """Return the first names and how many more there are: “Start well”, “Deliver” and 12 more."""
    shown = [f"“{one_line(name)}”" for name in names[:_NAMED]]
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest:,} more"
    return " and ".join(shown)
