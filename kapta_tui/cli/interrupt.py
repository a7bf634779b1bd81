"""Interrupts (Ctrl-C, or the end asked for by the system) while SQLite waits for another process's lock.

It waits in C, where no Python code would hear them.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""The exit code of what was interrupted (interface.md 1)."""

_GRACE_SECONDS = 1.0


@contextmanager
def interruptible() -> Iterator[None]:
    """Let an interrupt end the process even when the block is deaf to it.

    The block has a moment to end by itself. Ending it from outside is safe: SQLite takes back what was not
    committed.
    """
    if os.name != "posix":
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    ending = signal.signal(signal.SIGTERM, signal.default_int_handler)
    ended = threading.Event()
    threading.Thread(target=_watch, args=(reading, ended), daemon=True).start()
    try:
        yield
    finally:
        ended.set()
        signal.signal(signal.SIGTERM, ending)
        signal.set_wakeup_fd(before)
        os.close(writing)


def _watch(reading: int, ended: threading.Event) -> None:
    """Wait for the interrupt's number, or for the end of the pipe."""
    caught = os.read(reading, 1)
    if caught and caught[0] in (signal.SIGINT, signal.SIGTERM) and not ended.wait(_GRACE_SECONDS):
        os.write(2, b"Interrupted.\n")
        os._exit(INTERRUPTED)
    os.close(reading)
