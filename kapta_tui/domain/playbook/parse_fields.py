"""Reading custom fields and required fields."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast, get_args

from kapta_tui.domain.fields import Field
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.playbook.catalogues import Catalogue, read_catalogue
from kapta_tui.domain.playbook.model import Choice, CustomField, CustomType
from kapta_tui.domain.playbook.problems import one_of
from kapta_tui.domain.playbook.reader import Table

_NAME = re.compile(r"[a-z][a-z0-9_]*")


CUSTOM_NOUNS = ("account", "contact", "contract", "opportunity", "action")
"""Kinds whose records carry fields of the administrator's own."""

# Keys that every record has besides its fields (interface.md, JSON keys).
_RESERVED = ("kind", "custom")


def read_fields(table: Table, account_types: Collection[str]) -> tuple[CustomField, ...]:
    """Return the administrator's fields of every kind, in the order written."""
    fields: list[CustomField] = []
    for kind, group in table.children():
        _check_kind(table, kind, CUSTOM_NOUNS)
        for name, entry in group.children():
            fields.append(_field(entry, kind, name, account_types))
            if not _NAME.fullmatch(name):
                group.problem(
                    name, f"the field name {name!r} cannot be used", "use small letters, digits and _"
                )
            elif name in _built_in(kind) or name in _RESERVED:
                group.problem(name, f"every {kind} has a field {name!r} already", "choose another name")
    return tuple(fields)


def catalogue_of(field: CustomField) -> str:
    """Return the name of the catalogue with the choices of a custom field, such as `accounts.region`."""
    return f"{NOUNS[field.kind].name if field.kind in NOUNS else field.kind}.{field.name}"


def _field(entry: Table, kind: str, name: str, account_types: Collection[str]) -> CustomField:
    type_ = entry.word("type", get_args(CustomType))
    choices: tuple[Choice, ...] = ()
    if "choices" in entry.values:
        choices = read_catalogue(entry.table("choices"), Catalogue())
        if type_ != "choice":
            entry.problem(
                "choices", f"{name} has choices but is no choice", 'write type = "choice", or take them out'
            )
    elif type_ == "choice":
        entry.problem(None, f"{name} has no choices", 'add choices = { code = "Label", … }')
    found = CustomField(
        kind=kind,
        name=name,
        label=entry.text("label"),
        type=cast("CustomType", type_),
        choices=choices,
        required_for=entry.words("required_for", ("all", *account_types)),
        retired=entry.flag("retired"),
    )
    entry.done(("choices",))
    return found


def read_required(
    table: Table,
    account_types: Collection[str],
    fields: Collection[CustomField],
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the names of required fields by kind and account type."""
    required: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, scopes in table.children():
        _check_kind(table, kind, NOUNS)
        own = [field.name for field in fields if field.kind == kind and not field.retired]
        names = [name for name, field in _built_in(kind).items() if field.writable] + own
        required[kind] = {}
        for scope in ("all", *account_types):
            if scope in scopes.values:
                required[kind][scope] = scopes.words(scope, names)
        scopes.done(("all", *account_types))
    return required


def _built_in(kind: str) -> dict[str, Field]:
    return NOUNS[kind].by_name if kind in NOUNS else {}


def _check_kind(table: Table, kind: str, nouns: Collection[str]) -> None:
    if kind not in nouns:
        table.problem(kind, f"{table.name(kind)} names no kind of record", one_of(kind, nouns))
