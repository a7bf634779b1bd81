"""Fields typed on one line: text, numbers, amounts, dates, references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.text import one_line
from kapta_tui.domain.values import format_value
from kapta_tui.widgets.form.base import FieldEditor, FormContext, Suggestion, SuggestionsWanted

_LONGEST = 20_000
"""Characters that an input takes at once; fields of one line have room for far fewer."""

_HINTS = {FieldType.PERCENT: "0–100 %", FieldType.DATE: "2026-12-31, +7d"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a text that stands in a field."""

    words: str
    is_wrong: bool = False
    """Whether the text cannot be saved, which is said once the field is left."""


@dataclass
class RemarkWanted(Message):
    """`text` stands in the field called `field`: `answer` wants what the store says to that."""

    field: str
    text: str
    answer: Callable[[Remark | None], None]


class LineInput(Input):
    """An input that does not take what nobody typed: to draw megabytes would stop every key for minutes."""

    class Refused(Message):
        """A text of `length` characters was pasted and is not taken."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands between `start` and `end`, unless it is far too long."""
        if len(text) > _LONGEST:
            self.post_message(self.Refused(len(text)))
        else:
            super().replace(text, start, end)


class LineEditor(FieldEditor):
    """An input; the hint beside it says the unit, or the day a date means, a line below it what follows."""

    DEFAULT_CSS = """
    LineEditor .meaning { height: auto; color: $muted; padding: 0 0 0 21; display: none; }
    LineEditor .meaning.-shown { display: block; }
    """

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(field, initial, context)
        self._convert = context.converter(field)
        self._text = format_value(field, initial)

    def compose(self) -> ComposeResult:
        """The field and, below it, what its value means."""
        yield from super().compose()
        words = self._note(self._text)
        yield Static(Content(words), classes="meaning -shown" if words else "meaning")

    def compose_control(self) -> ComposeResult:
        """The input and its hint."""
        yield LineInput(
            self._text,
            placeholder=self.context.inherited.get(self.field.name) or self._invitation,
        )
        hint = self._hint()
        if hint:
            yield Static(Content(hint), classes="hint")

    @property
    def _invitation(self) -> str:
        return self.context.invites.get(self.field.name, self.field.help)

    @property
    def control(self) -> Input:
        """The input."""
        return self.query_one(Input)

    def begin_with(self, value: Value) -> None:
        """Show `value` as what the field began with."""
        super().begin_with(value)
        self._text = format_value(self.field, value)
        self.control.value = self._text

    def current(self) -> Value:
        """Convert what was typed; an untouched text gives the initial value itself."""
        text = self.control.value
        return self.initial if text == self._text else self._convert(text)

    def _hint(self) -> str:
        if self.field.type is FieldType.MONEY:
            return self.context.currency
        return _HINTS.get(self.field.type, "")

    @on(LineInput.Refused)
    def _say_too_long(self, event: LineInput.Refused) -> None:
        allowed = f"; {self.field.maximum} are allowed" if self.field.maximum else ""
        self.show_error(f"The pasted text has {event.length} characters{allowed}")

    @property
    def _is_noted(self) -> bool:
        """Whether `_note` has all there is to say below the field."""
        return self.field.name in self.context.notes

    def _note(self, text: str) -> str:
        """Return what is said below the field while `text` stands in it."""
        note = self.context.notes.get(self.field.name)
        if note is None:
            return ""
        try:
            return note(self._convert(text))
        except ValueError:
            return ""

    @on(Input.Changed)
    def _say_meaning(self, event: Input.Changed) -> None:
        if self.field.type is FieldType.DATE:
            self.query_one(".hint", Static).update(Content(self._day(event.value)))
        words = one_line(event.value)
        # What the store says of the text before stays until it has answered to this one.
        if self._is_noted or not words or event.value == self._text:
            self._say_below(self._note(event.value))
        self._look_up(event.value)

    @on(Input.Blurred)
    def _say_wrong(self, event: Input.Blurred) -> None:
        self._look_up(event.value)

    def _look_up(self, text: str) -> None:
        """Ask what the store says to `text`, unless the field began with it."""
        if one_line(text) and text != self._text:
            self.post_message(RemarkWanted(self.field.name, one_line(text), partial(self._remarked, text)))

    def _remarked(self, text: str, remark: Remark | None) -> None:
        """Show what was found out of `text`, unless something else stands there by now."""
        if not self.is_attached or self.control.value != text or remark is None:
            return
        if not remark.is_wrong:
            self._say_below(remark.words)
        elif not self.control.has_focus:
            self.show_error(remark.words)

    def _say_below(self, words: str) -> None:
        meaning = self.query_one(".meaning", Static)
        meaning.update(Content(words))
        meaning.set_class(bool(words), "-shown")

    def _day(self, text: str) -> str:
        """Return the day that `text` means, with its weekday, or how to write one."""
        try:
            value = self._convert(text)
        except ValueError:
            return "no day yet"
        return _HINTS[FieldType.DATE] if value is None else f"{value:%a %d %b %Y}"


class FileEditor(LineEditor):
    """The path of a file, completed as a shell does it; an address is typed as it is."""

    def compose_control(self) -> ComposeResult:
        """The input with its completions."""
        from kapta_tui.widgets.pathcompletion import PathCompletion

        control = LineInput(self._text, placeholder=self.field.help)
        yield control
        # Such a path is kept as one below the home (`data.fingerprint.located`).
        yield PathCompletion(control, from_home=True)


class ReferenceEditor(LineEditor):
    """A record, named by typing; names that fit are offered below."""

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(field, initial, context)
        self._known: dict[str, int] = {}

    def compose_control(self) -> ComposeResult:
        """The input with its completions."""
        from kapta_tui.widgets.form.completion import Completion

        invitation = self.context.inherited.get(self.field.name, "type a name")
        control = Input(self._text, placeholder=one_line(invitation))
        yield control
        yield Completion(control)

    def current(self) -> Value:
        """Return the id of an offered record, else the name as typed."""
        value = super().current()
        return self._known.get(value, value) if isinstance(value, str) and value != self.initial else value

    @on(Input.Changed)
    def _ask(self, event: Input.Changed) -> None:
        if event.value.strip():
            self.post_message(SuggestionsWanted(self.field.target, event.value, self._offer))

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        from kapta_tui.widgets.form.completion import Completion

        names = [name for _, name in suggestions]
        # A name borne by two records stays a name; the verb then says which ones there are.
        self._known |= {name: number for number, name in suggestions if names.count(name) == 1}
        self.query_one(Completion).offer(names)
