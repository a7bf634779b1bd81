"""The filter language over what lines show, for lists that are held whole (interface.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kapta_tui.domain.filter import Compare, Op, Query, Ready, Term, Word, parse
from kapta_tui.domain.text import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Narrowing(Generic[T]):
    """What lines can be filtered by: `fields` are the texts they show, `ready` the words that need no value."""

    fields: Mapping[str, Callable[[T], str]]
    ready: Mapping[str, Callable[[T], bool]]
    where: str
    """Where the fields are, for people, such as "on the agenda"."""

    def kept(self, items: Sequence[T], text: str) -> list[T]:
        """Return the items that pass the filter.

        Raises:
            FilterError: a field is none of `fields`, or is compared by order.
        """
        query = parse(text, self.ready.keys())
        for term in query.terms:
            self._check(query, term)
        return [item for item in items if all(self._passes(item, term) for term in query.terms)]

    def _check(self, query: Query, term: Term) -> None:
        match term.atom:
            case Compare(field) if field not in self.fields:
                raise query.error(
                    term,
                    f"There is no field '{field}' {self.where}.",
                    f"Use one of: {', '.join(self.fields)}.",
                )
            case Compare(field, op) if op not in (Op.MATCH, Op.EQUAL):
                raise query.error(term, f"'{field}' is a text.", "Write it with a colon, as in account:acme.")

    def _passes(self, item: T, term: Term) -> bool:
        match term.atom:
            case Ready(name):
                found = self.ready[name](item)
            case Word() as word:
                found = any(_holds(value(item), word) for value in self.fields.values())
            case Compare(field, Op.EQUAL, values):
                found = fold(self.fields[field](item)) in map(fold, values)
            case Compare(field, _, values):
                found = any(fold(value) in fold(self.fields[field](item)) for value in values)
        return found is not term.negated


def _holds(text: str, word: Word) -> bool:
    return word.text in text if word.case_sensitive else fold(word.text) in fold(text)
