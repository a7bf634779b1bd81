"""Which feature of the playbook a field, a ready word or a screen belongs to: what is off disappears from the screens.

The command line keeps reaching the data ("its data stays", features: row 20).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from kapta_tui.domain.fields import Field, Kind
from kapta_tui.domain.kinds import KINDS

_READY: Final = {"at-risk": {"risks"}, "unaddressed": {"risks", "plans"}, "overdue": {"plans"}}
"""Ready word of the filter language to the features without which it finds nothing anybody sees."""


def feature_of(field: Field) -> str:
    """Return the feature that switches a field off: its own, else that of the kind it refers to; empty for none."""
    return field.feature or (KINDS[field.target].feature if field.target else "")


def seen(field: Field, off: Collection[str]) -> bool:
    """Say whether a field is shown while the features `off` are switched off."""
    return feature_of(field) not in off


def seen_names(kind: Kind, names: Iterable[str], off: Collection[str]) -> tuple[str, ...]:
    """Return those of `names` that are shown; what is no field of the kind is the caller's own and stays."""
    return tuple(name for name in names if name not in kind.by_name or seen(kind.by_name[name], off))


def seen_ready(words: Iterable[str], off: Collection[str]) -> tuple[str, ...]:
    """Return those ready words of the filter language that are offered."""
    return tuple(word for word in words if _READY.get(word, set()).isdisjoint(off))
