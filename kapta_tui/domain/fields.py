"""Fields and kinds: one declaration of what a record holds.

A `Field` drives the table mapping, the filter language, sorting, list columns, JSON keys, import headers,
export columns, fill-in templates, command-line options and forms, so that none of them can disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

Value = str | int | Decimal | date | bool | None | tuple[str, ...]
"""What a field of a record holds outside the store: money is a Decimal in the currency's unit, a reference
is the name of the record (or its id as int), several references or labels are a tuple of texts."""

Values = Mapping[str, Value]
"""Field name to value; a name that is absent is left as it is."""


class FieldType(StrEnum):
    """How a field is written, compared and shown."""

    TEXT = "text"
    """One line of text."""
    LONG = "long"
    """Markdown text of any length."""
    INTEGER = "integer"
    """A whole number."""
    PERCENT = "percent"
    """A whole number 0..100."""
    NUMBER = "number"
    """A decimal number."""
    MONEY = "money"
    """An amount in the unit of the record's currency."""
    DATE = "date"
    """A day."""
    INSTANT = "instant"
    """A moment in UTC, ISO text ending in Z; never typed by people."""
    FLAG = "flag"
    """Yes or no."""
    CHOICE = "choice"
    """A code of the playbook catalogue `Field.choices`."""
    REFERENCE = "reference"
    """One record of kind `Field.target`."""
    REFERENCES = "references"
    """Several records of kind `Field.target`."""
    RECURRENCE = "recurrence"
    """An iCalendar rule of whole days, written as one or in words; see `domain.recurrence`."""
    LABELS = "labels"
    """Ordered codes of catalogue `Field.choices`, or the user's own words."""

    @property
    def is_words(self) -> bool:
        """Whether it is written in words: searched and ordered without regard to case and accents."""
        return self in _WORDS


_WORDS = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG,
        FieldType.REFERENCE,
        FieldType.REFERENCES,
        FieldType.RECURRENCE,
        FieldType.LABELS,
    }
)


class Field(NamedTuple):
    """One field of a kind. `name` is the JSON key, the filter word, the column header and the option."""

    name: str
    type: FieldType
    label: str
    required: bool = False
    choices: str = ""
    """Playbook catalogue of a CHOICE or LABELS field."""
    target: str = ""
    """Kind of the records a REFERENCE names."""
    column: str = ""
    """Table column; the default is the name, with `_id` for a reference and `_minor` for money."""
    writable: bool = True
    """False for what the program derives."""
    default: Value = None
    tab: str = "Basic"
    help: str = ""
    synonyms: tuple[str, ...] = ()
    """Other header names an import accepts, compared without case, blanks and punctuation."""
    minimum: int | None = None
    maximum: int | None = None
    searched: bool = False
    """A bare word of the filter language looks here."""
    custom: bool = False
    """Defined by the playbook; kept in the record's `custom` object."""
    names_file: bool = False
    """The text may be the path of a file of this machine, which forms complete."""
    apart: bool = False
    """Kept in rows of another table although it is a single value."""
    feature: str = ""
    """The feature of the playbook that switches it off; empty means that of the kind it refers to."""
    ranked: bool = False
    """A NUMBER that may be written as a colour, which stands for a rank."""
    shown_as: str = ""
    """The derived field that shows the value beside what else it is worked out from; the option is called so too."""

    @property
    def in_own_rows(self) -> bool:
        """Whether its values stand in rows of another table."""
        return (
            self.apart
            or self.type is FieldType.REFERENCES
            or (self.type is FieldType.LABELS and bool(self.choices))
        )

    @property
    def stored_as(self) -> str:
        """The table column that holds the field."""
        if self.column:
            return self.column
        if self.type is FieldType.REFERENCE:
            return f"{self.name}_id"
        return f"{self.name}_minor" if self.type is FieldType.MONEY else self.name


@dataclass(frozen=True)
class Kind:
    """A kind of record: `accounts` with noun `account`, its table and its fields in display order."""

    name: str
    noun: str
    table: str
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    """Fields a list shows unless told otherwise."""
    owner: str = "account"
    """The field that names the record's parent: `account`, or empty for kinds of their own."""
    match: tuple[str, ...] = ("external_id", "name")
    """Fields by which an import recognises an existing record, tried in this order within the account."""
    sort: tuple[str, ...] = ("name",)
    """Default order; a leading `-` reverses."""
    ready: frozenset[str] = frozenset()
    """Ready words of the filter language the kind knows."""
    synonyms: tuple[str, ...] = ()
    """Words in a file or sheet name that hint at the kind."""
    feature: str = ""
    """The feature of the playbook that switches it off; empty for kinds that are always there."""
    singular: str = ""
    """What people call one, where that is not the noun: "SWOT item"."""
    plural: str = ""
    """What people call several, where that is not the name."""

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Field name to field."""
        return {field.name: field for field in self.fields}

    @property
    def spoken(self) -> str:
        """What a sentence calls one: "account", "SWOT item"."""
        return self.singular or self.noun.replace("_", " ")

    @property
    def many(self) -> str:
        """What a sentence calls several: "accounts", "SWOT items"."""
        return self.plural or self.name.replace("_", " ")

    @property
    def label(self) -> str:
        """What people call one, with a capital."""
        return self.spoken[0].upper() + self.spoken[1:]

    @property
    def one(self) -> str:
        """What people call one, with its article: "an account", "a task"."""
        return f"{'an' if self.spoken[0] in 'aeio' else 'a'} {self.spoken}"

    def counted(self, number: int, written: Callable[[int], str] = str) -> str:
        """Return "1 account" or "3 accounts"; `written` gives the number's digits."""
        return f"{written(number)} {self.spoken if number == 1 else self.many}"
