"""JSON and JSON lines: arrays of records, objects of named arrays, Salesforce record trees and plans."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import TextIOWrapper
from itertools import islice

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import fold
from kapta_tui.exchange.readers import flatten, walk
from kapta_tui.exchange.readers.encoding import Encoding, find_encoding
from kapta_tui.exchange.readers.header import name_columns
from kapta_tui.exchange.readers.source import Source
from kapta_tui.exchange.readers.table import Batch, Table, nothing

Records = Callable[[], Iterator[tuple[int, object]]]

# Keys under which programs wrap the one list of an answer: the file's own name says more.
_WRAPPERS = {"records", "results", "value", "data", "items", "rows"}
_REMEDY = "Export the file again, or mend it at the place named."


def read_json(source: Source, kind: str, wanted: str | None = None, codec: str | None = None) -> list[Table]:
    """Return a table per list of records; `wanted` keeps the one list of that name.

    The text is held in memory, the records are decoded one at a time. Raises UsageError in words, with
    line and column, for what is not JSON or holds no records.
    """
    text = _text(source, find_encoding(source, codec))
    try:
        top = walk.outline(text, flatten.names)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"{source.name} is not valid JSON: {place}: {error.msg}.", _REMEDY) from error
    except RecursionError as error:
        raise UsageError(f"{source.name} is nested too deeply.", "Export flat records.") from error
    if isinstance(top, walk.Items):
        return [_array(source.stem, kind, text, top)]
    tables = _named_arrays(source, kind, text, top or {})
    if not tables and top:
        tables = [_table(source.stem, kind, lambda: iter([(1, top)]), flatten.names(top))]
    if not tables:
        raise UsageError(f"{source.name} holds no records.", "Give an array of objects.")
    return tables if wanted is None else [_called(tables, wanted, source.name)]


def read_json_lines(source: Source, kind: str, codec: str | None = None) -> list[Table]:
    """Return the one table of a file with an object on each line; read line by line, twice.

    A line that is no JSON is a row with a problem. Raises UsageError, with line and column, when all are.
    """
    records = partial(_lines, source, find_encoding(source, codec))
    columns: dict[str, None] = {}
    broken, readable = None, False
    for number, record in records():
        if isinstance(record, flatten.Broken):
            broken = broken or (number, record)
        else:
            readable = True
            columns.update(dict.fromkeys(flatten.names(record)))
    if broken is not None and not readable:
        raise UsageError(f"{source.name}, line {broken[0]}: {broken[1].reason}.", _REMEDY)
    return [_table(source.stem, kind, records, columns)]


def _text(source: Source, encoding: Encoding) -> str:
    with source.open() as stream:
        return stream.read().decode(encoding.codec, encoding.errors).replace("\0", "").removeprefix("\ufeff")


def _lines(source: Source, encoding: Encoding) -> Iterator[tuple[int, object]]:
    with source.open() as raw, TextIOWrapper(raw, encoding.codec, encoding.errors, newline="\n") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                yield number, walk.decode(line.replace("\0", ""))
            except json.JSONDecodeError as error:
                yield number, flatten.Broken(f"the line is no JSON: column {error.colno}: {error.msg}")
            except RecursionError:
                yield number, flatten.Broken("the line is nested too deeply")


def _named_arrays(source: Source, kind: str, text: str, top: dict[str, object]) -> list[Table]:
    """Return a table per array of objects in `top`; none when `top` is itself the record."""
    arrays = {key: value for key, value in top.items() if isinstance(value, walk.Items)}
    firsts = {key: next(walk.items(text, array.start), (0, None))[1] for key, array in arrays.items()}
    lists = [key for key, first in firsts.items() if first is None or isinstance(first, dict)]
    others = [key for key in top if key not in lists]
    if others and not any(isinstance(firsts[key], dict) for key in lists):
        for key, array in arrays.items():
            top[key] = [item for _line, item in walk.items(text, array.start)]
        return []
    tables = [_array(_table_name(source, key, firsts[key]), kind, text, arrays[key]) for key in lists]
    if others:
        tables[0].note(f"Left out, because they are no lists of records: {', '.join(others)}")
    return tables


def _table_name(source: Source, key: str, first: object) -> str:
    attributes = first.get("attributes") if isinstance(first, dict) else None
    if isinstance(attributes, dict) and isinstance(attributes.get("type"), str):
        return str(attributes["type"])
    return source.stem if key in _WRAPPERS else key


def _array(name: str, kind: str, text: str, array: walk.Items) -> Table:
    records = partial(walk.items, text, array.start)
    plan = _planned_files(records)
    if plan is None:
        return _table(name, kind, records, array.columns)
    table = Table(name, kind, (), 0, "a plan", nothing)
    table.note(f"The file only names files ({', '.join(plan)}) and holds no records: import those")
    return table


def _planned_files(records: Records) -> list[str] | None:
    """Return the files a Salesforce data plan names, or None when these records are no plan."""
    first = [record for _line, record in islice(records(), 200)]
    files: list[str] = []
    for record in first:
        if not isinstance(record, dict) or not {"sobject", "files"} <= set(record):
            return None
        names = record["files"]
        files.extend(str(name) for name in (names if isinstance(names, list) else [names]))
    return files or None


def _table(name: str, kind: str, records: Records, columns: Iterable[str]) -> Table:
    keys = tuple(columns) or _of_values(records)
    header, notes = name_columns([flatten.whole(key) for key in keys])
    table = Table(name, kind, header, 1 if keys else 0, "records", partial(_read, records, keys))
    table.notes.extend(notes if keys else ["The list is empty"])
    return table


def _of_values(records: Records) -> tuple[str, ...]:
    """Return the one column of a list that holds values in place of records, none for an empty list."""
    return (flatten.VALUE,) if any(not isinstance(record, dict) for _line, record in records()) else ()


def _read(records: Records, keys: tuple[str, ...], _table: Table) -> Iterator[Batch]:
    return flatten.batches(records(), keys)


def _called(tables: list[Table], wanted: str, file: str) -> Table:
    for table in tables:
        if fold(table.name) == fold(wanted):
            return table
    names = ", ".join(table.name for table in tables)
    raise UsageError(f"{file} has no list called {wanted!r}.", f"Its lists: {names}.")
