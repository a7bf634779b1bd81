"""A progress line on standard error: on a terminal only, and only for what takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE_SECONDS = 1.0


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Show `words` while the block takes longer than a second."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True).status(Text(words))
    timer = threading.Timer(_PATIENCE_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()


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
