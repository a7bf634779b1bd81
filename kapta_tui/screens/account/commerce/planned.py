"""What the lists of contracts and opportunities have in common: a plan is made from each, or gone to (row 76)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Final

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import planned
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import SIGNS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, parts_of
from kapta_tui.widgets.listing import Column

_LATE: Final = "!"


class PlannedList(RecordList):
    """Records that plans are made from: the name says how far each plan is, the border what P does."""

    BINDINGS = bindings("commerce")
    HINTS: ClassVar = {"commerce.plan": 3}
    _has_plans = False

    def load_rows(
        self, connection: sqlite3.Connection, view: View, wanted: Sequence[int]
    ) -> Mapping[int, Record]:
        """Return the rows `wanted` by id with what is known of their plans; runs in a thread."""
        rows = super().load_rows(connection, view, wanted)
        if view.playbook.enabled("plans"):
            for number, plan in planned.plans(connection, view, self.kind, list(rows)).items():
                rows[number].update(
                    plan=plan.goals[0].name,
                    plan_goals=len(plan.goals),
                    plan_percent=plan.percent,
                    plan_late=plan.is_late,
                )
        return rows

    def with_plan(self, columns: Sequence[Column[Record]], playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return the columns, the first one with a mark of the plan, unless plans are switched off."""
        self._has_plans = playbook.enabled("plans")
        first, *others = columns
        if self._has_plans:
            first = first._replace(cell=partial(_marked, KINDS[self.kind].noun, first.cell))
        return (first, *others)

    def show_status(self, words: Iterable[str]) -> None:
        """Write behind `words` which plan was made from the record under the cursor, and what the key does."""
        super().show_status([*words, *filter(None, [self._status()])])

    def _status(self) -> str:
        row = None if self.cursor_id is None else self.row(self.cursor_id)
        if row is None or not self._has_plans:
            return ""
        key = show_key(self._base.shell.keys["commerce.plan"].split(",")[0])
        goals, percent = row.get("plan_goals"), row.get("plan_percent")
        if not isinstance(goals, int):
            return f"no plan · {key} makes one"
        name = one_line(str(row.get("plan"))) if goals == 1 else f"one of its {goals} goals"
        done = "" if percent is None else f" {percent} %"
        late = ", late" if row.get("plan_late") else ""
        return f"plan{done}{late} · {key} goes to {name}"

    @property
    def _base(self) -> BaseScreen:
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    def record_here(self) -> tuple[str, int] | None:
        """The record under the cursor, from which a link leads to its plan."""
        return None if self.cursor_id is None else (self.kind, self.cursor_id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse a plan for no record."""
        if command_id == "commerce.plan" and self.cursor_id is None:
            return f"there is no {KINDS[self.kind].spoken} under the cursor"
        return super().why_not(command_id)

    def action_commerce_plan(self) -> None:
        """Go to the plan of the record under the cursor, or make one."""
        from kapta_tui.screens.account.commerce.planning import plan_for

        if self.cursor_id is not None:
            plan_for(self._base, self.kind, self.cursor_id)


def _marked(noun: str, cell: Callable[[Record], Cell], row: Record) -> Cell:
    """Return a cell with "$ 53 %" behind it, the number of goals at the sign where there are several, "!" when late."""
    goals, percent = row.get("plan_goals"), row.get("plan_percent")
    if not isinstance(goals, int):
        return cell(row)
    sign = f" {SIGNS[noun]}{goals if goals > 1 else ''}"
    done = "" if percent is None else f" {percent} %"
    late: list[CellPart] = [(f" {_LATE}", "bad")] if row.get("plan_late") else []
    return [*parts_of(cell(row)), HOLD, (f"{sign}{done}", "accent"), *late]
