"""From what somebody typed, pasted or dropped to the files meant."""

from __future__ import annotations

import glob
import shlex
from pathlib import Path

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.dumpfile import is_dump_file
from kapta_tui.exchange.folders import tables_in
from kapta_tui.widgets.pathcompletion import as_path


def read_paths(text: str) -> list[Path]:
    """Return the files that `text` names: one path, several as a shell takes them, a wildcard, or a folder.

    Raises:
        UsageError: nothing of that name exists, or the folder holds no file that could be read.
    """
    text = text.strip()
    whole = as_path(text)
    parts = [whole] if _exists(whole) else [as_path(part) for part in _words(text)]
    return list(dict.fromkeys(found for part in parts for found in _files(part)))


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        # A quote that is part of a name.
        return [text]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # Too long for a name, or in a folder that may not be looked into.
        return False


def _files(path: Path) -> list[Path]:
    if _exists(path):
        return tables_in(path) if path.is_dir() else [_no_dump(path)]
    found = [Path(name) for name in sorted(glob.glob(str(path)))]  # noqa: PTH207 - the pattern may be absolute
    if not found:
        raise UsageError(f"{path} does not exist.", "Tab completes a name.")
    return [each for each in found if not each.is_dir()]


def _no_dump(path: Path) -> Path:
    if is_dump_file(path):
        raise UsageError(
            f"{path.name} is the dump of a whole store, history included.",
            "In a shell, 'kapta import FILE' fills an empty store with it.",
        )
    return path
