"""A text in the user's own editor, from the shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from kapta_tui.domain.errors import UsageError

_USUAL = ("sensible-editor", "vim", "nano")
"""Tried in turn where the environment names no editor; `vi` is there on every other system."""


def edited(text: str, *, suffix: str) -> str:
    """Return `text` as it is after `$VISUAL` or `$EDITOR`; the file has `suffix`, which editors colour by.

    Raises UsageError when the editor cannot be started, ends with an error or leaves what is no UTF-8.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual()
    with tempfile.TemporaryDirectory(prefix="kapta-") as folder:
        path = Path(folder) / f"text{suffix}"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(command), str(path)], check=True)
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise UsageError(
                f"The editor {command!r} failed: {error}.", "Check EDITOR; nothing is changed."
            ) from error


def _usual() -> str:
    return next((name for name in _USUAL if shutil.which(name)), "vi")
