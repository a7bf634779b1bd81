"""Texts of several lines."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import TextArea

from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import clean
from kapta_tui.widgets.form.base import FieldEditor


class LongEditor(FieldEditor):
    """A text area; Tab leaves it, ctrl+g opens it in the user's editor."""

    DEFAULT_CSS = """
    LongEditor TextArea { height: 5; width: 1fr; }
    """

    def compose_control(self) -> ComposeResult:
        """The text area."""
        invitation = Content(self.context.invites.get(self.field.name, ""))
        yield TextArea(self._start, tab_behavior="focus", soft_wrap=True, placeholder=invitation)

    @property
    def control(self) -> TextArea:
        """The text area."""
        return self.query_one(TextArea)

    def begin_with(self, value: Value) -> None:
        """Show `value` as what the field began with."""
        super().begin_with(value)
        self.control.load_text(self._start)

    @property
    def _start(self) -> str:
        return clean(self.initial) if isinstance(self.initial, str) else ""

    def current(self) -> Value:
        """Return the text, None when it is empty."""
        text = self.control.text
        if text == self._start:
            return self.initial
        return clean(text).strip() or None
