"""A progress line on standard error: on a terminal only, and only for what takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kapta_tui.cli.interrupt import interruptible

if TYPE_CHECKING:
    from rich.progress import Progress

    from kapta_tui.data.store import Store

_PATIENCE_SECONDS = 1.0


@contextmanager
def waiting(words: str) -> Iterator[Callable[[], None]]:
    """Show `words` while the block takes longer than a second, unless it calls what it is given before."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True).status(Text(words))
    timer = threading.Timer(_PATIENCE_SECONDS, status.start)
    timer.daemon = True
    timer.start()

    def stop() -> None:
        timer.cancel()
        status.stop()

    try:
        yield stop
    finally:
        stop()


def _nothing() -> None:
    return None


@contextmanager
def writing(store: Store) -> Iterator[Store]:
    """Give the store for one change, which can be interrupted, and say when it waits for another process."""
    with interruptible(), waiting("Another process writes the store; waiting for it to finish…") as stop:
        yield replace(store, on_lock=stop)


class RowProgress:
    """Counts rows; shows itself when somebody has waited long enough."""

    def __init__(self) -> None:
        self._rows = 0
        self._since = time.monotonic()
        self._shown: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._shown is not None:
            self._shown.stop()

    def count(self, rows: int) -> None:
        """Count `rows` more."""
        self._rows += rows
        if self._shown is None and sys.stderr.isatty() and time.monotonic() - self._since > _PATIENCE_SECONDS:
            self._shown = _start()
        if self._shown is not None:
            self._shown.update(self._shown.task_ids[0], completed=self._rows, refresh=True)


def _start() -> Progress:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} rows read"), TimeElapsedColumn())
    # A thread that redraws could be in the middle when the reading process is made (exchange/ahead.py).
    shown = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    shown.add_task("import", total=None)
    shown.start()
    return shown
