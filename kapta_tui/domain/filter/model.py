"""What a filter text means: terms that must all hold, each of them a word, a comparison or a ready word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from kapta_tui.domain.errors import UsageError

READY_WORDS = (
    "mine",
    "contributing",
    "involved",
    "at-risk",
    "overdue",
    "unaddressed",
    "archived",
    "strategic",
    "cold",
)
"""Every ready word of interface.md 2, and `involved`: mine or contributing; each kind knows some of them."""

_BARE = re.compile(r'[^\s"!:<>=,*]+')


class Op(StrEnum):
    """How a field is compared.

    `MATCH` (`:`) is loose: text contains, everything else equals. `EQUAL` (`=`) is the whole value.
    `ANY` (`field:*`) and `EMPTY` (`field:`) ask whether there is a value and take none themselves.
    """

    MATCH = ":"
    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    ANY = ":*"
    EMPTY = ":?"

    @property
    def orders(self) -> bool:
        """Whether the comparison needs values that have an order."""
        return self in (Op.LESS, Op.AT_MOST, Op.MORE, Op.AT_LEAST)


@dataclass(frozen=True, slots=True)
class Word:
    """A text that some text field must contain; never empty."""

    text: str

    @property
    def case_sensitive(self) -> bool:
        """Whether case counts: it does as soon as the word has an upper-case letter."""
        return any(char.isupper() for char in self.text)

    def __str__(self) -> str:
        plain = _BARE.fullmatch(self.text) and self.text not in READY_WORDS
        return self.text if plain else quote(self.text)


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with any of `values`, raw as typed; exactly one value when the op orders."""

    field: str
    op: Op
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.op is Op.EMPTY:
            return f"{self.field}:"
        return f"{self.field}{self.op}{','.join(map(_value, self.values))}"


@dataclass(frozen=True, slots=True)
class Ready:
    """One of `READY_WORDS`; what it means depends on the kind that is listed."""

    name: str

    def __str__(self) -> str:
        return self.name


Atom: TypeAlias = Word | Compare | Ready


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; `position` is the index of its first character in the text it was typed in."""

    atom: Atom
    negated: bool = False
    position: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"!{self.atom}" if self.negated else str(self.atom)


@dataclass(frozen=True, slots=True)
class Query:
    """All terms must hold; a query without terms holds for every row. `text` is what was typed."""

    terms: tuple[Term, ...] = ()
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the shortest text that parses to an equal query."""
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def error(self, term: Term, cause: str, remedy: str) -> FilterError:
        """Return an error that points at `term`, for callers that find a value they cannot use."""
        return FilterError(cause, remedy, self.text, term.position)


class FilterError(UsageError):
    """A filter that cannot be read or names what does not exist; `position` counts characters from 0."""

    def __init__(self, cause: str, remedy: str, text: str, position: int) -> None:
        super().__init__(cause, remedy)
        self.text = text
        self.position = position

    @property
    def pointer(self) -> str:
        """The filter on one line and below it a caret under the place that is wrong."""
        line = "".join(char if char.isprintable() else " " for char in self.text)
        return f"{line}\n{' ' * sum(map(_cells, line[: self.position]))}^"

    def __str__(self) -> str:
        return f"{self.cause}\n{self.pointer}\n{self.remedy}"


def quote(text: str) -> str:
    """Return `text` in double quotes, so that it parses back to itself as one word or value."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _value(text: str) -> str:
    return text if _BARE.fullmatch(text) else quote(text)


def _cells(char: str) -> int:
    """Return how many terminal cells `char` takes; the domain has no terminal library to ask."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
