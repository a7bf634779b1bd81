"""The columns of a list that belong to features which are switched on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from kapta_tui.widgets.listing import Column

T = TypeVar("T")


def seen_columns(kind: str, columns: Sequence[Column[T]], off: Collection[str]) -> tuple[Column[T], ...]:
    """Return those of `columns`, whose keys are fields of `kind`, that are shown while `off` is switched off."""
    if not off:
        return tuple(columns)
    # The declarations are imported where something is off: a first list is drawn without them.
    from kapta_tui.domain.features import seen_names
    from kapta_tui.domain.kinds import KINDS

    names = seen_names(KINDS[kind], [column.key for column in columns], off)
    return tuple(column for column in columns if column.key in names)
