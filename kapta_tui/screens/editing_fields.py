"""Which fields a form asks for, and what it starts with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from kapta_tui.domain import accounttypes, custom
from kapta_tui.domain.fields import Field, Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice, Playbook

_SHOWN = frozenset({"in_customer_report"})
_LATER: Mapping[str, frozenset[str]] = {
    "risks": frozenset({"resolutions", "closed_at"}),
    "goals": _SHOWN,
    "actions": _SHOWN,
}
"""Fields of a kind that nobody is asked for when a record begins: they make no sense then, or follow from another one,
as what leaves the house does from the plan section.
"""

_FIRST: Mapping[str, str] = {"voc": "question"}
"""What is read before the rest can be filled in, though the place gives it."""


def form_fields(
    kind: str,
    playbook: Playbook,
    *,
    account_type: str | None = None,
    account: Value = None,
    is_new: bool = True,
    held: Values | None = None,
    given: Collection[str] = (),
) -> list[Field]:
    """Return the fields that people fill in, in order, with those the playbook requires marked.

    A new record is asked for its name and its account first; what the place gives comes after the rest: the fields
    `given` and a known `account`, which the title names. A question stands above its answer even so. A record that
    exists is not asked for its account, because records do not move between accounts. Retired custom fields are
    asked for only where `held` has a value.
    """
    retired = {item.name for item in playbook.custom_fields(kind) if item.retired}
    needed = set(playbook.required(kind, account_type))
    fields = [
        field._replace(required=True) if field.name in needed else field
        for field in custom.fields_of(KINDS[kind], playbook).values()
        if field.writable
        and playbook.shows(field)
        and not (is_new and field.name in _LATER.get(kind, ()))
        and not (field.name in retired and not (held or {}).get(field.name))
        and not (field.name == "account" and not is_new)
    ]
    if not is_new or kind == "accounts":
        return fields
    has_name = any(field.name == "name" for field in fields)
    places = {"name": 0, "account": 3 if account is not None else 1 if has_name else 0}
    if kind in _FIRST:
        places[_FIRST[kind]] = 0
    rest = 2 if has_name or account is not None else 0

    def place(field: Field) -> int:
        return places.get(field.name, 3 if field.name in given else rest)

    return sorted(fields, key=place)


def listed_only(playbook: Playbook) -> frozenset[str]:
    """Return the lists into which the administrator lets people write no words of their own."""
    own_words = {"reasons": playbook.custom_reasons, "resolutions": playbook.custom_resolutions}
    return frozenset(name for name, are_allowed in own_words.items() if not are_allowed)


def form_choices(kind: str, playbook: Playbook, *, is_new: bool) -> Callable[[str], tuple[Choice, ...]]:
    """Return what gives a form the entries of a catalogue: the types of a new account are fewer (domain.md 1.1)."""

    def choices(catalogue: str) -> tuple[Choice, ...]:
        found = playbook.choices(catalogue)
        is_limited = is_new and kind == "accounts" and catalogue == "account_type"
        return accounttypes.for_new(found) if is_limited else found

    return choices


def start_values(
    kind: str, fields: Iterable[Field], playbook: Playbook, user: str, today: date, given: Values
) -> Values:
    """Return what a form for a new record starts with: the kind's defaults, who acts, today, and `given`."""
    start: dict[str, Value] = {field.name: field.default for field in fields}
    if kind == "goals":
        start["section"] = playbook.first_section
    if kind == "accounts":
        start["owner"] = user
    if kind == "notes":
        start |= {"author": user, "date": today}
    if kind == "risks":
        start["opened_at"] = today
    return start | dict(given)
