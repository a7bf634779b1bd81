"""Reading a file that has no name, only a descriptor: any number of times, each from the start."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CAN_READ_NAMELESS = hasattr(os, "pread")
"""Whether the system reads at a place without moving the one place that a descriptor has."""

_BUFFER = 1 << 16


def opened_at_start(descriptor: int) -> BinaryIO:
    """Return a stream of the bytes behind `descriptor`, which stays open when the stream is closed.

    Streams of one descriptor do not disturb each other, not even in a process forked meanwhile.
    """
    return io.BufferedReader(_Placed(descriptor), _BUFFER)


class _Placed(io.RawIOBase):
    """The bytes behind a descriptor, read at a place of this object's own."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        part = os.pread(self._descriptor, len(view), self._place)
        view[: len(part)] = part
        self._place += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        bases = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: os.fstat(self._descriptor).st_size}
        self._place = max(0, bases[whence] + offset)
        return self._place

    def tell(self) -> int:
        return self._place
