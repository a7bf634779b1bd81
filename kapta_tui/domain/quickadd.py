"""An account typed on one line: `Acme Corp @Parent !strategic owner:jane` (interface.md 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kapta_tui.domain import accounttypes
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.values import Context, converter

_FIELDS = KINDS["accounts"].by_name
_SIGNS = {"@": "parent", "!": "type"}
_TOKEN = re.compile(
    r"""(?P<sign>[@!]|[A-Za-z_]\w*:(?!//))?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'(?!\w)|(?P<bare>\S+))"""
)


def parse(text: str, context: Context | None = None) -> dict[str, Value]:
    """Return the values that the line writes: the name, `@parent`, `!type` and any `field:value`.

    Quotes, single or double, keep blanks and signs: `@'Acme Corp'`. `context` tells what choices mean.

    Raises:
        UsageError: no name is left, a field is unknown or named twice, or its value cannot be read.
        RuleError: no new account has that type.
    """
    values: dict[str, Value] = {}
    names: list[str] = []
    for name, word in _tokens(text):
        if name == "":
            names.append(word)
            continue
        field = _field(name)
        if field.name in values:
            raise UsageError(f"'{field.name}' is written twice.", "Take one of them away.")
        values[field.name] = _value(field, word, context or Context())
    if names and "name" in values:
        raise UsageError("The name is written twice.", "Write it once, without 'name:'.")
    if names:
        values["name"] = _value(_FIELDS["name"], " ".join(names), Context())
    if not values.get("name"):
        raise UsageError("The account has no name.", "Write it as: Acme Corp @Parent !strategic owner:jane")
    accounttypes.check_new(values.get("type"))
    return values


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the field a word belongs to, "" for the name, and the word."""
    for found in _TOKEN.finditer(text):
        word = next(part for part in (found["double"], found["single"], found["bare"]) if part is not None)
        sign = found["sign"] or ""
        yield _SIGNS.get(sign, sign.removesuffix(":")), word


def _field(name: str) -> Field:
    field = _FIELDS.get(name.lower())
    if field is None or not field.writable:
        known = ", ".join(item.name for item in _FIELDS.values() if item.writable)
        raise UsageError(
            f"An account has no field '{name}' to fill.", f"Quote the word, or use one of: {known}."
        )
    return field


def _value(field: Field, word: str, context: Context) -> Value:
    try:
        return converter(field, context)(word)
    except ValueError as error:
        raise UsageError(f"{field.label}: {error}.", f"Write it as {field.name}:value.") from None
