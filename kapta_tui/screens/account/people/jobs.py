"""Writes that the sections of people start; each runs in a thread with the open store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def relate(contact: int, colleague: int, strength: str | None) -> Job:
    """Say how well a colleague knows a contact; None that they do not."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.relationships import set_relationship

        return store.do(set_relationship, contact, colleague, strength)

    return run


def review(items: Sequence[int]) -> Job:
    """Mark SWOT items as reviewed today."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.swot import review_swot

        return store.do(review_swot, items)

    return run
