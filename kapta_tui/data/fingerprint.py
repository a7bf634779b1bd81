"""What a file was when it was added, and what has become of it since (features: row 19).

A path is looked for below the home folder unless it is absolute, so that it means the same from every folder.
Files can lie on a network that does not answer: whoever lists documents waits a short time for each.
"""

from __future__ import annotations

import hashlib
import stat
import threading
import time
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from kapta_tui.domain import addresses
from kapta_tui.domain.fields import Values

LARGEST: Final = 200 * 1024 * 1024
"""Bytes; a larger file gets no checksum, its size has to do."""

QUICK: Final = 16 * 1024 * 1024
"""Bytes; a larger file is not read to be listed, its size has to do."""

PATIENCE: Final = 0.5
"""Seconds that a list waits for one file."""

_REST: Final = 30.0
"""Seconds for which nothing is asked of a folder that did not answer."""

_CHUNK: Final = 1024 * 1024


class State(StrEnum):
    """What has become of a document."""

    PRESENT = "present"
    MISSING = "missing"
    CHANGED = "changed"
    LINK = "link"
    SILENT = "no answer"
    """Its disk or network does not answer."""


class LocalFile(str):
    """The path of a file, with the SHA-256 and size it has now; `checksum` is None for what is too large."""

    __slots__ = ("checksum", "size")
    checksum: str | None
    size: int | None

    def __new__(cls, path: str, checksum: str | None, size: int | None) -> LocalFile:
        """Return the text `path` with what was read of its file."""
        made = super().__new__(cls, path)
        made.checksum, made.size = checksum, size
        return made

    @property
    def is_too_large(self) -> bool:
        """Whether it got no checksum for its size."""
        return self.checksum is None and (self.size or 0) > LARGEST


def located(text: str, folder: Path | None = None) -> Path:
    """Return where the file `text` is: below `folder`, the home by default, unless it is absolute."""
    path = Path(text)
    try:
        path = path.expanduser()
        return (folder or Path.home()) / path
    except RuntimeError:
        # A system user without a home, or the home of nobody.
        return Path.cwd() / path


def read(text: str, folder: Path | None = None) -> str:
    """Return the path of a document as it is kept: absolute, a `LocalFile` where there is such a file.

    An address stays what it is. Takes as long as reading the file: to be called before a change begins.
    """
    text = text.strip()
    if not text or addresses.scheme(text) or len(text) > 4096 or "\0" in text:
        # Too long for any path: the field's own rule says so.
        return text
    path = located(text, folder)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return str(path)
        checksum = _checksum(path, found.st_mtime_ns, found.st_size) if found.st_size <= LARGEST else None
        return LocalFile(str(path), checksum, found.st_size)
    except (OSError, ValueError):
        return str(path)


def with_file(kind: str, values: Values, folder: Path | None = None) -> Values:
    """Return the values of a record about to be written, the path of a document with what is `read` of its file."""
    path = values.get("path")
    return {**values, "path": read(path, folder)} if kind == "documents" and isinstance(path, str) else values


def remark(values: Values) -> str:
    """Return what has to be said of the file that the values name; empty for nothing."""
    path = values.get("path")
    if not isinstance(path, LocalFile) or not path.is_too_large:
        return ""
    return f"the file is larger than {LARGEST // 2**20} MB and gets no checksum, its size is kept"


def state(path: str, checksum: str | None, size: int | None, *, largest: int = LARGEST) -> State:
    """Return what has become of a document; a file of more than `largest` bytes is known by its size alone."""
    if addresses.scheme(path):
        return State.LINK
    where = located(path)
    try:
        found = where.stat()
        if size is None or not stat.S_ISREG(found.st_mode):
            return State.PRESENT
        if found.st_size != size:
            return State.CHANGED
        if checksum is None or size > largest:
            return State.PRESENT
        same = _checksum(where, found.st_mtime_ns, size) == checksum
        return State.PRESENT if same else State.CHANGED
    except (OSError, ValueError):
        return State.MISSING


_silent: dict[Path, float] = {}
"""Folders that did not answer, and until when they are left alone."""


def state_soon(path: str, checksum: str | None, size: int | None) -> State:
    """Return `state` as a list shows it, `SILENT` where the file's disk does not answer in time."""
    if addresses.scheme(path):
        return State.LINK
    folder = located(path).parent
    if _silent.get(folder, 0.0) > time.monotonic():
        return State.SILENT
    answer: list[State] = []

    def look() -> None:
        answer.append(state(path, checksum, size, largest=QUICK))

    # A thread that hangs on a dead network can be left behind: it does not keep the program from ending.
    looking = threading.Thread(target=look, name="document state", daemon=True)
    looking.start()
    looking.join(PATIENCE)
    if not answer:
        _silent[folder] = time.monotonic() + _REST
        return State.SILENT
    return answer[0]


@lru_cache(maxsize=4096)
def _checksum(path: Path, _changed: int, _size: int) -> str:
    """Return the SHA-256 of the file; it is read again only once its time or size is another."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
