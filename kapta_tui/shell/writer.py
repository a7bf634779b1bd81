"""Writes off the UI thread, one after the other in the order in which the keys were pressed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from kapta_tui.domain.errors import KaptaError


class UndoingStore(Protocol):
    """What the app itself asks of a store; verbs get the store as it is."""

    def undo(self) -> str:
        """Take the last change back and return the sentence that says which."""

    def redo(self) -> str:
        """Do again what was undone last and return the sentence that says what."""


OpenStore = Callable[[], UndoingStore]
"""Opens the store for writing; runs in a thread, because it imports the ORM."""


class Job(NamedTuple):
    """One write and what follows it on the UI thread."""

    run: Callable[[Any], Any]
    done: Callable[[Any], object]
    failed: Callable[[KaptaError], object]
    commits: bool = True
    """Whether it may change the store."""


class Writer:
    """A queue of writes with at most one consumer; the store is opened at the first one."""

    def __init__(
        self, open_store: OpenStore, before_write: Callable[[], object], after_write: Callable[[], object]
    ) -> None:
        """`before_write` runs in the thread before every write, `after_write` after every one that succeeded."""
        self._open_store = open_store
        self._before_write = before_write
        self._after_write = after_write
        self._store: UndoingStore | None = None
        self._is_outdated = False
        self._jobs: deque[Job] = deque()
        self._begun = 0
        self._ended = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def reopen(self) -> None:
        """Open the store anew before the next write, because the day has changed."""
        self._is_outdated = True

    @property
    def quiet_since(self) -> int | None:
        """How many writes there were, None while one waits or is carried out: the same twice means none between."""
        return self._begun if self._begun == self._ended else None

    def submit(self, job: Job) -> bool:
        """Put a write at the end of the queue; True when the caller must start `drain`."""
        self._begun += job.commits
        self._jobs.append(job)
        must_start = self._idle.is_set()
        self._idle.clear()
        return must_start

    async def drain(self) -> None:
        """Carry out the waiting writes in order and end when there is none left."""
        try:
            while self._jobs:
                await self._perform(self._jobs.popleft())
        finally:
            self._idle.set()

    async def finish(self) -> None:
        """Wait until every submitted write is done."""
        await self._idle.wait()

    async def _perform(self, job: Job) -> None:
        try:
            result = await asyncio.to_thread(self._run, job)
        except KaptaError as error:
            self._ended += job.commits
            job.failed(error)
        else:
            self._ended += job.commits
            job.done(result)

    def _run(self, job: Job) -> Any:
        if self._store is None or self._is_outdated:
            # First, so that a day that changes while the store is opened is not forgotten.
            self._is_outdated = False
            self._store = self._open_store()
        if not job.commits:
            return job.run(self._store)
        self._before_write()
        result = job.run(self._store)
        self._after_write()
        return result
