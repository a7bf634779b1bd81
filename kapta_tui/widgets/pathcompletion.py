"""Completion of file names below an input, as a shell does it."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from pathlib import Path
from typing import Final

from textual import events
from textual.content import Content
from textual.widgets import Input
from textual_autocomplete import DropdownItem, PathAutoComplete, TargetState

_MOST: Final = 200
"""Names offered; typing narrows them down."""

_PATIENCE: Final = 0.03
"""Seconds that a key waits for a folder; a later answer is shown when it comes, if it is still of use."""

_Entries = list[tuple[str, bool]]
"""Names of a folder and whether they are folders themselves, folders first."""


def as_path(text: str) -> Path:
    """Return the path somebody typed; a leading `~` is the home of a user there is."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _read(folder: Path) -> _Entries:
    """Return what is in a folder; nothing where there is none, or no path at all."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir()) for entry in entries]
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda entry: (not entry[1], entry[0].casefold()))


class PathCompletion(PathAutoComplete):
    """Tab takes what all names begin with, then the first of them; Enter only a name the user moved to.

    What is typed can stay as it is. A leading `~` is the user's home. Names that begin with a dot are offered
    once the dot is typed.
    """

    def __init__(
        self, target: Input, wanted: Callable[[str], bool] = bool, *, from_home: bool = False
    ) -> None:
        """`wanted` says whether a file of that name is offered; folders always are.

        Names without a folder are those of the working directory, or `from_home` those of the user's home.
        """
        super().__init__(target, file_prefix=Content(""), folder_prefix=Content(""))
        self._wants = wanted
        self._from_home = from_home
        self._moved = False
        self._asked: Path | None = None
        self._known: tuple[Path, _Entries] | None = None

    def get_candidates(self, target_state: TargetState) -> list[DropdownItem]:
        """Return the folders and files of the folder that has been typed, folders first."""
        head, slash, begun = target_state.text[: target_state.cursor_position].rpartition("/")
        shown = [
            f"{name}/" if is_folder else name
            for name, is_folder in self._entries(self._located(head + slash))
            if (begun.startswith(".") or not name.startswith("."))
            and name.casefold().startswith(begun.casefold())
            and (is_folder or self._wants(name))
        ]
        return [DropdownItem(name) for name in shown[:_MOST]]

    def _located(self, text: str) -> Path:
        path = as_path(text)
        try:
            return Path.home() / path if self._from_home else path
        except RuntimeError:
            # A system user without a home.
            return path

    def _entries(self, folder: Path) -> _Entries:
        """Return what is known of a folder by now, and have it read where that is nothing."""
        if self._known is not None and self._known[0] == folder:
            return self._known[1]
        if self._asked == folder:
            return []
        self._asked = folder
        answer: list[_Entries] = []
        loop, context = asyncio.get_running_loop(), copy_context()

        def read() -> None:
            answer.append(_read(folder))
            # Where the program has ended meanwhile nobody waits for the answer.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._take, folder, answer[0], context=context)

        # A thread that hangs on a dead network can be left behind: it does not keep the program from ending.
        reading = threading.Thread(target=read, name="folder", daemon=True)
        reading.start()
        reading.join(_PATIENCE)
        if not answer:
            return []
        self._asked, self._known = None, (folder, answer[0])
        return answer[0]

    def _take(self, folder: Path, entries: _Entries) -> None:
        """Offer what is in a folder, unless something else has been asked for since."""
        if self._asked == folder and self.is_attached:
            self._asked, self._known = None, (folder, entries)
            self._handle_target_update()

    def _handle_focus_change(self, has_focus: bool) -> None:
        """Look at folders anew whenever somebody comes back; nobody waits who has gone."""
        self._asked = self._known = None
        super()._handle_focus_change(has_focus)

    def match(self, query: str, candidate: str) -> tuple[float, tuple[int, ...]]:
        """Take names that begin with what is typed, in their order, whatever the case."""
        if not candidate.casefold().startswith(query.casefold()):
            return 0.0, ()
        return 1.0, tuple(range(min(len(query), len(candidate))))

    def should_show_dropdown(self, search_string: str) -> bool:
        """Whether there is anything to offer that is not typed out already."""
        options = [str(option.prompt) for option in self.option_list.options]
        return bool(self.target.value) and bool(options) and search_string not in options

    def _listen_to_messages(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            if event.key in ("up", "down"):
                self._moved = self.display
            elif event.key == "enter" and not self._moved:
                self.action_hide()
                return
            elif event.key == "escape":
                self._moved, self._asked = False, None
            elif event.key == "tab" and self.display and not self._moved and self._go_on():
                event.prevent_default()
                event.stop()
                return
        super()._listen_to_messages(event)

    def _go_on(self) -> bool:
        """Type on what all of several names begin with; return whether there was more than is typed already."""
        names = [str(option.prompt) for option in self.option_list.options]
        at = self.target.cursor_position
        head, slash, begun = self.target.value[:at].rpartition("/")
        shared = os.path.commonprefix(names)  # noqa: RUF071 - what names share may end within a word
        if len(names) < 2 or len(shared) <= len(begun):
            return False
        rest = self.target.value[at:]
        self.target.value = f"{head}{slash}{shared}{rest}"
        self.target.cursor_position = len(self.target.value) - len(rest)
        return True

    def _handle_target_update(self) -> None:
        """Forget where the user moved to among names that are offered no more."""
        self._moved = False
        super()._handle_target_update()

    def post_completion(self) -> None:
        """Go on with the contents of a folder; a file is complete."""
        self._moved = False
        super().post_completion()
