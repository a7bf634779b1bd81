"""After the end of a contract or the close date of an opportunity has moved: shall its plan move too (row 76)?"""

from __future__ import annotations

from datetime import date
from functools import partial

from kapta_tui.data.read.planned import OpenPlan, open_plan
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHOR_WORDS, ANCHORS, distance_words
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing_jobs import sentence


def offer_move(screen: BaseScreen, kind: str, record: int, before: Values, after: Values) -> None:
    """Ask whether the open plan made from the record moves by as many days as its end did; without one ask nothing.

    `before` are the values that the record had, `after` those of its fields that were changed.
    """
    field = ANCHORS.get(kind)
    was, now = (before.get(field), after.get(field)) if field is not None else (None, None)
    if "plans" in screen.shell.features_off or not isinstance(was, date) or not isinstance(now, date):
        return
    days = (now - was).days
    if days:
        query = partial(open_plan, kind=kind, number=record)
        screen.ask_to_open("anchored plan", query, partial(_ask, screen, kind, days))


def _ask(screen: BaseScreen, kind: str, days: int, plan: OpenPlan | None) -> None:
    from kapta_tui.screens.account.commerce.jobs import shift
    from kapta_tui.screens.dialogs import Confirm

    if plan is None:
        return
    what = f"{plan.actions} open" if plan.actions else str(len(plan.goals))
    noun = KINDS["actions" if plan.actions else "goals"]
    count = plan.actions or len(plan.goals)
    question = (
        f"The {ANCHOR_WORDS[kind]} moved {distance_words(days)}. "
        f"Move the plan's {what} {noun.noun if count == 1 else noun.many} too?"
    )
    screen.app.push_screen(
        Confirm(question, yes="Move", no="Leave"),
        lambda agreed: screen.write(sentence, shift(plan.goals, days)) if agreed else None,
    )
