"""An indented outline as text of several lines: Enter and Tab keep its indentation in order."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Selection

from kapta_tui.domain import outline
from kapta_tui.widgets.form.long import LongEditor

KEYS: Final = (
    "Tab and shift+Tab indent and outdent, at the margin shift+Tab goes back; ^s saves.\n"
    'A line may end with due:2026-12-24 start:+7d owner:name; "due:…" in quotes is text.'
)
"""What is said below the field."""


class OutlineArea(TextArea):
    """A text area in which lines are indented as the lines above them allow."""

    def on_key(self, event: events.Key) -> None:
        """Begin a line below the one above, indent lines, and let Tab and shift+Tab go only from the margin."""
        match event.key:
            case "enter":
                self._break()
            case "tab":
                self._move(1)
            case "shift+tab" if not self._move(-1):
                return
            case "shift+tab":
                pass
            case _:
                return
        event.stop()
        event.prevent_default()

    def _break(self) -> None:
        start, end = sorted(self.selection)
        line = self.document.get_line(start[0])
        kept = line[: min(start[1], len(line) - len(line.lstrip()))]
        self.replace(f"\n{kept}", start, end, maintain_selection_offset=False)

    def _move(self, step: int) -> bool:
        """Indent the selected lines with a step above 0, else outdent them; False where they stay."""
        (first, _), (last, end) = sorted(self.selection)
        rows = range(first, last + (1 if end or first == last else 0))
        above = [self.document.get_line(row) for row in range(first)]
        indent = outline.indent_of(self.document.get_line(first))
        by = outline.moved(indent, outline.stops(above), step) - indent
        if not by:
            return False
        selected = self.selection
        for row in rows:
            line = self.document.get_line(row)
            if line.strip() or len(rows) == 1:
                blank = len(line) - len(line.lstrip())
                self.replace(" " * max(0, outline.indent_of(line) + by), (row, 0), (row, blank))
        self.selection = Selection(*(self._kept(place, rows, by) for place in selected))
        return True

    def _kept(self, place: tuple[int, int], rows: range, by: int) -> tuple[int, int]:
        row, column = place
        return (row, min(max(0, column + by), len(self.document.get_line(row)))) if row in rows else place


class OutlineEditor(LongEditor):
    """An outline, with its keys and words below it."""

    DEFAULT_CSS = """
    OutlineEditor {
        & .outlining { width: 1fr; height: auto; }
        & TextArea { height: 9; }
        & .keys { color: $muted; padding: 0 1; height: auto; }
    }
    """

    def compose_control(self) -> ComposeResult:
        """The text area, and what helps to write in it."""
        with Vertical(classes="outlining"):
            yield OutlineArea(self._start, tab_behavior="focus", soft_wrap=True)
            yield Static(Content(KEYS), classes="keys")
