"""The entries of an ordered list, which are moved by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import fold, one_line

_BUTTONS: Final = " ↓ ↑ × "
"""Stand behind the entry under the cursor; a click does what `J`, `K` and `d` do."""


class Entries(Widget, can_focus=True):
    """The list itself: j and k move, J and K reorder, d takes an entry away; the mouse drags entries."""

    ALLOW_SELECT = False
    BINDINGS = bindings(
        "form.entry-down", "form.entry-up", "form.entry-later", "form.entry-sooner", "form.entry-remove"
    )
    COMPONENT_CLASSES = {"entries--cursor", "entries--number"}
    DEFAULT_CSS = """
    Entries {
        height: auto; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis;
        & > .entries--number { color: $muted; }
        & > .entries--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    }
    """

    @dataclass
    class Changed(Message):
        """The entries or their order changed."""

    def __init__(self, labels: Sequence[str], first: str = "") -> None:
        """`first` is what the first entry is called, said behind it."""
        super().__init__()
        self.labels = list(labels)
        self._first = first
        self._cursor = 0
        self._dragged: int | None = None
        self.display = bool(self.labels)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line per entry."""
        return len(self.labels)

    def render(self) -> Content:
        """Draw one numbered line per entry; behind the one under the cursor what a click does with it."""
        return Content("\n").join(self._line(index) for index in range(len(self.labels)))

    def _line(self, index: int) -> Content:
        number = self.get_visual_style("entries--number")
        is_here = self.has_focus and index == self._cursor
        style = self.get_visual_style("entries--cursor") if is_here else ""
        behind = f" {self._first}" if self._first and not index else ""
        buttons = _BUTTONS if is_here else ""
        head = f"{'▸' if is_here else ' '}{index + 1:<{len(str(len(self.labels)))}} "
        width = self.content_size.width
        room = max(1, width - len(head) - len(behind) - len(buttons))
        label = Content(one_line(self.labels[index])).truncate(room, ellipsis=True)
        gap = " " * max(0, width - len(head) - label.cell_length - len(behind) - len(buttons))
        return Content.assemble(
            (head, number), label.stylize(style), (behind, number), gap if buttons else "", (buttons, number)
        )

    def replace(self, labels: Sequence[str]) -> None:
        """Put `labels` in the place of the entries."""
        self.labels = list(labels)
        self._cursor = 0
        self._changed()

    def add(self, label: str) -> None:
        """Put an entry at the end, unless it is there already, whatever its case."""
        if fold(label) not in map(fold, self.labels):
            self.labels.append(label)
            self._cursor = len(self.labels) - 1
            self._changed()

    def action_entry_down(self) -> None:
        """Go to the next entry."""
        self._go(self._cursor + 1)

    def action_entry_up(self) -> None:
        """Go to the entry before."""
        self._go(self._cursor - 1)

    def action_entry_later(self) -> None:
        """Put the entry below the next one."""
        self._move(self._cursor + 1)

    def action_entry_sooner(self) -> None:
        """Put the entry above the one before."""
        self._move(self._cursor - 1)

    def action_entry_remove(self) -> None:
        """Take the entry away."""
        if self.labels:
            del self.labels[self._cursor]
            self._cursor = max(0, min(self._cursor, len(self.labels) - 1))
            self._changed()

    def on_focus(self) -> None:
        """Bring the entry under the cursor into sight."""
        self.call_after_refresh(self._show_cursor)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the entry under the mouse, or do what the sign under it stands for."""
        place = event.get_content_offset(self)
        if place is None or not 0 <= place.y < len(self.labels):
            return
        event.stop()
        act = self._button(place.x) if self.has_focus and place.y == self._cursor else None
        self.focus()
        if act is not None:
            act()
            return
        self._go(place.y)
        self._dragged = place.y
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the entry that is held to the line under the mouse."""
        if self._dragged is not None:
            place = event.get_content_offset_capture(self).y
            self._move(max(0, min(place, len(self.labels) - 1)))

    def on_mouse_up(self) -> None:
        """Let go."""
        self._dragged = None
        self.release_mouse()

    def _button(self, column: int) -> Callable[[], None] | None:
        """Return what the sign in that column of the cursor's line does, None where there is none."""
        acts = {
            "↓": self.action_entry_later,
            "↑": self.action_entry_sooner,
            "×": self.action_entry_remove,
        }
        place = column - (self.content_size.width - len(_BUTTONS))
        return acts.get(_BUTTONS[place]) if 0 <= place < len(_BUTTONS) else None

    def _go(self, index: int) -> None:
        if self.labels:
            self._cursor = max(0, min(index, len(self.labels) - 1))
            self._show_cursor()
            self.refresh()

    def _move(self, index: int) -> None:
        """Put the entry under the cursor in the place `index`, the others keeping their order."""
        if 0 <= index < len(self.labels) and index != self._cursor:
            self.labels.insert(index, self.labels.pop(self._cursor))
            self._cursor = index
            self._changed()

    def _changed(self) -> None:
        self.display = bool(self.labels)
        self.refresh(layout=True)
        self.call_after_refresh(self._show_cursor)
        self.post_message(self.Changed())

    def _show_cursor(self) -> None:
        """Scroll the form to the line under the cursor: the list may be longer than the form is high."""
        form = next((above for above in self.ancestors if isinstance(above, VerticalScroll)), None)
        if form is not None and self.has_focus:
            place = self.content_region.offset - form.content_region.offset + form.scroll_offset
            line = Region(place.x, place.y + self._cursor, max(1, self.content_size.width), 1)
            form.scroll_to_region(line, animate=False)
