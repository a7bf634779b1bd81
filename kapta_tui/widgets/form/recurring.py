"""Recurrences: written in words or as a rule, with what was understood below."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.recurrence import COMMON, recurrence_words
from kapta_tui.domain.text import fold
from kapta_tui.widgets.form.base import FormContext
from kapta_tui.widgets.form.line import LineEditor


class RecurrenceEditor(LineEditor):
    """An input for words; the common ones are offered, and the line below says what the text means."""

    DEFAULT_CSS = """
    RecurrenceEditor .meaning { height: auto; color: $muted; padding: 0 0 0 20; display: none; }
    RecurrenceEditor .meaning.-shown { display: block; }
    """

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(field, initial, context)
        self._text = recurrence_words(self._text)

    def compose(self) -> ComposeResult:
        """The field and, below it, what is understood."""
        yield from super().compose()
        yield Static("", classes="meaning")

    def compose_control(self) -> ComposeResult:
        """The input with the common recurrences."""
        from kapta_tui.widgets.form.completion import Completion

        control = Input(self._text, select_on_focus=False, placeholder="every week, monthly on the 1st")
        yield control
        yield Completion(control, COMMON)

    @on(Input.Changed)
    def _say_rule(self, event: Input.Changed) -> None:
        words = self._understood(event.value)
        meaning = self.query_one(".meaning", Static)
        meaning.update(Content(f"= {words}"))
        meaning.set_class(bool(words), "-shown")

    def _understood(self, text: str) -> str:
        """Return what `text` means in words; nothing where it says so itself, or means nothing yet."""
        try:
            rule = self._convert(text)
        except ValueError:
            return ""
        words = recurrence_words(rule) if isinstance(rule, str) else ""
        return "" if fold(words) == fold(text) else words
