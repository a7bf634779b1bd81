"""Personal settings: one TOML file in the platform's config folder (interface.md 4).

Reading uses the standard library alone, because it happens before the first frame. Nothing in the file is
ever fatal: what cannot be used is left at its default and reported in `Settings.problems`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from kapta_tui.domain.errors import KaptaError

FILE_NAME = "settings.toml"
START_SCREENS = ("today", "accounts", "risks", "plans")


@dataclass(frozen=True, slots=True)
class Settings:
    """What one person likes. Every field has a default that works."""

    user: str = ""
    """Name under which changes are recorded; empty means the login name."""
    theme: str = ""
    """Name of a theme; empty means the program's own dark one."""
    start_screen: str = "today"
    """One of `START_SCREENS`."""
    store: str = ""
    """Path of the store to open; empty means the default place."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command id to comma-separated keys."""
    filters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind to named filters: name to text of the filter language."""
    problems: tuple[str, ...] = ()
    """What in the file could not be used, one sentence each."""


def config_folder() -> Path:
    """Return the folder of the settings: `KAPTA_CONFIG`, else the platform's config folder."""
    override = os.environ.get("KAPTA_CONFIG")
    if override:
        return Path(override)
    from platformdirs import user_config_path

    return user_config_path("kapta", appauthor=False)


def settings_path() -> Path:
    """Return the path of the settings file, whether or not it exists."""
    return config_folder() / FILE_NAME


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings at `path` (default: `settings_path()`); a missing file gives the defaults."""
    path = path or settings_path()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return Settings(problems=(f"{path}: {error}; the defaults are used",))
    return _read(table)


def _read(table: Mapping[str, object]) -> Settings:
    """Return the settings in a parsed file."""
    problems: list[str] = []
    texts = {name: _text(table, name, problems) for name in ("user", "theme", "start_screen", "store")}
    start = texts["start_screen"] or Settings().start_screen
    if start not in START_SCREENS:
        problems.append(f"settings: start_screen {start!r} is none of {', '.join(START_SCREENS)}")
        start = Settings().start_screen
    keys = _texts("keys", table.get("keys", {}), problems)
    filters = _filters(table.get("filters", {}), problems)
    known = {*texts, "keys", "filters"}
    unknown = [f"settings: {name!r} is not known; it is ignored" for name in table if name not in known]
    return Settings(
        user=texts["user"],
        theme=texts["theme"],
        start_screen=start,
        store=texts["store"],
        keys=keys,
        filters=filters,
        problems=in_turn(problems, unknown),
    )


def _text(table: Mapping[str, object], name: str, problems: list[str]) -> str:
    value = table.get(name, "")
    if isinstance(value, str):
        return value.strip()
    problems.append(f"settings: {name} must be a text in quotes, not {value!r}")
    return ""


def _texts(name: str, value: object, problems: list[str]) -> dict[str, str]:
    """Return a table of texts; `[keys.list]` with `new = "a"` is the same as `"list.new" = "a"`."""
    if not isinstance(value, dict):
        problems.append(f"settings: [{name}] must be a table of texts")
        return {}
    found: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, str):
            found[key] = item
        elif isinstance(item, dict):
            nested = _texts(f"{name}.{key}", item, problems)
            found |= {f"{key}.{inner}": text for inner, text in nested.items()}
        else:
            problems.append(f"settings: {name}.{key} must be a text in quotes, not {item!r}")
    return found


def _filters(value: object, problems: list[str]) -> dict[str, Mapping[str, str]]:
    if not isinstance(value, dict):
        problems.append("settings: [filters] must be tables by kind, such as [filters.accounts]")
        return {}
    found: dict[str, Mapping[str, str]] = {}
    for kind, names in value.items():
        if isinstance(names, dict):
            found[kind] = _texts(f"filters.{kind}", names, problems)
        else:
            problems.append(f"settings: filters.{kind} must be a table, such as [filters.{kind}]")
    return found


def in_turn(*sorts: Sequence[str]) -> tuple[str, ...]:
    """Return all faults: the first of each sort, then the second of each, and so on, so that few lines tell of all."""
    return tuple(fault for row in zip_longest(*sorts) for fault in row if fault is not None)


def save_setting(name: str, value: str, path: Path | None = None) -> None:
    """Write one setting, keeping the file's other lines and comments.

    `name` may be dotted (`filters.accounts.big`). An empty value removes it.

    Raises KaptaError when the file is no TOML or cannot be written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = path or settings_path()
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        _set(document, name.split(".", 2) if name.startswith("filters.") else name.split(".", 1), value)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.write_text(tomlkit.dumps(document), encoding="utf-8")
        beside.replace(path)
    except TOMLKitError as error:
        raise KaptaError(f"The settings file {path} is no TOML: {error}.", "Mend it in an editor.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KaptaError(
            f"The settings file {path} cannot be written: {error}.", "Check its rights."
        ) from error


def _set(table: object, names: list[str], value: str) -> None:
    """Set or remove a value in a (possibly nested) TOML table, making the tables on the way."""
    import tomlkit

    if not isinstance(table, dict):
        raise KaptaError(f"The setting {names[0]!r} stands where a table should.", "Mend the settings file.")
    name, *rest = names
    if rest:
        if name not in table:
            table[name] = tomlkit.table()
        _set(table[name], rest, value)
    elif value:
        table[name] = value
    else:
        table.pop(name, None)
