"""How many levels a plan section has, chosen with what moves in view (features: row 72)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from kapta_tui.data.read.planlevels import SectionPlan, Shift, section_plans
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.planlevels import DEEPEST, DRAWN
from kapta_tui.domain.text import one_line
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.editing_jobs import sentence

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

_KEPT = "Nothing is removed: what is put away comes back with its level."
_SAME = "It has these levels now."


class LevelsPick(Pick):
    """A choice of levels; below it stands what the one under the cursor moves."""

    DEFAULT_CSS = """
    LevelsPick #moves { height: auto; min-height: 4; margin-top: 1; color: $muted; }
    """

    def __init__(self, plan: SectionPlan) -> None:
        options = [
            PickOption(
                str(levels),
                _levels(levels),
                DRAWN[levels] + (" · now" if plan.section.levels == levels else ""),
            )
            for levels in range(DEEPEST, 0, -1)
        ]
        super().__init__(f"Levels · {plan.section.label}", options)
        self._plan = plan

    def compose_frame(self) -> ComposeResult:
        """The levels, and what moves."""
        yield from super().compose_frame()
        yield Static("", id="moves")

    def on_mount(self) -> None:
        """Begin at the levels that the section has."""
        super().on_mount()
        self.query_one(OptionList).highlighted = DEEPEST - self._plan.section.levels

    @on(OptionList.OptionHighlighted)
    def _foretell(self) -> None:
        words = "" if self.here is None else self._plan.moves(int(self.here))
        said = f"{words} {_KEPT}" if words else _SAME
        self.query_one("#moves", Static).update(Content(one_line(said)))


def ask_levels(screen: BaseScreen) -> None:
    """Ask for a plan section and for its levels, each with what it moves, and put them in force."""
    screen.ask_to_open("levels of sections", _load, lambda plans: _ask_section(screen, plans))


def _load(connection: sqlite3.Connection) -> tuple[SectionPlan, ...]:
    return section_plans(connection, current(connection))


def _ask_section(screen: BaseScreen, plans: Sequence[SectionPlan]) -> None:
    by_code = {plan.section.code: plan for plan in plans}

    def chosen(code: str | None) -> None:
        if code is not None:
            _ask_count(screen, by_code[code])

    if len(plans) == 1:
        _ask_count(screen, plans[0])
        return
    options = [
        PickOption(plan.section.code, plan.section.label, f"{_levels(plan.section.levels)} · {plan.contents}")
        for plan in plans
    ]
    screen.app.push_screen(Pick("Levels of which section?", options), chosen)


def _ask_count(screen: BaseScreen, plan: SectionPlan) -> None:
    def chosen(levels: str | None) -> None:
        if levels is not None and int(levels) != plan.section.levels:
            screen.write(sentence, _set(plan.section.code, int(levels)))

    screen.app.push_screen(LevelsPick(plan), chosen)


def _set(section: str, levels: int) -> Callable[[Store], Outcome[Shift]]:
    def run(store: Store) -> Outcome[Shift]:
        from kapta_tui.data.write.playbooks import set_levels

        return store.do(set_levels, section, levels)

    return run


def _levels(count: int) -> str:
    return "1 level" if count == 1 else f"{count} levels"
