"""Keys typed ahead: each one waits until the one before it has had its whole effect."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkType

Typed = events.Key | events.Paste

_LAPS = 3
"""A control answers a key with a message, its container that one with another; so often the mark goes round."""

_AT_ONCE = frozenset({"escape", "f1", "ctrl+q", "ctrl+s"})
"""Keys that are heard while a dialog is being saved, when none was typed before them: it says that it is."""

_PATIENCE = 1.0
"""Seconds after which a mark counts as lost, with the widget that had it."""


class KeyDone(Message):
    """Follows a key through the same queues, and so reaches the app when the key has been handled."""

    def __init__(self, number: int, laps: int) -> None:
        """`number` counts keys; `laps` are still to go."""
        super().__init__()
        self.number = number
        self.laps = laps


class TypeAhead:
    """Gives keys to `handle` one by one.

    A key waits while the one before is on its way, while a dialog it opened is still loading
    (`hold_for`), while one is being saved (`hold`) and until a new screen has taken the keyboard. Nothing is
    dropped and the order stays.
    """

    def __init__(self, app: App[Any], handle: Callable[[Typed], Awaitable[None]]) -> None:
        """`handle` does with a key what the app does without type-ahead."""
        self._app = app
        self._handle = handle
        self._waiting: deque[Typed] = deque()
        self._holds = 0
        self._saves = 0
        self._number = 0
        self._is_busy = False
        self._screen: Screen[Any] | None = None
        self._timer: Timer | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a key has not had its effect yet."""
        return self._is_busy or bool(self._waiting) or self._is_held

    @property
    def _is_held(self) -> bool:
        """Whether keys wait for something that loads, or for the dialog on top, which is being saved.

        What asks over one that is being saved, such as whether a second record of a name is meant, takes keys.
        """
        return self._holds > self._saves or (
            self._saves > 0 and bool(getattr(self._app.screen, "is_saving", False))
        )

    async def take(self, event: Typed) -> None:
        """Handle the key now or, where others come first, after them."""
        self._waiting.append(event)
        is_heard = not self._is_held or (self._holds == self._saves and self._is_first_at_once)
        if not self._is_busy and is_heard:
            await self._next()

    def look_again(self) -> None:
        """Go on with keys that waited, since there is another dialog on top."""
        if self._waiting and not self._is_busy and not self._is_held:
            self._is_busy = True
            self._app.call_later(self._go_on, self._number)

    @property
    def _is_first_at_once(self) -> bool:
        return len(self._waiting) == 1 and getattr(self._waiting[0], "key", "") in _AT_ONCE

    def hold(self) -> Callable[[], None]:
        """Let keys wait, which are not for the dialog that is being saved, until what is returned is called."""
        self._holds += 1
        self._saves += 1
        return self._saved

    def _saved(self) -> None:
        self._saves -= 1
        self._release()

    def hold_for(self, worker: Worker[None]) -> None:
        """Let keys wait until `worker` has opened its dialog, or has ended without one."""
        self._holds += 1
        # A worker of its own, which also sees the end of one that is overtaken before it starts.
        release: WorkType[None] = partial(self._release_after, worker)
        self._app.run_worker(release, name="keys", group="keys")

    async def _release_after(self, worker: Worker[None]) -> None:
        try:
            await worker.wait()
        except (WorkerFailed, WorkerCancelled):
            return
        finally:
            self._release()

    def _release(self) -> None:
        self._holds -= 1
        if not self._is_busy and not self._is_held:
            self._is_busy = True
            self._app.call_later(self._go_on, self._number)

    async def done(self, mark: KeyDone) -> None:
        """Take note that a mark has come back to the app."""
        if mark.number != self._number or not self._is_busy:
            return
        if mark.laps > 0 and self._waiting:
            self._send(mark.laps - 1)
        else:
            await self._go_on(mark.number)

    async def _go_on(self, number: int) -> None:
        """Handle the next key, after a screen that has just come has taken the keyboard."""
        if number != self._number:
            return
        if self._is_held:
            self._rest()
            return
        screen = self._app.screen
        if screen is not self._screen and self._waiting:
            self._screen = screen
            if screen.call_after_refresh(self._app.call_later, self._go_on, number):
                self._be_patient()
                return
        await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self._rest()
            return
        self._is_busy = True
        self._number += 1
        self._screen = self._app.screen
        self._be_patient()
        await self._handle(self._waiting.popleft())
        self._send(_LAPS)

    def _send(self, laps: int) -> None:
        target = self._app.focused or self._app.screen
        if not target.post_message(KeyDone(self._number, laps)):
            self._app.call_later(self._go_on, self._number)

    def _be_patient(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(_PATIENCE, self._lose)

    async def _lose(self) -> None:
        """Go on although the mark has not come back."""
        self._timer = None
        if self._is_busy:
            await self._go_on(self._number)

    def _rest(self) -> None:
        self._is_busy = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
