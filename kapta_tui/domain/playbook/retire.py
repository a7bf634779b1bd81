"""Codes that records may still use never vanish: what a new text leaves out is retired (domain.md 3.9)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kapta_tui.domain.playbook.catalogues import CATALOGUES
from kapta_tui.domain.playbook.parse import completed, load, parse

_GROUPS = ("resolutions", "jeopardy_codes", "fields")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def retire_missing(old: str, new: str) -> str:
    """Return playbook text `new` with the entries that only text `old` has added to it as retired.

    Comments and order of `new` stay. Raises PlaybookError when `new` by itself cannot be used, so that
    the lines it names are those of the text that was written.
    """
    parse(new)
    before, written = completed(load(old)), load(new)
    after = completed(written)
    for path, entries in _tables(before):
        kept = _at(after, path)
        missing = {code: _retired(path, entry) for code, entry in entries.items() if code not in kept}
        if missing:
            # A table left out stands for the shipped one; once written it has to hold all of it.
            whole = missing if _at(written, path) or path[0] in written else {**kept, **missing}
            new = _insert(new, path, whole)
    return new


def _tables(values: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    for name in (*CATALOGUES, "reasons", "sections"):
        yield (name,), _at(values, (name,))
    for name in _GROUPS:
        for part, entries in _at(values, (name,)).items():
            if isinstance(entries, dict):
                yield (name, part), entries


def _at(values: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path:
        found = values.get(name)
        values = found if isinstance(found, dict) else {}
    return values


def _retired(path: tuple[str, ...], entry: object) -> dict[str, Any]:
    whole = dict(entry) if isinstance(entry, dict) else {"label": entry}
    return {**whole, "retired": True}


def _insert(text: str, path: tuple[str, ...], entries: dict[str, Any]) -> str:
    """Write `entries` at the end of the table's own lines, or as a new table at the end of the text."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    new = [f"{_name(code)} = {_toml(entry)}" for code, entry in entries.items()]
    header = f"[{'.'.join(map(_name, path))}]"
    starts = [
        number for number, line in enumerate(lines) if line.split("#")[0].replace(" ", "").strip() == header
    ]
    if not starts:
        return "\n".join([*lines, "", header, *new, ""])
    end = next((n for n in range(starts[0] + 1, len(lines)) if re.match(r"\s*\[", lines[n])), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return "\n".join([*lines[:end], *new, *lines[end:], ""])


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else _toml(key)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_name(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return str(value)
    # JSON's texts and truth values are TOML's, except that TOML wants DEL escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
