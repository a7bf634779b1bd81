"""JSON and JSON lines: one object a record, numbers as exact numbers, null for nothing, lists as arrays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO

from kapta_tui.domain.fields import Value
from kapta_tui.exchange.writers.values import Row, Sheet

_CHUNK = 2000
_text = json.JSONEncoder(ensure_ascii=False).encode


def write_json(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` as an array of objects, one on each line."""
    lines = _objects(sheet)
    first = next(lines, None)
    if first is None:
        out.write(b"[]\n")
        return
    _send(out, chain(["[\n" + first], (",\n" + line for line in lines), ["\n]\n"]))


def write_json_object(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write several tables as one object: each an array under its name, one record on each line."""
    _send(out, chain(["{"], _members(sheets), ["\n}\n"]))


def _members(sheets: Iterable[Sheet]) -> Iterator[str]:
    for number, sheet in enumerate(sheets):
        yield f"{',' * bool(number)}\n{_text(sheet.name)}: ["
        for at, line in enumerate(_objects(sheet)):
            yield f"{',' * bool(at)}\n{line}"
        yield "\n]"


def write_jsonl(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` as one object on each line."""
    _send(out, (line + "\n" for line in _objects(sheet)))


def _send(out: BinaryIO, parts: Iterator[str]) -> None:
    while chunk := list(islice(parts, _CHUNK)):
        out.write("".join(chunk).encode("utf-8", errors="replace"))


def _objects(sheet: Sheet) -> Iterator[str]:
    keys = [_text(name) + ": " for name in sheet.header]
    for row in sheet.rows:
        yield _object(keys, row)


def _object(keys: list[str], row: Row) -> str:
    # The standard encoder knows no exact decimals, and a float would change amounts.
    pairs = (key + _value(value) for key, value in zip(keys, row, strict=True))
    return "{" + ", ".join(pairs) + "}"


def _value(value: Value) -> str:
    return _JSON[type(value)](value)


_JSON: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    Decimal: lambda value: format(value, "f"),
    date: lambda value: f'"{value.isoformat()}"',
    bool: lambda value: "true" if value else "false",
    type(None): lambda _value: "null",
    tuple: lambda value: _text(list(value)),
}
