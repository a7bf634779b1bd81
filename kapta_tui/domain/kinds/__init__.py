"""The registry of kinds, in the order in which an import of several has to go."""

from __future__ import annotations

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.kinds import accounts, commerce, knowledge, plans, risks, satisfaction

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        accounts.USERS,
        commerce.PRODUCTS,
        accounts.ACCOUNTS,
        accounts.CONTACTS,
        commerce.CONTRACTS,
        commerce.OPPORTUNITIES,
        knowledge.DOCUMENTS,
        accounts.NOTES,
        knowledge.SWOT,
        knowledge.VOC,
        knowledge.QBRS,
        knowledge.METRICS,
        satisfaction.SATISFACTION,
        risks.RISKS,
        plans.GOALS,
        plans.OBJECTIVES,
        plans.ACTIONS,
        plans.TASKS,
    )
}
"""Kind name to kind; parents stand before what refers to them."""

NOUNS: dict[str, Kind] = {kind.noun: kind for kind in KINDS.values()}
"""Noun to kind."""


def kind_named(text: str) -> Kind:
    """Return the kind with the plural name or the noun `text`.

    Raises:
        UsageError: no kind is called that; the remedy lists those there are.
    """
    found = KINDS.get(text) or NOUNS.get(text)
    if found is None:
        raise UsageError(f"There is no kind of record called '{text}'.", f"Use one of: {', '.join(KINDS)}.")
    return found
