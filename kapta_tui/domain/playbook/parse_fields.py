"""Reading custom fields and required fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import cast, get_args

from kapta_tui.domain.playbook.catalogues import Catalogue, read_catalogue
from kapta_tui.domain.playbook.model import Choice, CustomField, CustomType
from kapta_tui.domain.playbook.problems import one_of
from kapta_tui.domain.playbook.reader import Table

# Kinds that carry fields of the administrator's own; singulars of interface.md 1.
KINDS = (
    "account",
    "contact",
    "contract",
    "opportunity",
    "product",
    "document",
    "note",
    "qbr",
    "risk",
    "goal",
    "objective",
    "action",
    "task",
    "order",
    "work_order",
    "jeopardy",
)
# Keys that every record has (interface.md, JSON keys).
RESERVED = ("id", "kind", "account", "created_at", "updated_at", "custom")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_fields(
    table: Table, account_types: Collection[str], built_in: Mapping[str, Collection[str]]
) -> tuple[CustomField, ...]:
    """Return the administrator's fields of every kind, in the order written."""
    fields: list[CustomField] = []
    for kind, group in table.children():
        _check_kind(table, kind)
        for name, entry in group.children():
            fields.append(_field(entry, kind, name, account_types))
            if not _NAME.fullmatch(name):
                group.problem(
                    name, f"the field name {name!r} cannot be used", "use small letters, digits and _"
                )
            elif name in built_in.get(kind, ()) or name in RESERVED:
                group.problem(name, f"every {kind} has a field {name!r} already", "choose another name")
    return tuple(fields)


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
    built_in: Mapping[str, Collection[str]],
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the names of required fields by kind and account type.

    Names are checked for the kinds that `built_in` describes.
    """
    required: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, scopes in table.children():
        _check_kind(table, kind)
        own = [field.name for field in fields if field.kind == kind and not field.retired]
        names = [*built_in[kind], *own] if kind in built_in else None
        required[kind] = {}
        for scope in ("all", *account_types):
            if scope in scopes.values:
                required[kind][scope] = scopes.texts(scope) if names is None else scopes.words(scope, names)
        scopes.done(("all", *account_types))
    return required


def _check_kind(table: Table, kind: str) -> None:
    if kind not in KINDS:
        table.problem(kind, f"{kind!r} is no kind of record", one_of(kind, KINDS))
