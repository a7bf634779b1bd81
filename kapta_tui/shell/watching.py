"""The app's eye on what happens without a key: another process's change, another day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import App
from textual.worker import WorkType

from kapta_tui.domain.errors import KaptaError
from kapta_tui.shell.messages import Changed

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell
    from kapta_tui.shell.watcher import Watcher
    from kapta_tui.shell.writer import Writer


class Watching(App[None], inherit_bindings=False):
    """Reloads what is visible when the store was changed by others, and says what they did."""

    _watcher: Watcher
    _writer: Writer
    _clock: Callable[[], date] | None
    _watch_failed = False

    def look_for_changes(self) -> None:
        """Look whether another day has begun, and in a thread whether another process changed the store.

        Either reloads everything.
        """
        shell = cast("Shell", self)
        day = shell.today if self._clock is None else self._clock()
        if day != shell.today:
            shell.today = day
            self._writer.reopen()
            shell.funnel.turn_day()
            shell.keep_health()
        # A coroutine made here would stay unawaited when the next look overtakes it before it starts.
        work: WorkType[None] = self._watch
        self.run_worker(work, name="watch", group="watch", exclusive=True)

    def look_before_commit(self) -> None:
        """Notice in the thread of a write what others committed, before a commit of our own hides it."""
        news = self._watcher.news()
        if news is not None:
            self.post_message(Changed(news))

    async def _watch(self) -> None:
        quiet = self._writer.quiet_since
        try:
            news = await asyncio.to_thread(self._watcher.news)
        except KaptaError as error:
            if not self._watch_failed:
                cast("Shell", self).toast_error(error)
            self._watch_failed = True
            return
        self._watch_failed = False
        if news is not None:
            # A write of our own that is not absorbed yet looks like anybody's.
            is_theirs = quiet is not None and quiet == self._writer.quiet_since
            self.post_message(Changed(news if is_theirs else ""))

    @on(Changed)
    def _say_what_changed(self, event: Changed) -> None:
        # What comes while the app ends finds no screen any more.
        if event.elsewhere and self.screen_stack:
            cast("Shell", self).toast(f"Changed elsewhere: {event.elsewhere}")
