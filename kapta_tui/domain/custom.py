"""A kind's fields together with those the playbook adds (features: row 6)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.playbook import Choice, Playbook

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


def catalogue(playbook: Playbook, name: str) -> tuple[Choice, ...]:
    """Return the choices of the catalogue a `Field` names: a scale, the plan sections, risk reasons or
    resolutions, or `KIND.FIELD` for a custom choice field.
    """
    if name == "section":
        return tuple(Choice(item.code, item.label, retired=item.retired) for item in playbook.sections)
    if name == "reasons":
        return tuple(Choice(item.code, item.label, retired=item.retired) for item in playbook.reasons)
    if name == "resolutions":
        own = (choice for reason in playbook.reasons for choice in reason.resolutions)
        return tuple({choice.code: choice for choice in (*own, *playbook.universal_resolutions)}.values())
    kind, _, field = name.partition(".")
    if field:
        return next((item.choices for item in playbook.custom_fields(kind) if item.name == field), ())
    return playbook.choices(name) if name else ()
