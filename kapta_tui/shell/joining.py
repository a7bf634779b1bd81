"""The app's care for the search index, whose pieces pile up while records are written one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from textual.app import App
from textual.worker import get_current_worker

from kapta_tui.data.connect import is_writable
from kapta_tui.domain.errors import KaptaError

_SECONDS: Final = 600.0
"""How often it is looked whether there is something to join, which takes less than a millisecond."""


class Joining(App[None], inherit_bindings=False):
    """Joins the segments of the search index in a thread, a few pages at a time."""

    store_path: Path

    def keep_search_fast(self) -> None:
        """Join now what there is to join, and look again from time to time."""
        self.join_segments()
        self.set_interval(_SECONDS, self.join_segments)

    def join_segments(self) -> None:
        """Join what there is to join, unless that goes on already or the store cannot be written."""
        if is_writable(self.store_path) and not any(worker.group == "segments" for worker in self.workers):
            self.run_worker(self._join, name="segments", group="segments", thread=True)

    def _join(self) -> None:
        from kapta_tui.data.segments import join

        worker = get_current_worker()
        try:
            join(self.store_path, lambda: not worker.is_cancelled)
        except KaptaError:
            # Whoever reads or writes next says what is wrong with the store; search is only slower meanwhile.
            return
