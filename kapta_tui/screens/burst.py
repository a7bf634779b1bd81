"""Writes that build on each other before the first of them is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kapta_tui.domain.errors import KaptaError

S = TypeVar("S")
T = TypeVar("T")


class Burst:
    """Writes started one after the other: once one is refused, those after it are, for the same reason.

    Each gives the version that the one before it leaves behind, which somebody else's change may have made too.
    """

    def __init__(self) -> None:
        self._refused: KaptaError | None = None

    def guard(self, job: Callable[[S], T]) -> Callable[[S], T]:
        """Return the write as part of the burst; it runs in the thread of writes, in which they follow each other."""

        def run(store: S) -> T:
            if self._refused is not None:
                raise self._refused
            try:
                return job(store)
            except KaptaError as error:
                self._refused = error
                raise

        return run
