"""Hold a query against the fields and ready words of one kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from kapta_tui.domain.fields import FieldType
from kapta_tui.domain.filter.model import Compare, Query, Ready, Term

ORDERED = frozenset(
    {
        FieldType.INTEGER,
        FieldType.PERCENT,
        FieldType.NUMBER,
        FieldType.MONEY,
        FieldType.DATE,
        FieldType.INSTANT,
        FieldType.CHOICE,
    }
)
"""Types that `<` and `>` make sense for; a choice is ordered as its catalogue is."""


def check(query: Query, fields: Mapping[str, FieldType], ready: Collection[str]) -> None:
    """Raise `FilterError` at the first term that names no field of `fields` or no word of `ready`.

    Values are not read here: whoever compiles the query does that and raises `query.error(term, …)`.
    """
    for term in query.terms:
        if isinstance(term.atom, Compare):
            _check_field(query, term, term.atom, fields)
        elif isinstance(term.atom, Ready) and term.atom.name not in ready:
            known = f"Known here: {', '.join(sorted(ready))}." if ready else "No ready word is known here."
            raise query.error(
                term,
                f"'{term.atom.name}' has no meaning in this list.",
                f'{known} To search for the word itself write "{term.atom.name}".',
            )


def _check_field(query: Query, term: Term, atom: Compare, fields: Mapping[str, FieldType]) -> None:
    if atom.field not in fields:
        near = _near(atom.field, fields)
        guess = f"Did you mean {near[0]}? " if near else ""
        named = [*near, *(name for name in fields if name not in near)]
        raise query.error(
            term,
            f"There is no field '{atom.field}'.",
            f"{guess}Put the term in quotes to search for it as text. Fields: {', '.join(named)}.",
        )
    if atom.op.orders and fields[atom.field] not in ORDERED:
        raise query.error(
            term,
            f"'{atom.field}' has no order, so '{atom.op}' cannot be used.",
            f"Write {atom.field}: or {atom.field}= instead.",
        )


def _near(typed: str, fields: Collection[str]) -> list[str]:
    """Return the fields that may be meant by `typed`, the likeliest first: those it begins, then those like it."""
    begun = sorted((name for name in fields if typed and name.startswith(typed)), key=len)
    return list(dict.fromkeys([*begun, *get_close_matches(typed, fields, n=3, cutoff=0.7)]))
