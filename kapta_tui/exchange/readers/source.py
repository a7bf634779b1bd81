"""Where the bytes come from: a file, or a stream copied into a private temporary file without a name."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.nameless import CAN_READ_NAMELESS, opened_at_start
from kapta_tui.exchange.temporary import temporary_words

_PART = 1 << 20
_PREFIX = "kapta-import-"


class Source:
    """Bytes that can be opened again and again. `name` is what messages call them.

    They stand in the file at `path`, or in the one behind the descriptor `path`, which has no name.
    """

    __slots__ = ("__weakref__", "name", "path")

    def __init__(self, path: Path | int, name: str) -> None:
        self.path = path
        self.name = name

    @property
    def stem(self) -> str:
        """Return the name without folder and suffix."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """Return the suffix in lower case with its dot, or nothing."""
        return Path(self.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the bytes from the start; what the system refuses becomes words."""
        with words_for(self.name):
            stream = opened_at_start(self.path) if isinstance(self.path, int) else self.path.open("rb")
            with stream:
                yield stream


def open_source(source: Path | BinaryIO, name: str | None = None) -> Source:
    """Return `source` as something that can be read twice; `Path("-")` is standard input.

    Raises UsageError in words for what is missing, a folder, unreadable or empty.
    """
    if isinstance(source, Path) and source != Path("-"):
        return _from_path(source, name or source.name)
    stream = sys.stdin.buffer if isinstance(source, Path) else source
    return _spooled(stream, name or "standard input")


def _from_path(path: Path, name: str) -> Source:
    with words_for(name):
        mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UsageError(f"{name} is a folder.", "Name the files in it, for example with a wildcard.")
    if not stat.S_ISREG(mode):
        with words_for(name), path.open("rb") as stream:
            return _spooled(stream, name)
    return _not_empty(Source(path, name))


def _spooled(stream: BinaryIO, name: str) -> Source:
    """Return a copy of `stream` of which nothing is left, however this process ends.

    A file that can be read without its name has none; elsewhere it is removed with the source.
    """
    with temporary_words():
        if CAN_READ_NAMELESS:
            nameless = tempfile.TemporaryFile(prefix=_PREFIX, buffering=0)  # noqa: SIM115 - closed with its source
            source = Source(nameless.fileno(), name)
            weakref.finalize(source, nameless.close)
            handle = os.dup(nameless.fileno())
        else:
            handle, spool = tempfile.mkstemp(prefix=_PREFIX)
            source = Source(Path(spool), name)
            weakref.finalize(source, _forget, spool)
        with os.fdopen(handle, "wb") as copy:
            for part in _parts(stream, name):
                copy.write(part)
    return _not_empty(source)


def _parts(stream: BinaryIO, name: str) -> Iterator[bytes]:
    while True:
        with words_for(name):
            part = stream.read(_PART)
        if not part:
            return
        yield part


def _forget(spool: str) -> None:
    Path(spool).unlink(missing_ok=True)


def _not_empty(source: Source) -> Source:
    if os.stat(source.path).st_size == 0:  # noqa: PTH116 - it may be a descriptor
        raise UsageError(f"{source.name} is empty.", "Export it again from where it came from.")
    return source


@contextmanager
def words_for(name: str) -> Iterator[None]:
    """Turn what the operating system refuses while reading `name` into UsageError."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(f"{name} does not exist.", "Check the spelling and the folder.") from error
    except PermissionError as error:
        raise UsageError(f"{name} may not be read.", "Ask its owner for access, or copy it.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{name} cannot be read: {reason}.", "Copy it to a local disk and try again."
        ) from error
