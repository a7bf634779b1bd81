"""Asks for the file that something is written to."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from itertools import chain, count
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from kapta_tui.commands import show_key
from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.screens.dialogs import Confirm, Prompt
from kapta_tui.widgets.pathcompletion import PathCompletion, as_path

Done = Callable[[KaptaError | None], None]
"""What a dialog calls when a file is written, with the error where it could not be."""


class FileDialog(Prompt):
    """One line for the file's name; the suffix names the format, an existing file is replaced only when told."""

    WRITES = "enter or {save} writes"
    """What writes the file, in words."""

    def __init__(
        self, title: str, *, value: str, hint: str, formats: Iterable[str], read: Callable[[str], str]
    ) -> None:
        """`read` says what will be written where, as `Prompt` wants it."""
        super().__init__(title, value=value, hint=hint, read=read, save=self._write)
        self._formats = tuple(formats)

    @abstractmethod
    def put(self, path: Path, done: Done) -> None:
        """Write the file in a thread and call `done`."""

    def compose_frame(self) -> ComposeResult:
        """The input with completion, and what it means."""
        for widget in super().compose_frame():
            yield widget
            if isinstance(widget, Input):
                yield PathCompletion(widget)
        save = show_key(self.shell.keys["form.save"].split(",")[0])
        formats = ", ".join(self._formats)
        how = self.WRITES.format(save=save)
        yield Static(f"{how}; the suffix names the format: {formats}.", classes="muted")

    def _write(self, text: str, done: Done) -> None:
        path = as_path(text)
        there = self.replaced(path)
        if not there:
            self.put(path, done)
            return

        def answered(replace: bool | None) -> None:
            if replace:
                self.put(path, done)
            else:
                done(UsageError(f"{path.name} is kept as it is.", "Type another name."))

        self.app.push_screen(Confirm(f"Replace {there}?", yes="Replace"), answered)

    def replaced(self, path: Path) -> str:
        """Return what writing to `path` would replace, empty for nothing."""
        return path.name if path.exists() else ""


def free_name(name: str, suffix: str) -> str:
    """Return a name for a file that is still free in the present folder: "risks.csv", else "risks-2.csv"."""
    names = chain([f"{name}.{suffix}"], (f"{name}-{number}.{suffix}" for number in count(2)))
    return next(one for one in names if not Path(one).exists())


def place(path: Path, form: Callable[[Path], str]) -> str:
    """Return the format that `form` finds in a path. Raises ValueError with the reason when nothing can be there."""
    try:
        found = form(path)
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except UsageError as error:
        raise ValueError(f"{error.cause} {error.remedy}") from error
    except OSError as error:
        raise ValueError(f"That is no name for a file: {error.strerror or error}.") from error
    if is_folder:
        raise ValueError("That is a folder; name a file in it.")
    if not has_folder:
        raise ValueError(f"There is no folder {path.parent}.")
    return found


def where(path: Path) -> str:
    """Return in which folder the file will be, and whether it is there already."""
    words = f"in {path.parent.absolute()}"
    return f"{words}. {path.name} is there already." if path.exists() else words
