"""Asks for one line: quick add, quick note."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from kapta_tui.screens.dialogs.base import Dialog


class Prompt(Dialog[str]):
    """Dismisses with the text, stripped, or None.

    `read` says while typing what the text means; it raises ValueError with the reason when it means
    nothing, and then Enter does nothing but show it.
    """

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        read: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(title)
        self._value = value
        self._placeholder = placeholder
        self._hint = hint
        self._read = read

    def compose_frame(self) -> ComposeResult:
        """The input and what it means."""
        yield Input(self._value, placeholder=self._placeholder, select_on_focus=False)
        yield Static(Content(self._hint), id="meaning", classes="muted")

    @on(Input.Changed)
    def _say_meaning(self, event: Input.Changed) -> None:
        self._understood(event.value)

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.accept()

    def accept(self) -> None:
        """Hand the text over when it means something."""
        text = self.query_one(Input).value.strip()
        if text and self._understood(text):
            self.dismiss(text)

    def _understood(self, text: str) -> bool:
        """Show what `text` means; False when it means nothing."""
        meaning = self.query_one("#meaning", Static)
        try:
            words = self._read(text) if self._read is not None and text.strip() else self._hint
        except ValueError as error:
            meaning.update(Content(str(error)))
            meaning.set_classes("bad")
            return False
        meaning.update(Content(words))
        meaning.set_classes("muted")
        return True
