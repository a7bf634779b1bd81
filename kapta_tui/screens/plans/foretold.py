"""A form that says below its fields what saving it will make, while it is filled in (features: rows 74 and 75)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Select, Static, TextArea

from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs.form import FormDialog

Foretell = Callable[[dict[str, Value]], list[str]]
"""Values by field to the lines that say what they make; a field that cannot be read is left out."""


_TALL, _ROOM, _LITTLE = 30, 12, 7
"""Lines of a terminal that is tall, and lines of the list there and elsewhere."""


class ForetoldForm(FormDialog):
    """A form with what it makes below its fields: the first line in full, further ones where there is room."""

    DEFAULT_CSS = """
    ForetoldForm #made { height: auto; padding: 0 1; margin-bottom: 1; color: $muted; }
    ForetoldForm #made-list {
        height: auto; padding: 0 1; margin-bottom: 1; color: $muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, *given: Any, foretell: Foretell, **named: Any) -> None:
        super().__init__(*given, **named)
        self._foretell = foretell

    def compose_frame(self) -> ComposeResult:
        """The fields, what they make, and the form's own line."""
        *fields, line = super().compose_frame()
        yield from fields
        yield Static("", id="made")
        yield Static("", id="made-list")
        yield line

    def on_mount(self) -> None:
        """Say what the form begins with."""
        super().on_mount()
        self._show()

    @on(Input.Changed)
    @on(Select.Changed)
    @on(TextArea.Changed)
    def _show(self) -> None:
        values: dict[str, Value] = {}
        for name, editor in self._editors.items():
            try:
                values[name] = editor.current()
            except ValueError:
                continue
        first, *rest = self._foretell(values) or [""]
        self.query_one("#made", Static).update(Content(one_line(first)))
        listed = self.query_one("#made-list", Static)
        listed.update(Content("\n".join(_cut(rest, _ROOM if self.app.size.height >= _TALL else _LITTLE))))
        listed.display = bool(rest)


def _cut(lines: Sequence[str], room: int) -> list[str]:
    """Return at most `room` lines; the last one counts those that are left out."""
    shown = [one_line(line) for line in lines]
    return shown if len(shown) <= room else [*shown[: room - 1], f"and {len(shown) - room + 1} more"]
