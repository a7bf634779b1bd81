"""The user's own editor, for long texts."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.text import clean


def edit_text(app: App[Any], text: str) -> str:
    """Return `text` as it is after `$VISUAL` or `$EDITOR`; the app stands aside meanwhile.

    Raises KaptaError when no editor is set, it cannot be started or ends with an error, or the app runs
    where it cannot stand aside (a browser).
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise KaptaError("No editor is set.", "Set the environment variable EDITOR, such as EDITOR=nano.")
    with tempfile.TemporaryDirectory(prefix="kapta-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                subprocess.run([*shlex.split(command), str(path)], check=True)
            return clean(path.read_text(encoding="utf-8")).rstrip("\n")
        except SuspendNotSupported as error:
            raise KaptaError("An editor cannot be opened here.", "Edit the text in the form.") from error
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise KaptaError(
                f"The editor {command!r} failed: {error}.", "Check EDITOR; the text is unchanged."
            ) from error
