"""What every field editor has: label, control, hint, error."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from kapta_tui.domain.fields import Field, Value, Values
from kapta_tui.domain.scales import ChoiceLike
from kapta_tui.domain.values import Context, Converter, converter, no_choices

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook

Suggestion = tuple[int, str]
"""Id and name of a record."""


def no_faults(values: Values) -> Mapping[str, str]:
    """Find nothing wrong, for fields that no rule is about."""
    return {}


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the editors need to know besides their fields."""

    today: date
    choices: Callable[[str], Iterable[ChoiceLike]] = no_choices
    """The entries of a catalogue, as `Playbook.choices` gives them; retired ones are not offered."""
    currency: str = ""
    """Code shown beside amounts, empty when it is not known."""
    inherited: Mapping[str, str] = field(default_factory=dict)
    """Field name to what holds while the field is empty, in words."""
    invites: Mapping[str, str] = field(default_factory=dict)
    """Field name to what filling it brings, said in the empty field."""
    is_new: bool = False
    """Whether the record is made now: then what is required is filled, whatever would be inherited."""
    notes: Mapping[str, Callable[[Value], str]] = field(default_factory=dict)
    """Field name to what is said below the field of the value that stands in it; empty for nothing."""

    playbook: Playbook | None = None
    """The rules in force, for forms that reckon with them."""
    listed_only: Collection[str] = ()
    """Names of lists into which the administrator lets people write no words of their own."""
    first_is: Mapping[str, str] = field(default_factory=dict)
    """Name of a list to what its first entry is called, said behind it."""

    faults: Callable[[Values], Mapping[str, str]] = no_faults
    """Values by field to what is wrong with them, by the field to mend."""

    def offered(self, catalogue: str, also: Iterable[str] = ()) -> tuple[ChoiceLike, ...]:
        """Return the entries to offer: those not retired, and those with a code in `also`."""
        keep = set(also)
        return tuple(
            entry
            for entry in self.choices(catalogue)
            if entry.code in keep or not getattr(entry, "retired", False)
        )

    def converter(self, field: Field) -> Converter:
        """Return the function that reads the field's text."""
        return converter(field, Context(today=self.today, choices=self.choices))


@dataclass
class SuggestionsWanted(Message):
    """A reference is being typed: `answer` wants the records of `kind` whose name fits `text`."""

    kind: str
    text: str
    answer: Callable[[Sequence[Suggestion]], None]


class FieldEditor(Vertical):
    """One field: label left, control right, its error below. Subclasses give the control and the value."""

    DEFAULT_CSS = """
    FieldEditor {
        height: auto; width: 1fr;
        & > .row { height: auto; }
        & .label { width: 19; height: auto; color: $muted; padding: 0 1 0 0; }
        & .hint { width: auto; max-width: 24; height: 1; color: $muted; padding: 0 1; }
        & .error { height: auto; color: $bad; padding: 0 0 0 21; display: none; }
        &.-wrong .error { display: block; }
        &.-wrong .label { color: $bad; }
        /* Textual looks at what is inside anew only where a rule is about the field itself. */
        &:focus-within { height: auto; }
        &:focus-within .label { color: $accent; text-style: bold; }
        & Input { width: 1fr; }
    }
    """

    def __init__(self, field: Field, initial: Value, context: FormContext) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.initial = initial
        self.context = context

    def compose(self) -> ComposeResult:
        """Label, control, hint; the error under them."""
        with Horizontal(classes="row"):
            label = Static(self._label, classes="label")
            label.tooltip = Content(self.field.help) if self.field.help else None
            yield label
            yield from self.compose_control()
        yield Static("", classes="error")

    @property
    def _label(self) -> Content:
        return Content(self.field.label + (" *" if self.field.required else ""))

    def require(self, is_required: bool) -> None:
        """Say from now on whether the field must be filled."""
        if is_required != self.field.required:
            self.field = self.field._replace(required=is_required)
            self.query_one(".label", Static).update(self._label)

    def compose_control(self) -> ComposeResult:
        """Yield what the user works with."""
        yield from ()

    @property
    @abstractmethod
    def control(self) -> Widget:
        """What takes the keyboard."""

    @abstractmethod
    def current(self) -> Value:
        """Return the value as it stands, equal to `initial` when nothing was changed.

        Raises ValueError with a reason for people when what was typed is no value of the field.
        """

    def begin_with(self, value: Value) -> None:
        """Take `value` for what the field began with; editors that can be renewed while a form is open show it."""
        self.initial = value

    @property
    def is_changed(self) -> bool:
        """Whether the user changed anything, sensible or not."""
        try:
            return self.current() != self.initial
        except ValueError:
            return True

    def check(self) -> Value:
        """Return the value, or show what is wrong under the field and raise ValueError."""
        try:
            value = self.current()
            if self.field.required and value in (None, "", ()) and not self._is_inherited:
                raise ValueError(f"{self.field.label} must not be empty")
        except ValueError as error:
            self.show_error(str(error))
            raise
        self.show_error("")
        return value

    @property
    def _is_inherited(self) -> bool:
        """Whether the field of a stored record was empty before and something holds for it even so."""
        return (
            not self.context.is_new
            and self.initial is None
            and bool(self.context.inherited.get(self.field.name))
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def forgive(self) -> None:
        """Take the error away, since it was about a value that is no more."""
        if self.has_class("-wrong"):
            self.show_error("")

    def show_error(self, words: str) -> None:
        """Show `words` under the field; an empty text takes them away."""
        self.set_class(bool(words), "-wrong")
        self.query_one(".error", Static).update(Content(words))
