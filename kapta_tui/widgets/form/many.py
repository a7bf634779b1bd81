"""Ordered lists: risk reasons, resolutions, contributors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.text import fold, one_line
from kapta_tui.widgets.form.base import FieldEditor, FormContext, Suggestion, SuggestionsWanted
from kapta_tui.widgets.form.completion import Completion, EntryCompletion


class Entries(Widget, can_focus=True):
    """The list itself: j and k move, J and K reorder, d takes an entry away."""

    BINDINGS = bindings(
        "form.entry-down", "form.entry-up", "form.entry-later", "form.entry-sooner", "form.entry-remove"
    )
    COMPONENT_CLASSES = {"entries--cursor", "entries--number"}
    DEFAULT_CSS = """
    Entries {
        height: auto; width: 1fr;
        & > .entries--number { color: $muted; }
        & > .entries--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    }
    """

    @dataclass
    class Changed(Message):
        """The entries or their order changed."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.labels = list(labels)
        self._cursor = 0
        self.display = bool(self.labels)

    def render(self) -> Content:
        """Draw one numbered line per entry."""
        number = self.get_visual_style("entries--number")
        cursor = self.get_visual_style("entries--cursor")
        lines = []
        for index, label in enumerate(self.labels):
            at_cursor = self.has_focus and index == self._cursor
            mark = "▸" if at_cursor else " "
            lines.append(
                Content.assemble(
                    (f"{mark}{index + 1} ", number), (one_line(label), cursor if at_cursor else "")
                )
            )
        return Content("\n").join(lines)

    def replace(self, labels: Sequence[str]) -> None:
        """Put `labels` in the place of the entries."""
        self.labels = list(labels)
        self._cursor = 0
        self._changed()

    def add(self, label: str) -> None:
        """Put an entry at the end, unless it is there already."""
        if label not in self.labels:
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
        self._swap(self._cursor + 1)

    def action_entry_sooner(self) -> None:
        """Put the entry above the one before."""
        self._swap(self._cursor - 1)

    def action_entry_remove(self) -> None:
        """Take the entry away."""
        if self.labels:
            del self.labels[self._cursor]
            self._cursor = max(0, min(self._cursor, len(self.labels) - 1))
            self._changed()

    def on_click(self, event: events.Click) -> None:
        """Go to the entry under the mouse."""
        self._go(event.y)

    def _go(self, index: int) -> None:
        if self.labels:
            self._cursor = max(0, min(index, len(self.labels) - 1))
            self.refresh()

    def _swap(self, index: int) -> None:
        if 0 <= index < len(self.labels):
            here = self._cursor
            self.labels[here], self.labels[index] = self.labels[index], self.labels[here]
            self._cursor = index
            self._changed()

    def _changed(self) -> None:
        self.display = bool(self.labels)
        self.refresh(layout=True)
        self.post_message(self.Changed())


class ManyEditor(FieldEditor):
    """Entries in order and an input that adds one; catalogue entries and names are offered."""

    DEFAULT_CSS = """
    ManyEditor .many { height: auto; width: 1fr; }
    """

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(field, initial, context)
        self._codes = initial if isinstance(initial, tuple) else ()
        self._offered = context.offered(field.choices, self._codes) if field.choices else ()
        self._labels = {entry.code: entry.label for entry in self._offered}

    def compose_control(self) -> ComposeResult:
        """The entries above the input."""
        adding = Input(placeholder=self._invitation, select_on_focus=False)
        with Vertical(classes="many"):
            yield Entries([self._labels.get(code, code) for code in self._codes])
            yield adding
            yield EntryCompletion(adding, list(self._labels.values()), own_words=not self._is_reference)

    @property
    def _is_reference(self) -> bool:
        return self.field.type is FieldType.REFERENCES

    @property
    def _invitation(self) -> str:
        if self._is_reference:
            return "add a name, Enter"
        words = "add from the list or your own words" if self.field.choices else self.field.help
        return f"{words or 'add your own words'}, Enter"

    @property
    def control(self) -> Input:
        """The input that adds."""
        return self.query_one(Input)

    def current(self) -> Value:
        """Return codes, names or own words in order, with what still stands in the input as the last one."""
        labels = list(self.query_one(Entries).labels)
        pending = one_line(self.control.value)
        if pending and pending not in labels:
            labels.append(pending)
        known = {fold(label): code for code, label in self._labels.items()}
        value = tuple(dict.fromkeys(known.get(fold(label), label) for label in labels))
        return self.initial if not value and self.initial is None else value

    def begin_with(self, value: Value) -> None:
        """Show `value` as what the field began with."""
        super().begin_with(value)
        codes = value if isinstance(value, tuple) else ()
        self.query_one(Entries).replace([self._labels.get(code, code) for code in codes])

    @on(Entries.Changed)
    def _listed(self) -> None:
        self.forgive()

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        event.stop()
        self._put(event.value)

    @on(EntryCompletion.Taken)
    def _add_taken(self, event: EntryCompletion.Taken) -> None:
        event.stop()
        self._put(event.words)

    def _put(self, words: str) -> None:
        label = one_line(words)
        wrong = self.context.faults({self.field.name: (label,)}).get(self.field.name) if label else None
        if wrong is not None:
            self.show_error(wrong)
        elif label:
            self.query_one(Entries).add(label)
            self.control.value = ""

    @on(Input.Changed)
    def _ask(self, event: Input.Changed) -> None:
        if self._is_reference and event.value.strip():
            self.post_message(SuggestionsWanted(self.field.target, event.value, self._offer))

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        self.query_one(Completion).offer([name for _, name in suggestions])
