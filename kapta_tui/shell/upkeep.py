"""The app's care for the health of accounts, which moves with the days although nobody does anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.worker import get_current_worker

from kapta_tui.data.connect import is_writable
from kapta_tui.data.healthdue import is_due
from kapta_tui.domain.errors import KaptaError
from kapta_tui.shell.messages import Changed

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell


class Upkeep(App[None], inherit_bindings=False):
    """Computes the health of a day that has begun in a thread, and of days on which nobody looked."""

    store_path: Path
    _clock: Callable[[], date] | None

    def keep_health(self) -> None:
        """Compute what is missing, unless a day is pretended or the store cannot be written."""
        if self._clock is not None and is_writable(self.store_path):
            self.run_worker(self._keep_health, name="health", group="health", exclusive=True, thread=True)

    def _keep_health(self) -> None:
        worker, today = get_current_worker(), cast("Shell", self).today
        try:
            if not is_due(self.store_path, today):
                return
            # Imported when it is due, because what computes health imports more than a first list.
            from kapta_tui.data.healthdays import keep_up

            wrote = keep_up(self.store_path, today, lambda: not worker.is_cancelled)
        except KaptaError:
            # Whoever reads or writes next says what is wrong with the store; until then yesterday's health is shown.
            return
        if wrote:
            self.post_message(Changed())
