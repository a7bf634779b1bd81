"""JSON with exact decimals: the standard encoder knows none, and a float would change amounts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Json: TypeAlias = "str | int | float | Decimal | date | bool | Sequence[Json] | Mapping[str, Json] | None"
"""What can be written: numbers as numbers, dates in ISO form, nothing as null."""

_text = json.JSONEncoder(ensure_ascii=False).encode


def encode(value: Json) -> str:
    """Return `value` as JSON on one line."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)}: {encode(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(encode, value)) + "]"
    return _text(value)


def encode_lines(objects: Iterable[Mapping[str, Json]]) -> str:
    """Return an array with one object on each line; `[]` when there is none."""
    lines = ",\n".join(map(encode, objects))
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def number(value: Decimal) -> str:
    """Return a decimal in digits, exact, without zeros that say nothing: 1200.50 is 1200.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
