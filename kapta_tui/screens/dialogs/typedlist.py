"""A list found in by typing: the input keeps the keyboard while its keys move in the options."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input, OptionList

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.dialogs.base import Dialog

T = TypeVar("T")

_MOVES: Final = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}


class TypedList(Dialog[T]):
    """An input above options; Enter, or a click on an option, asks `take` to act on it."""

    BINDINGS = bindings("answer.accept")

    def __init__(self, title: str, *, placeholder: str) -> None:
        super().__init__(title)
        self._placeholder = placeholder

    @abstractmethod
    def fill(self, text: str) -> None:
        """Show the options that match `text`."""

    @abstractmethod
    def take(self, key: str | None) -> None:
        """Act on the option `key`, None where there is none."""

    def compose_frame(self) -> ComposeResult:
        """The input above the options."""
        yield Input(placeholder=self._placeholder)
        options = OptionList()
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show every option."""
        self.fill("")

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the input keeps the keyboard."""
        if event.key in _MOVES:
            event.stop()
            getattr(self.query_one(OptionList), f"action_{_MOVES[event.key]}")()

    @property
    def here(self) -> str | None:
        """The key of the option under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return None if option is None else option.id

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.fill(event.value.strip())

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.take(self.here)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.take(event.option.id)

    def action_next_field(self) -> None:
        """Go to the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous_field(self) -> None:
        """Go to the option before."""
        self.query_one(OptionList).action_cursor_up()

    def action_answer_accept(self) -> None:
        """Act on the option under the cursor."""
        self.take(self.here)
