"""The filter of the agenda: the filter language over what a line shows, since its records are of many kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.domain.filter import Compare, Op, Query, Ready, Term, Word, parse
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_FIELDS: Final[dict[str, Callable[[AgendaItem], str]]] = {
    "account": lambda item: item.account,
    "name": lambda item: item.title,
    "kind": lambda item: KINDS[item.kind].noun,
    "reason": lambda item: item.reason,
}


def narrowed(items: Sequence[AgendaItem], text: str) -> list[AgendaItem]:
    """Return the items that pass the filter; the ready word `overdue` keeps late ones.

    Raises:
        FilterError: a field is none of account, name, kind and reason, or is compared by order.
    """
    query = parse(text, {"overdue"})
    for term in query.terms:
        _check(query, term)
    return [item for item in items if all(_passes(item, term) for term in query.terms)]


def _check(query: Query, term: Term) -> None:
    match term.atom:
        case Compare(field) if field not in _FIELDS:
            raise query.error(
                term, f"There is no field '{field}' on the agenda.", f"Use one of: {', '.join(_FIELDS)}."
            )
        case Compare(field, op) if op not in (Op.MATCH, Op.EQUAL):
            raise query.error(term, f"'{field}' is a text.", "Write it with a colon, as in account:acme.")


def _passes(item: AgendaItem, term: Term) -> bool:
    match term.atom:
        case Ready():
            found = item.late
        case Word() as word:
            found = any(_holds(value(item), word) for value in _FIELDS.values())
        case Compare(field, Op.EQUAL, values):
            found = fold(_FIELDS[field](item)) in map(fold, values)
        case Compare(field, _, values):
            found = any(fold(value) in fold(_FIELDS[field](item)) for value in values)
    return found is not term.negated


def _holds(text: str, word: Word) -> bool:
    return word.text in text if word.case_sensitive else fold(word.text) in fold(text)


class AgendaChoice(NamedTuple):
    """A part of the agenda to choose: what it is called, how many things it has, and the filter that leaves them."""

    label: str
    things: int
    text: str


def choices(items: Sequence[AgendaItem]) -> list[AgendaChoice]:
    """Return everything, what is late, each kind and each reason on the agenda, in its order."""
    late = sum(item.late for item in items)
    found = [AgendaChoice("Everything", len(items), ""), AgendaChoice("Late", late, "overdue")]
    for kind, count in _counted(item.kind for item in items):
        found.append(AgendaChoice(KINDS[kind].many.capitalize(), count, f"kind:{KINDS[kind].noun}"))
    for reason, count in _counted(item.reason for item in items):
        found.append(AgendaChoice(reason.capitalize(), count, f'reason="{reason}"'))
    return found


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    return list(Counter(words).items())
