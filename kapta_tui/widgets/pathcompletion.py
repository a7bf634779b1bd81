"""Completion of file names below an input, as a shell does it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from textual import events
from textual.content import Content
from textual.widgets import Input
from textual_autocomplete import DropdownItem, PathAutoComplete, TargetState

_MOST: Final = 200
"""Names offered; typing narrows them down."""


def as_path(text: str) -> Path:
    """Return the path somebody typed; a leading `~` is the home of a user there is."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path


class PathCompletion(PathAutoComplete):
    """Tab takes what all names begin with, then the first of them; Enter only a name the user moved to.

    What is typed can stay as it is. A leading `~` is the user's home. Names that begin with a dot are offered
    once the dot is typed.
    """

    def __init__(self, target: Input, wanted: Callable[[str], bool] = bool) -> None:
        """`wanted` says whether a file of that name is offered; folders always are."""
        super().__init__(target, file_prefix=Content(""), folder_prefix=Content(""))
        self._wants = wanted
        self._moved = False

    def get_candidates(self, target_state: TargetState) -> list[DropdownItem]:
        """Return the folders and files of the folder that has been typed, folders first."""
        head, slash, begun = target_state.text[: target_state.cursor_position].rpartition("/")
        try:
            with os.scandir(as_path(head + slash)) as entries:
                found = [(entry.name, entry.is_dir()) for entry in entries]
        except (OSError, ValueError):
            # No such folder, or no path at all: nothing to offer.
            return []
        shown = [
            (name, is_folder)
            for name, is_folder in found
            if (begun.startswith(".") or not name.startswith(".")) and (is_folder or self._wants(name))
        ]
        shown.sort(key=lambda entry: (not entry[1], entry[0].casefold()))
        return [DropdownItem(f"{name}/" if is_folder else name) for name, is_folder in shown[:_MOST]]

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
                self._moved = False
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
