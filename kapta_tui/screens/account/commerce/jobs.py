"""Writes of plans made from contracts and opportunities; each runs in a thread with the open store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job, Named

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def launch(source: Named, template: str, start: date | None) -> Job:
    """Add the goals of a template."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planned import add_plan_from_template

        return _first(store.do(add_plan_from_template, source, template, start))

    return run


def add_outline(source: Named, section: str, text: str) -> Job:
    """Add the goals of an outline."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planned import add_plan_from_outline

        return _first(store.do(add_plan_from_outline, source, section, text))

    return run


def _first(made: Outcome[list[int]]) -> Outcome[int]:
    from kapta_tui.data.write.transaction import Outcome

    return Outcome(made.value[0], made.sentence, made.event)
