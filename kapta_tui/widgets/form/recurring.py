"""Recurrences: written in words or as a rule, with what was understood below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.recurrence import COMMON, recurrence_words
from kapta_tui.domain.text import fold
from kapta_tui.widgets.form.base import FormContext
from kapta_tui.widgets.form.line import LineEditor


class RecurrenceEditor(LineEditor):
    """An input for words; the common ones are offered, and the line below says what the text means."""

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(field, initial, context)
        self._text = recurrence_words(self._text)

    def compose_control(self) -> ComposeResult:
        """The input with the common recurrences."""
        from kapta_tui.widgets.form.completion import PhraseCompletion

        control = Input(self._text, placeholder="every week, monthly on the 1st")
        yield control
        yield PhraseCompletion(control, COMMON, self._is_one)

    def _is_one(self, text: str) -> bool:
        try:
            return bool(self._convert(text))
        except ValueError:
            return False

    @property
    def _is_noted(self) -> bool:
        return True

    def _note(self, text: str) -> str:
        """Return what `text` means in words; nothing where it says so itself, or means nothing yet."""
        try:
            rule = self._convert(text)
        except ValueError:
            return ""
        words = recurrence_words(rule) if isinstance(rule, str) else ""
        return "" if fold(words) == fold(text) else f"= {words}"
