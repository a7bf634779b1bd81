"""Fields chosen from few: one entry of a catalogue, yes or no."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Select

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.fields import Value
from kapta_tui.widgets.form.base import FieldEditor
from kapta_tui.widgets.form.typedselect import TypedSelect


class ChoiceEditor(FieldEditor):
    """One entry of a playbook catalogue; letters choose it."""

    DEFAULT_CSS = """
    ChoiceEditor {
        & Select { width: 1fr; height: auto; }
        & SelectOverlay { border: round $border; max-height: 10; }
    }
    """

    def compose_control(self) -> ComposeResult:
        """A drop-down list; an entry retired or removed since stays choosable where it stands."""
        code = self.initial if isinstance(self.initial, str) else ""
        entries = self.context.offered(self.field.choices, (code,))
        options = [(entry.label, entry.code) for entry in entries]
        if code and all(entry.code != code for entry in entries):
            options.append((code, code))
        yield TypedSelect(options, code)

    @property
    def control(self) -> Select[str]:
        """The drop-down list."""
        return self.query_one(Select)

    @on(TypedSelect.Missed)
    def _missed(self, event: TypedSelect.Missed) -> None:
        self.show_error(f"nothing begins with “{event.word}”; enter shows what there is")

    def current(self) -> Value:
        """Return the code chosen."""
        value = self.control.value
        return value if isinstance(value, str) else None


class Flag(Widget, can_focus=True):
    """`[✓] yes` or `[ ] no`; space, Enter or a click changes it."""

    BINDINGS = bindings("form.flip")
    DEFAULT_CSS = """
    Flag { height: 1; width: 1fr; }
    """

    class Changed(Message):
        """It says something else."""

    is_on: reactive[bool] = reactive(False)
    """Whether it says yes."""

    def __init__(self, is_on: bool, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(Flag.is_on, is_on)

    def render(self) -> Content:
        """Draw mark and word."""
        return Content("[✓] yes" if self.is_on else "[ ] no")

    def action_flip(self) -> None:
        """Change it."""
        self.is_on = not self.is_on
        self.post_message(self.Changed())

    def on_click(self) -> None:
        """Change it."""
        self.action_flip()


class FlagEditor(FieldEditor):
    """Yes or no."""

    def compose_control(self) -> ComposeResult:
        """The flag."""
        yield Flag(bool(self.initial))

    @property
    def control(self) -> Flag:
        """The flag."""
        return self.query_one(Flag)

    @on(Flag.Changed)
    def _flipped(self) -> None:
        self.forgive()

    def current(self) -> Value:
        """Return yes or no; one that was never set and is off stays unset."""
        is_on = self.control.is_on
        return self.initial if is_on == bool(self.initial) else is_on
