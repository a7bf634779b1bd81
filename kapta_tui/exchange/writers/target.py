"""Where output goes: a file that is replaced whole or not at all, or a stream that is somebody else's."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kapta_tui.domain.errors import KaptaError, UsageError


@contextmanager
def opened(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Yield a stream for `out`. A file appears, whole, only when the block ends without an error.

    An existing file keeps its mode; a link stays a link to the replaced file; a device or pipe is written
    directly. Raises UsageError or KaptaError in words; a closed pipe stays BrokenPipeError.
    """
    name = out.name if isinstance(out, Path) else "the output"
    with words_for(name):
        if not isinstance(out, Path):
            yield out
            out.flush()
        elif out.exists() and not out.is_file():
            with out.open("wb") as stream:
                yield stream
        else:
            with _replacing(out.resolve()) as stream:
                yield stream


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the mode of the file in place, or what the user's mask leaves of read and write for all."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def disk_full(name: str) -> KaptaError:
    """Return what is said where there is no room for `name`, whoever writes it."""
    return KaptaError(f"The disk is full; {name} was not written.", "Make room.")


@contextmanager
def words_for(name: str) -> Iterator[None]:
    """Turn what the operating system refuses while writing `name` into words."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileNotFoundError as error:
        raise UsageError(f"The folder for {name} does not exist.", "Create it, or choose another.") from error
    except IsADirectoryError as error:
        raise UsageError(f"{name} is a folder.", "Name a file in it.") from error
    except PermissionError as error:
        raise UsageError(f"{name} may not be written there.", "Choose another folder.") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise disk_full(name) from error
        if error.errno == errno.EROFS:
            raise UsageError(f"{name} lies on a read-only disk.", "Choose another folder.") from error
        reason = error.strerror or type(error).__name__
        raise KaptaError(f"{name} could not be written: {reason}.", "Choose another place.") from error
