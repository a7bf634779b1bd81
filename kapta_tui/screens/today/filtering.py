"""The filter of the agenda: the filter language over what a line shows, since its records are of many kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.narrowing import Narrowing

_AGENDA: Final[Narrowing[AgendaItem]] = Narrowing(
    {
        "account": lambda item: item.account,
        "name": lambda item: item.title,
        "kind": lambda item: KINDS[item.kind].noun,
        "reason": lambda item: item.reason,
    },
    {"overdue": lambda item: item.late},
    "on the agenda",
)


def narrowed(items: Sequence[AgendaItem], text: str) -> list[AgendaItem]:
    """Return the items that pass the filter; the ready word `overdue` keeps late ones.

    Raises:
        FilterError: a field is none of account, name, kind and reason, or is compared by order.
    """
    return _AGENDA.kept(items, text)


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
