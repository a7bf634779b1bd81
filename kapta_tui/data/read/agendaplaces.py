"""Where in a plan things on the agenda stand, by which namesakes are told apart (features: row 98)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.data.read.sources.base import SOURCE_NAME
from kapta_tui.domain.text import one_line


class Place(NamedTuple):
    """The action and the goal that a piece of work is below, and the contract or opportunity that it was made from.

    What there is none of is empty. `noun` is "contract" or "opportunity".
    """

    action: str = ""
    goal: str = ""
    noun: str = ""
    made_from: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return "action: Legal", "goal: Renewal", "contract: C-104", as far as there are such."""
        named = (("action", self.action), ("goal", self.goal), (self.noun, self.made_from))
        return tuple(f"{noun}: {one_line(name)}" for noun, name in named if name)

    def sentence(self, noun: str) -> str:
        """Return "It belongs to the goal 'Renewal', made from the contract 'C-104'."; empty where it stands alone.

        `noun` is what stands there: a goal is made from something itself.
        """
        above = [
            f"the {each} '{name}'" for each, name in (("action", self.action), ("goal", self.goal)) if name
        ]
        belongs = f"It belongs to {' of '.join(above)}" if above else ""
        if not self.made_from:
            return f"{belongs}." if belongs else ""
        made = f"made from the {self.noun} '{self.made_from}'."
        return f"{belongs}, {made}" if belongs else f"The {noun} was {made}"


_SOLD: Final = "IN ('contract', 'opportunity')"
_WITHIN: Final = {
    "tasks": ("coalesce(x.name, '')", "task w LEFT JOIN action x ON x.id = w.action_id", "x.goal_id"),
    "actions": ("''", "action w", "w.goal_id"),
    "goals": ("''", "goal w", "NULL"),
}
"""Kind of work to the name of its action, where it is read from, and the id of its goal."""

_SELECT: Final = (
    "SELECT t.id, t.action, t.goal, t.source, {name} FROM (SELECT w.id, {action} AS action, "
    f"coalesce(g.name, '') AS goal, CASE WHEN w.source {_SOLD} THEN w.source ELSE g.source END AS source, "
    f"CASE WHEN w.source {_SOLD} THEN w.source_id ELSE g.source_id END AS source_id "
    "FROM {rows} LEFT JOIN goal g ON g.id = {goal} WHERE w.id IN (SELECT value FROM json_each(?))) t"
)


def places(connection: sqlite3.Connection, items: Sequence[AgendaItem]) -> Mapping[tuple[str, int], Place]:
    """Return by kind and id where the tasks, actions and goals among `items` stand."""
    found: dict[tuple[str, int], Place] = {}
    for kind, (action, rows, goal) in _WITHIN.items():
        wanted = [item.id for item in items if item.kind == kind]
        sql = _SELECT.format(name=SOURCE_NAME, action=action, rows=rows, goal=goal)
        for number, above, of, source, name in (
            connection.execute(sql, (json.dumps(wanted),)) if wanted else ()
        ):
            is_sold = source in ("contract", "opportunity") and bool(name)
            found[kind, number] = Place(above, of, source if is_sold else "", name if is_sold else "")
    return found
