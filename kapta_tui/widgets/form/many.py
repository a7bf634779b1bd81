"""Ordered lists: risk reasons, resolutions, contributors."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.text import fold, one_line
from kapta_tui.widgets.form.base import FieldEditor, FormContext, Suggestion, SuggestionsWanted
from kapta_tui.widgets.form.completion import Completion, EntryCompletion
from kapta_tui.widgets.form.entries import Entries


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
        first = self.context.first_is.get(self.field.name, "")
        with Vertical(classes="many"):
            yield Entries([self._labels.get(code, code) for code in self._codes], first)
            yield adding
            yield EntryCompletion(adding, list(self._labels.values()), own_words=self._takes_own_words)

    @property
    def _is_reference(self) -> bool:
        return self.field.type is FieldType.REFERENCES

    @property
    def _takes_own_words(self) -> bool:
        return not self._is_reference and self.field.name not in self.context.listed_only

    @property
    def _invitation(self) -> str:
        if self._is_reference:
            return "add a name, Enter"
        words = self.field.help
        if self.field.choices:
            words = "add from the list" + (" or your own words" if self._takes_own_words else "")
        return f"{words or 'add your own words'}, Enter"

    @property
    def control(self) -> Input:
        """The input that adds."""
        return self.query_one(Input)

    def current(self) -> Value:
        """Return codes, names or own words in order, with what still stands in the input as the last one.

        Raises ValueError where that is in no list and own words are not taken.
        """
        labels = list(self.query_one(Entries).labels)
        pending = self._known(self.control.value)
        if pending and pending not in labels:
            if unknown := self._unknown(pending):
                raise ValueError(unknown)
            labels.append(pending)
        codes = {label: code for code, label in self._labels.items()}
        value = tuple(dict.fromkeys(codes.get(label, label) for label in labels))
        return self.initial if not value and self.initial is None else value

    def _known(self, words: str) -> str:
        """Return the label of the entry that `words` name by label or code, whatever their case, else the words."""
        said = one_line(words)
        named = fold(said)
        ways = ((code, label) for code, label in self._labels.items() if named in (fold(label), fold(code)))
        return next((label for _, label in ways), said)

    def _unknown(self, label: str) -> str:
        """Return why `label` cannot be taken; empty where it can."""
        if self.field.name not in self.context.listed_only or label in self._labels.values():
            return ""
        return f"“{label}” is not in the list, and own words are switched off"

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
        label = self._known(words)
        if not label:
            return
        wrong = self._unknown(label) or self.context.faults({self.field.name: (label,)}).get(self.field.name)
        if wrong:
            self.show_error(wrong)
        else:
            self.query_one(Entries).add(label)
            self.control.value = ""

    @on(Input.Changed)
    def _ask(self, event: Input.Changed) -> None:
        if self._is_reference and event.value.strip():
            self.post_message(SuggestionsWanted(self.field.target, event.value, self._offer))

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        self.query_one(Completion).offer([name for _, name in suggestions])
