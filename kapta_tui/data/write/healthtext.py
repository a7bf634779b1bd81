"""Numbers of the health score in the playbook's text, changed where they are written (features: row 60).

Values are replaced, and keys taken out, with tomlkit, which keeps comments and order. New keys are put in as lines:
tomlkit would write them behind the comments that belong to the table after theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.playbook.parse import completed, load
from kapta_tui.domain.playbook.source import default_values

Path = tuple[str, ...]
"""Keys from the table `health` on: `("weights", "plan")`, `("weights_for", "strategic", "plan")`."""

New = int | Decimal | str | None
"""A new value; None takes the key out, so that the common or the shipped value holds."""

_HEALTH: Final = "health"
_HEADER: Final = re.compile(r"^\s*\[\s*([^\[\]#]+?)\s*\]\s*(#.*)?$")
_BARE: Final = re.compile(r"^[A-Za-z0-9_-]+$")


def with_health(text: str, changes: Mapping[Path, New]) -> str:
    """Return the playbook `text` with other values of its health score; nothing else of its rules changes.

    Whether the values themselves can be used is not looked at.

    Raises:
        PlaybookError: the text is no TOML.
        RuleError: it is written in a way that cannot be changed here.
    """
    before = completed(load(text))
    found = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if _HEALTH not in load(found):
        found = _with_special_rules(found)
    wanted = {(_HEALTH, *path): _meant(path, value) for path, value in changes.items()}
    found = _replaced(found, wanted)
    for path, value in wanted.items():
        if value is None:
            found = _without_empty(found, path[:-1])
        elif _at(load(found), path) is None and _at(before, path) != value:
            found = _inserted(found, path, value)
    if _filled(completed(load(found))) != _filled(_expected(before, wanted)):
        raise RuleError(
            "The health score is written in a way that cannot be changed number by number.",
            "Change it in the whole text: 'kapta playbook edit'.",
        )
    return found


def _meant(path: Path, value: New) -> New:
    """Return the shipped value in place of none, unless it is one that an account type need not have."""
    if value is not None or path[0].endswith("_for"):
        return value
    shipped: New = _at(default_values()[_HEALTH], path)
    return shipped


def _expected(tables: dict[str, Any], wanted: Mapping[Path, New]) -> dict[str, Any]:
    """Return the whole of the rules as they shall be."""
    whole = _copy(tables)
    for path, value in wanted.items():
        table = whole
        for name in path[:-1]:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(path[-1], None)
        else:
            table[path[-1]] = value
    return whole


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables without empty ones: special rules that say nothing are none."""
    found = {name: _filled(value) if isinstance(value, dict) else value for name, value in table.items()}
    return {name: value for name, value in found.items() if value != {}}


def _copy(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _copy(value) if isinstance(value, dict) else value for name, value in table.items()}


def _at(table: Mapping[str, Any], path: Path) -> Any:
    found: Any = table
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _with_special_rules(text: str) -> str:
    """Write out the shipped rules for single account types, which end where the table of health is written."""
    lines = [text.rstrip("\n"), "", f"[{_HEALTH}]"]
    for name, types in default_values()[_HEALTH].items():
        if name.endswith("_for"):
            for code, own in types.items():
                lines += ["", f"[{_HEALTH}.{name}.{code}]", *(f"{key} = {own[key]}" for key in own)]
    return "\n".join([*lines, ""]).lstrip("\n")


def _replaced(text: str, wanted: Mapping[Path, New]) -> str:
    """Return `text` with other values where keys are written already, and without those that are to go."""
    import tomlkit

    written = load(text)
    there = {path: value for path, value in wanted.items() if _at(written, path) not in (None, value)}
    if not there:
        return text
    document = tomlkit.parse(text)
    for path, value in there.items():
        table: Any = document
        for name in path[:-1]:
            table = table[name]
        if value is None:
            del table[path[-1]]
        else:
            _replace(table, path[-1], value)
    return tomlkit.dumps(document)


def _replace(table: Any, key: str, value: int | Decimal | str) -> None:
    import tomlkit

    new: Any = tomlkit.parse(f"x = {_toml(value)}").item("x")
    old: Any = table.item(key) if hasattr(table, "item") else table[key]
    # Assigning keeps the comment, but not the blanks that line it up with those above and below.
    width = len(old.as_string()) - len(new.as_string())
    new.trivia.comment, new.trivia.comment_ws = old.trivia.comment, old.trivia.comment_ws
    if new.trivia.comment:
        blank = len(old.trivia.comment_ws) + width
        new.trivia.comment_ws = " " * max(1, blank)
    new.trivia.trail = old.trivia.trail
    table[key] = new


def _inserted(text: str, path: Path, value: int | Decimal | str) -> str:
    """Put a key that is not written yet at the end of its table's own lines, in a table of its own if need be."""
    lines = text.rstrip("\n").split("\n")
    line = f"{_name(path[-1])} = {_toml(value)}"
    if (header := _find(lines, path[:-1])) is not None:
        at = _end(lines, header)
        return "\n".join([*lines[:at], line, *lines[at:], ""])
    is_nested = not any((name := _header(each)) and name[0] == path[0] for each in lines)
    if is_nested or _at(load(text), path[:-1]) is not None:
        return _nested(text, path, line)
    at = _place(lines, path[:-1])
    block = ["", f"[{'.'.join(map(_name, path[:-1]))}]", line]
    return "\n".join([*lines[:at], *block, *lines[at:], ""]).lstrip("\n")


def _nested(text: str, path: Path, line: str) -> str:
    """Put a key into a table that is written inside another one, or key by key."""
    import tomlkit

    document = tomlkit.parse(text)
    table: Any = document
    for name in path[:-1]:
        if name not in table:
            table[name] = tomlkit.inline_table()
        table = table[name]
    table[path[-1]] = tomlkit.parse(f"{line}\n").item(path[-1])
    return tomlkit.dumps(document)


def _place(lines: list[str], table: Path) -> int:
    """Return where a new table goes: behind that of its sort, behind the common one, else at the end."""
    sort = table[:-1] if len(table) > 2 and table[1].endswith("_for") else table
    common = (*sort[:-1], sort[-1].removesuffix("_for"))
    headers = {number: name for number in range(len(lines)) if (name := _header(lines[number]))}
    for wanted in (sort, common, table[:1]):
        near = [number for number, name in headers.items() if name[: len(wanted)] == wanted]
        if near:
            return _end(lines, near[-1])
    return len(lines)


def _without_empty(text: str, table: Path) -> str:
    """Take the header of a special table away when nothing stands below it; the comments stay."""
    if not table[1].endswith("_for") or _at(load(text), table) != {}:
        return text
    lines = text.split("\n")
    header = _find(lines, table)
    if header is None:
        return text
    before = header - 1 if header and not lines[header - 1].strip() else header
    return "\n".join([*lines[:before], *lines[header + 1 :]])


def _find(lines: list[str], table: Path) -> int | None:
    return next((number for number, line in enumerate(lines) if _header(line) == table), None)


def _header(line: str) -> Path | None:
    found = _HEADER.match(line)
    return None if found is None else tuple(part.strip().strip("\"'") for part in found[1].split("."))


def _end(lines: list[str], header: int) -> int:
    """Return the line behind the last key of the table whose header stands on line `header`."""
    end = next((n for n in range(header + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    while end > header + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _name(key: str) -> str:
    return key if _BARE.match(key) else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _toml(value: int | Decimal | str) -> str:
    return str(value) if isinstance(value, int | Decimal) else f'"{value}"'
