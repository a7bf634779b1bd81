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


def edit_text(app: App[Any], text: str, suffix: str = ".md") -> str:
    """Return `text` as it is after `$VISUAL` or `$EDITOR`; the app stands aside meanwhile.

    `suffix` is the file's, by which an editor knows the language.

    Raises KaptaError when no editor is set, it cannot be started or ends with an error, or the app runs
    where it cannot stand aside (a browser).
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise KaptaError("No editor is set.", "Set the environment variable EDITOR, such as EDITOR=nano.")
    with tempfile.TemporaryDirectory(prefix="kapta-") as folder:
        path = Path(folder) / f"text{suffix}"
        path.write_text(text, encoding="utf-8")
        try:
            if failure := _run([*shlex.split(command), str(path)], app):
                raise failure
            return clean(path.read_text(encoding="utf-8")).rstrip("\n")
        except SuspendNotSupported as error:
            raise KaptaError("An editor cannot be opened here.", "Edit the text in the form.") from error
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            why = (
                f"it ended with {error.returncode}"
                if isinstance(error, subprocess.CalledProcessError)
                else error
            )
            raise KaptaError(
                f"The editor {command!r} failed: {why}.", "Check EDITOR; the text is unchanged."
            ) from error


def _run(command: list[str], app: App[Any]) -> OSError | subprocess.CalledProcessError | None:
    """Run the editor and return what went wrong: an error that leaves `suspend` would leave the app aside for good."""
    with app.suspend():
        try:
            subprocess.run(command, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return error
    return None
