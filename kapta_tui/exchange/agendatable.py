"""The agenda as a table, for files and for programs that read along (features: row 98)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.data.read.agendaplaces import Place
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.exchange.writers.values import Row

HEADER: Final = ("day", "late", "account", "title", "reason", "kind", "id", "action", "goal")
"""The columns; `action` and `goal` are what a piece of work is below, by which namesakes are told apart."""


def agenda_rows(items: Sequence[AgendaItem], places: Mapping[tuple[str, int], Place]) -> Iterator[Row]:
    """Yield a row for each item; what a thing is below no action or goal leaves empty."""
    for item in items:
        place = places.get((item.kind, item.id), Place())
        yield (
            *(item.day, item.late, item.account, item.title, item.reason, KINDS[item.kind].noun, item.id),
            *(place.action or None, place.goal or None),
        )


def agenda_objects(
    items: Sequence[AgendaItem], places: Mapping[tuple[str, int], Place]
) -> list[dict[str, Value]]:
    """Return the rows as objects whose keys are the columns."""
    return [dict(zip(HEADER, row, strict=True)) for row in agenda_rows(items, places)]
