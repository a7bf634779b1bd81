"""Changing the values of the health score by keys and mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from textual import events
from textual.geometry import Size
from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.playbook.draft import Draft, New
from kapta_tui.domain.playbook.healthentries import Entry, Keys
from kapta_tui.screens.playbook.rulesview import COMMON, Column, RulesView
from kapta_tui.widgets.lineview import bindings_of, registered

_COMMANDS: Final = (
    *registered("list", "down", "up", "left", "right", "top", "bottom", "half-down", "half-up"),
    *registered("list", "page-down", "page-up", "open"),
)
_LONGEST: Final = 6
"""Most characters of a number that is typed."""

_TENTH: Final = Decimal("0.1")


class Rules(RulesView):
    """A grid of values: digits type a number, + and − change it, x lets an account type follow all others."""

    BINDINGS = [
        *bindings_of(_COMMANDS),
        *bindings("playbook.raise", "playbook.lower", "playbook.follow"),
    ]
    CALLED: ClassVar = {
        "list.left": ("Left", "Move one column to the left"),
        "list.right": ("Right", "Move one column to the right"),
        "list.open": ("Next value", "Take the number typed, turn a choice, or open the whole text"),
    }
    HINTS: ClassVar = {"list.open": 9}

    _kept: dict[Keys, New]
    """The changes as they were before the number that is being typed."""

    @dataclass
    class Changed(Message):
        """A value was changed."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another value."""

    @dataclass
    class TextWanted(Message):
        """The whole text is to be edited."""

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None on the whole text."""
        return self._entries[self._place] if self._place < len(self._entries) else None

    @property
    def column(self) -> Column:
        """The column under the cursor."""
        return self._columns[self._column]

    def show(self, draft: Draft, entries: Sequence[Entry], columns: Sequence[Column]) -> None:
        """Show the values of `draft`; the cursor stays where it is."""
        self._draft, self._entries, self._columns, self._typed = draft, entries, columns, None
        self._errors = {}
        self._arrange()
        self._go(self._place, self._column)

    def show_errors(self, errors: Mapping[Keys, str]) -> None:
        """Say below the values what is wrong with them."""
        if errors != self._errors:
            self._errors = errors
            self._arrange()

    @property
    def first_wrong(self) -> Keys | None:
        """The keys of a value that cannot be used, None where there is none."""
        return next(iter(self._errors), None)

    def go_to(self, keys: Keys) -> None:
        """Move the cursor to the value with these keys, where there is one."""
        for place, entry in enumerate(self._entries):
            for number, column in enumerate(self._columns):
                if entry.of_type(column.code) == keys:
                    self._go(place, number)

    def _arrange(self) -> None:
        self._lay_out()
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _go(self, place: int, column: int) -> None:
        self._typed = None
        self._place = max(0, min(place, len(self._entries)))
        self._column = max(COMMON, min(column, self._columns_of(self._place) - 1))
        self._show_cursor()
        self.post_message(self.Moved())

    def _show_cursor(self) -> None:
        """Scroll to the row under the cursor, with the head of its group and what is wrong with it."""
        lines = [number for number, line in enumerate(self._lines) if line.place == self._place]
        if lines:
            first, last = lines[0], lines[-1] + 1
            if last == len(self._lines):
                first = min(first, last - 2)
            top, page = self.scroll_offset.y, max(1, self.scrollable_size.height)
            if first < top or last > top + page:
                self.scroll_to(y=first if first < top else last - page, animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the value under the mouse; on the whole text open it, on a choice turn it."""
        offset = event.get_content_offset(self)
        found = None if offset is None else self.place_at(offset.x, offset.y)
        if found is None:
            return
        event.stop()
        place, column = found
        was_here = (place, column) == (self._place, self._column)
        self._go(place, self._column if column is None else column)
        is_choice = self.entry is not None and self.entry.choices and column is not None
        if self.entry is None or (is_choice and was_here):
            self.action_list_open()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed for a number."""
        if self.entry is None or self.entry.choices or self._draft is None:
            return
        is_digit = event.character is not None and event.character in "0123456789"
        is_point = self.entry.is_decimal and event.character == "." and "." not in (self._typed or "")
        if is_digit or is_point:
            if len(self._typed or "") < _LONGEST:
                self._type((self._typed or "") + str(event.character))
        elif event.key == "backspace":
            whole = str(self._draft.value(self.entry, self.column.code))
            self._type((whole if self._typed is None else self._typed)[:-1])
        elif event.key == "escape" and self._typed is not None:
            self._draft.changes = self._kept
            self._go(self._place, self._column)
            self.post_message(self.Changed())
        else:
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Digits are typed into a value."""
        return character is not None and character.isdigit()

    def _type(self, text: str) -> None:
        """Show what is typed so far, and change the value where that is a number."""
        if self.entry is None or self._draft is None:
            return
        if self._typed is None:
            self._kept = dict(self._draft.changes)
        self._typed = text
        if text.strip("."):
            value = Decimal(text) if self.entry.is_decimal else int(text)
            self._draft.set(self.entry, self.column.code, value)
        else:
            self._draft.take_back(self.entry, self.column.code)
        self.refresh()
        self.post_message(self.Changed())

    def action_playbook_raise(self) -> None:
        """Make the number one larger, or take the next choice."""
        self._step(1)

    def action_playbook_lower(self) -> None:
        """Make the number one smaller, or take the choice before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        entry = self.entry
        if entry is None or self._draft is None:
            return
        value = self._draft.value(entry, self.column.code)
        if entry.choices:
            place = entry.choices.index(str(value)) if value in entry.choices else -1
            self._set(entry, entry.choices[(place + step) % len(entry.choices)])
        elif entry.is_decimal:
            self._set(entry, max(Decimal(0), Decimal(value) + step * _TENTH))
        else:
            self._set(entry, max(0, int(value) + step))

    def _set(self, entry: Entry, value: int | Decimal | str) -> None:
        assert self._draft is not None
        self._typed = None
        self._draft.set(entry, self.column.code, value)
        self.refresh()
        self.post_message(self.Changed())

    def action_playbook_follow(self) -> None:
        """Take the value of the account type away, or the change of the common value back."""
        entry = self.entry
        if entry is not None and self._draft is not None:
            self._typed = None
            if self._draft.take_away(entry, self.column.code):
                self.post_message(self.Changed())
            self.refresh()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the value under the cursor does not offer."""
        if not command_id.startswith("playbook.") or self._draft is None or command_id == "playbook.back":
            return None
        entry, code = self.entry, self.column.code
        if entry is None:
            return "there is no value under the cursor"
        is_own = self._draft.has_own(entry, code) if code else self._draft.is_changed(entry)
        if command_id == "playbook.follow" and not is_own:
            return "it follows the value of all types" if code else "it was not changed"
        return None

    def action_list_down(self) -> None:
        """Move to the value below."""
        self._go(self._place + 1, self._column)

    def action_list_up(self) -> None:
        """Move to the value above."""
        self._go(self._place - 1, self._column)

    def action_list_left(self) -> None:
        """Move one column to the left."""
        self._go(self._place, self._column - 1)

    def action_list_right(self) -> None:
        """Move one column to the right."""
        self._go(self._place, self._column + 1)

    def action_list_top(self) -> None:
        """Move to the first value."""
        self._go(0, self._column)

    def action_list_bottom(self) -> None:
        """Move to the whole text, which stands last."""
        self._go(len(self._entries), self._column)

    def action_list_half_down(self) -> None:
        """Move half a page down."""
        self._go(self._place + max(1, self.size.height // 2), self._column)

    def action_list_half_up(self) -> None:
        """Move half a page up."""
        self._go(self._place - max(1, self.size.height // 2), self._column)

    def action_list_page_down(self) -> None:
        """Move one page down."""
        self._go(self._place + max(1, self.size.height), self._column)

    def action_list_page_up(self) -> None:
        """Move one page up."""
        self._go(self._place - max(1, self.size.height), self._column)

    def action_list_open(self) -> None:
        """Take the number and go on, turn a choice, or open the whole text."""
        if self.entry is None:
            self.post_message(self.TextWanted())
        elif self.entry.choices:
            self._step(1)
        else:
            self._go(self._place + 1, self._column)
