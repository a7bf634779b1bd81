"""A kind's fields together with those the playbook adds (features: row 6)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.playbook import Playbook

CUSTOM_KINDS = frozenset({"accounts", "contacts", "contracts", "opportunities", "actions"})
"""Kinds whose records can carry custom values."""


def fields_of(kind: Kind, playbook: Playbook) -> dict[str, Field]:
    """Return every field of `kind` by name, custom ones last; retired custom fields stay readable."""
    if kind.name not in CUSTOM_KINDS:
        return kind.by_name
    custom = playbook.custom_fields(kind.name)
    if not custom:
        return kind.by_name
    added = {
        item.name: Field(
            item.name,
            FieldType(item.type),
            item.label,
            choices=f"{kind.name}.{item.name}" if item.type == "choice" else "",
            tab="More info",
            custom=True,
        )
        for item in custom
    }
    return {**kind.by_name, **added}
