"""Walk a JSON text value by value with the line of each, so that one record is in memory at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_BLANK = re.compile(r"[ \t\r\n]*")


class Number(str):
    """A JSON number in the digits of the file."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=Number)


@dataclass(frozen=True, slots=True)
class Items:
    """An array in a JSON text: the character where it begins, the columns of its records in order."""

    start: int
    columns: dict[str, None] = field(default_factory=dict)


Names = Callable[[object], Iterable[str]]


def outline(text: str, names: Names) -> Items | dict[str, object] | None:
    """Return the array `text` is, or its object with arrays replaced by where they stand, or None.

    The whole text is checked; `names` gives the columns of a record. Raises json.JSONDecodeError and
    RecursionError like `json.loads`.
    """
    start = _skip(text, 0)
    result: Items | dict[str, object] | None = None
    if text[start] == "[":
        result, end = _array(text, start, names)
    elif text[start] == "{":
        result, end = _object(text, start, names)
    else:
        _value, end = _DECODER.raw_decode(text, start)
    if text[end:].strip():
        raise json.JSONDecodeError("More text after the end", text, _skip(text, end))
    return result


def items(text: str, start: int) -> Iterator[tuple[int, object]]:
    """Yield every element of the array at `start` with the line (1-based) on which it begins."""
    line, counted = 1, 0
    at = _skip(text, start + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        line += text.count("\n", counted, at)
        counted = at
        yield line, value
        at = _next(text, end, "]")


def decode(text: str) -> object:
    """Return one JSON value; numbers stay text."""
    return _DECODER.decode(text)


def as_json(value: object) -> str:
    """Return `value` as JSON text, numbers in their own digits."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = (f"{as_json(key)}: {as_json(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _object(text: str, start: int, names: Names) -> tuple[dict[str, object], int]:
    found: dict[str, object] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        if text[at] != '"' or text[(colon := _skip(text, end))] != ":":
            raise json.JSONDecodeError("A quoted name and a colon are expected", text, at)
        at = _skip(text, colon + 1)
        if text[at] == "[":
            found[key], end = _array(text, at, names)
        else:
            found[key], end = _DECODER.raw_decode(text, at)
        at = _next(text, end, "}")
    return found, at + 1


def _array(text: str, start: int, names: Names) -> tuple[Items, int]:
    found = Items(start)
    at = _skip(text, start + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        found.columns.update(dict.fromkeys(names(value)))
        at = _next(text, end, "]")
    return found, at + 1


def _next(text: str, end: int, closing: str) -> int:
    """Return where the next member begins, or where `closing` stands."""
    at = _skip(text, end)
    if text[at] == closing:
        return at
    if text[at] != ",":
        raise json.JSONDecodeError("A comma is missing", text, at)
    at = _skip(text, at + 1)
    if text[at] == closing:
        raise json.JSONDecodeError("A comma stands before the closing bracket", text, at)
    return at


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    end = match.end() if match else at
    if end >= len(text):
        raise json.JSONDecodeError("The text ends too early", text, len(text))
    return end
