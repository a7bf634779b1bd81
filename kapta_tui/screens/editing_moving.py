"""Before the end of a contract or the close date of an opportunity moves: shall its plan move too (row 76)?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from kapta_tui.data.read.planned import OpenPlan, open_plan
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHOR_WORDS, ANCHORS, distance_words
from kapta_tui.screens.base import BaseScreen

Answered = Callable[[bool | None], None]
"""Is told whether the plan moves too; None where nothing is to be written."""


def ask_to_move(
    screen: BaseScreen, kind: str, record: int, before: Values, after: Values, then: Answered
) -> None:
    """Ask whether the open plan made from the record moves by as many days as its end; without one ask nothing.

    `before` are the values that the record has, `after` those of its fields that will be changed.
    """
    field = ANCHORS.get(kind)
    was, now = (before.get(field), after.get(field)) if field is not None else (None, None)
    is_off = "plans" in screen.shell.features_off
    if is_off or not isinstance(was, date) or not isinstance(now, date) or was == now:
        then(False)
        return
    query = partial(open_plan, kind=kind, number=record)
    screen.ask_to_open("anchored plan", query, partial(_ask, screen, kind, (now - was).days, then))


def _ask(screen: BaseScreen, kind: str, days: int, then: Answered, plan: OpenPlan | None) -> None:
    from kapta_tui.screens.dialogs import Either

    if plan is None:
        then(False)
        return
    what = f"{plan.actions} open" if plan.actions else str(len(plan.goals))
    noun = KINDS["actions" if plan.actions else "goals"]
    count = plan.actions or len(plan.goals)
    question = (
        f"The {ANCHOR_WORDS[kind]} moves {distance_words(days)}. "
        f"Move the plan's {what} {noun.noun if count == 1 else noun.many} too?"
    )
    screen.app.push_screen(Either(question, yes="Move", no="Leave"), then)
