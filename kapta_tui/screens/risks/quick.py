"""The quick filters of the risks screen (features: row 48), and the user's own named ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from kapta_tui.data.read import riskchosen


class Quick(NamedTuple):
    """A filter chosen by one key: `filter` is in the filter language, `noun` follows the count in the title."""

    key: str
    label: str
    filter: str
    noun: str
    short: str = ""
    """The label where there is little room; empty means the label itself."""


ACTIVE: Final = Quick("active", "Active", riskchosen.ACTIVE, "active")

ALL: Final = Quick("all", "All", "", "in all")

QUICK: Final = (
    ACTIVE,
    Quick("new", "New this week", "active:yes opened>-7d", "new this week", "New"),
    Quick("overdue", "Overdue", "overdue", "with overdue work"),
    Quick("unaddressed", "Unaddressed", "unaddressed", "unaddressed"),
    Quick("mine", "Mine", "active:yes mine", "mine"),
    Quick("closed", "Closed", "active:no", "closed"),
    ALL,
)
"""What one looks at most: all but the last two show active risks only."""


def with_named(named: Mapping[str, str], off: Collection[str] = ()) -> tuple[Quick, ...]:
    """Return the quick filters but those of features that are `off`, followed by the user's named ones."""
    shown: tuple[Quick, ...] = QUICK
    if off:
        # The declarations are imported where something is off: a first list is drawn without them.
        from kapta_tui.domain.features import seen_ready

        shown = tuple(quick for quick in QUICK if quick.filter in seen_ready([quick.filter], off))
    return (*shown, *(Quick(f"named {name}", name, text, f"in {name}") for name, text in named.items()))


def joined(quick: Quick, text: str) -> str:
    """Return the filter that holds where both the quick filter and the typed one do."""
    return f"{quick.filter} {text}".strip()
