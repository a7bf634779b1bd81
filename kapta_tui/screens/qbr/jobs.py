"""Writes that the page of a review starts; each function returned runs in a thread with the open store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def tick(review: int, line: int, text: str, *, done: bool) -> Job:
    """Tick a point of the agenda, or clear its box."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.reviews import tick_review

        return store.do(tick_review, review, line, text, done)

    return run


def move(review: int, stage: str, rating: str | None = None, *, seen: str) -> Job:
    """Bring a review from the stage `seen` to another, with its rating where it has one."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.reviews import move_review

        return store.do(move_review, review, stage, rating, None, seen)

    return run
