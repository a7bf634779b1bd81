"""Walk a JSON text value by value with the line of each, so that one record is in memory at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t\r\n]*")


class Number(str):
    """A JSON number in the digits of the file."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=Number)


@dataclass(frozen=True, slots=True)
class Items:
    """An array in a JSON text; it begins at the character `start`."""

    start: int


def outline(text: str) -> Items | dict[str, object] | None:
    """Return the array `text` is, or its object with arrays replaced by where they stand, or None.

    The whole text is checked. Raises json.JSONDecodeError and RecursionError like `json.loads`.
    """
    start = _skip(text, 0)
    result: Items | dict[str, object] | None = None
    if text[start] == "[":
        result, end = Items(start), _end_of_array(text, start)
    elif text[start] == "{":
        result, end = _object(text, start)
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


def _object(text: str, start: int) -> tuple[dict[str, object], int]:
    found: dict[str, object] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        if text[at] != '"' or text[(colon := _skip(text, end))] != ":":
            raise json.JSONDecodeError("A quoted name and a colon are expected", text, at)
        at = _skip(text, colon + 1)
        if text[at] == "[":
            found[key], end = Items(at), _end_of_array(text, at)
        else:
            found[key], end = _DECODER.raw_decode(text, at)
        at = _next(text, end, "}")
    return found, at + 1


def _end_of_array(text: str, start: int) -> int:
    at = _skip(text, start + 1)
    while text[at] != "]":
        _value, end = _DECODER.raw_decode(text, at)
        at = _next(text, end, "]")
    return at + 1


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
