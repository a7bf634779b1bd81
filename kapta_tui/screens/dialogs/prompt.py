"""Asks for one line: quick add, quick note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.dialogs.base import Dialog


class Prompt(Dialog[str]):
    """Dismisses with the text, stripped, or None.

    `read` says while typing what the text means; it raises ValueError with the reason when it means
    nothing, and then Enter does nothing but show it. `save` runs before the prompt closes and calls back with
    None, or with the error that stands in the way; then the prompt stays with the text and says why.
    """

    BINDINGS = bindings("answer.accept")
    CALLED: ClassVar = {
        "answer.accept": ("OK", "Take the line as it stands"),
        "form.save": ("OK", "Take the line as it stands"),
    }

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        read: Callable[[str], str] | None = None,
        save: Callable[[str, Callable[[KaptaError | None], None]], None] | None = None,
    ) -> None:
        super().__init__(title)
        self._save = save
        self._value = value
        self._placeholder = placeholder
        self._hint = hint
        self._read = read

    def compose_frame(self) -> ComposeResult:
        """The input and what it means."""
        yield Input(self._value, placeholder=self._placeholder)
        yield Static(Content(self._hint), id="meaning", classes="muted")

    @on(Input.Changed)
    def _say_meaning(self, event: Input.Changed) -> None:
        self._understood(event.value)

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.accept()

    def action_answer_accept(self) -> None:
        """Hand the text over when it means something."""
        self.accept()

    def action_save(self) -> None:
        """Hand the text over, as the key that saves a form does."""
        self.accept()

    def accept(self) -> None:
        """Hand the text over when it means something."""
        text = self.query_one(Input).value.strip()
        if not text or self.is_saving or not self._understood(text):
            return
        if self._save is None:
            self.dismiss(text)
        else:
            self.begin_saving()
            self._save(text, partial(self._saved, text))

    def why_not(self, command_id: str) -> str | None:
        """Stay until a save has ended."""
        return (
            "It is being saved"
            if command_id == "form.cancel" and self.is_saving
            else super().why_not(command_id)
        )

    def _saved(self, text: str, error: KaptaError | None) -> None:
        self.end_saving()
        if error is not None and self.is_attached:
            self.say(str(error))
        elif error is not None:
            self.shell.toast_error(error)
        else:
            self.finish(text)

    def _understood(self, text: str) -> bool:
        """Show what `text` means; False when it means nothing."""
        try:
            words = self._read(text) if self._read is not None and text.strip() else self._hint
        except ValueError as error:
            self.say(str(error))
            return False
        self._show(words, "muted")
        return True

    def say(self, words: str) -> None:
        """Say below the line what stands in the way."""
        self._show(words, "bad")

    def _show(self, words: str, classes: str) -> None:
        meaning = self.query_one("#meaning", Static)
        meaning.update(Content(words))
        meaning.set_classes(classes)
