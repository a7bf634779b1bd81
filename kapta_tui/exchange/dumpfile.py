"""Knowing the dump of a whole store from a file of records."""

from __future__ import annotations

from pathlib import Path

_BEGINS = b'{"kapta":'


def is_dump_file(path: Path) -> bool:
    """Return whether the file at `path` begins as a dump does; what cannot be read is none.

    A pipe gives its bytes only once, to whoever imports them: it is left alone.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False
