"""Reading ahead in a second process: while SQLite takes rows in on one core, the next are read on another.

Python runs one thread at a time, so that only a process helps. It is a fork, which costs a thousandth of
starting anew, and is made only where the caller knows that no other thread of this program works meanwhile:
one that waits for an interrupt does no harm, one that draws might hold a lock for ever. Elsewhere, and for
short files, everything is read in place.
"""

from __future__ import annotations

import marshal
import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from itertools import islice
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

from kapta_tui.domain.errors import KaptaError

T = TypeVar("T")

_IN_PLACE = 4
"""Items that are made before another process is: most files have no more."""

_ITEM, _END, _ERROR = b"i", b"e", b"x"
_SIZE = 8
_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def ahead(
    items: Iterator[T], report: Callable[[], Any], take: Callable[[Any], None], *, elsewhere: bool
) -> Generator[T, None, None]:
    """Yield `items`, made in another process where that is wanted (`elsewhere`), possible and worth it.

    Items are lists, tuples, texts, numbers and None. What making them leaves behind is fetched there with
    `report` after the last one and handed to `take` here; both are called only if there was a process.

    Raises: what making the items raises; KaptaError when the other process is gone before its end.
    """
    yield from islice(items, _IN_PLACE)
    if not (elsewhere and _can_fork()):
        yield from items
        return
    for item in islice(items, 1):
        yield item
        yield from _from_elsewhere(items, report, take)


def _can_fork() -> bool:
    # On macOS the system's own libraries may have threads that Python does not know of.
    return hasattr(os, "fork") and sys.platform != "darwin" and (os.cpu_count() or 1) > 1


def _from_elsewhere(
    items: Iterator[T], report: Callable[[], Any], take: Callable[[Any], None]
) -> Iterator[T]:
    source, target = os.pipe()
    try:
        process = _forked(source, target, items, report)
    except OSError:
        # The system grants no further process or no memory for one: a slower import is still one.
        os.close(source)
        os.close(target)
        yield from items
        return
    os.close(target)
    try:
        with os.fdopen(source, "rb") as stream:
            while True:
                sign, content = _received(stream)
                if sign == _END:
                    take(pickle.loads(content))
                    return
                if sign == _ERROR:
                    raise pickle.loads(content)
                yield marshal.loads(content)
    finally:
        # It may be waiting to write what nobody reads any more, and holds nothing that could be lost.
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _forked(source: int, target: int, items: Iterator[object], report: Callable[[], Any]) -> int:
    """Return the number of a process that writes the items to `target`."""
    # An interrupt that came before the process is on its own would let it end what belongs to this one.
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        process = os.fork()
        if process == 0:
            _serve_alone(source, target, items, report)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return process


def _serve_alone(source: int, target: int, items: Iterator[object], report: Callable[[], Any]) -> NoReturn:
    try:
        # Who is interrupted ends this process as well.
        signal.set_wakeup_fd(-1)
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
        os.close(source)
        _serve(target, items, report)
    finally:
        # Without what else a program does at its end: it is not this process's to do.
        os._exit(0)


def _serve(target: int, items: Iterator[object], report: Callable[[], Any]) -> None:
    """Write the items into the pipe `target`, and then what they left behind or the error that ended them."""
    with os.fdopen(target, "wb") as out:
        try:
            for item in items:
                _send(out, _ITEM, marshal.dumps(cast("Any", item)))
            _send(out, _END, pickle.dumps(report()))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - raised again by whoever reads the pipe
            _send(out, _ERROR, pickle.dumps(error))


def _send(out: BinaryIO, sign: bytes, content: bytes) -> None:
    out.write(sign + len(content).to_bytes(_SIZE, "big") + content)
    out.flush()


def _received(stream: BinaryIO) -> tuple[bytes, bytes]:
    head = stream.read(1 + _SIZE)
    content = stream.read(int.from_bytes(head[1:], "big"))
    if len(head) < 1 + _SIZE or len(content) < int.from_bytes(head[1:], "big"):
        raise KaptaError("The process that read the file is gone; nothing was imported.", "Import it again.")
    return head[:1], content
