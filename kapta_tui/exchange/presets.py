"""Presets: what other programs call things, as TOML beside this package or from the user."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

Recipe = tuple[str, ...]
"""Header keys whose cells, joined by a blank, make a value."""

_ORDER = ("salesforce-weekly", "salesforce-fivetran", "salesforce", "hubspot-fivetran", "hubspot")
_ODD = re.compile(r"[\W_]+")


@lru_cache(4096)
def header_key(text: str) -> str:
    """Return the form in which headers are compared: no case, accents, blanks or punctuation."""
    return _ODD.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows with one of `values` (any value, without) in a cell under `headers` are left out.

    With `unless` it is the other way about: rows where no cell has one of the values are left out.
    """

    headers: tuple[str, ...]
    values: frozenset[str]
    reason: str
    unless: bool = False

    def leaves_out(self, texts: Iterable[str]) -> bool:
        """Return whether a row is left out that has `texts` in its filled cells under the headers."""
        met = any(not self.values or fold(text) in self.values for text in texts)
        return met is not self.unless


@dataclass(frozen=True, slots=True)
class Link:
    """A table that only pairs ids: to the records of `kinds` named in column `key` it gives a `field`.

    The value stands in column `given`: the id of the field's target, or of a record of the kind `via`,
    whose account it means. Rows with one of `preferred` in column `prefer` go before others.
    """

    kinds: tuple[str, ...]
    key: str
    field: str
    given: str
    via: str = ""
    prefer: str = ""
    preferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A field whose cells count only beside a label: the header of each to those of its label, and what that says."""

    labels: Mapping[str, tuple[str, ...]]
    values: frozenset[str]


@dataclass(frozen=True)
class Shape:
    """One sort of table of a program: the kind it becomes, or what it `holds` that has no kind here.

    Of several values in a cell of the `first` fields, with semicolons or ` ::: ` between, the first counts.
    A `loose` reference that names nobody there is left out of its record, which comes in without.
    A `labelled` field is read from those of its columns whose labels say so.
    `shares` says that the table names the rows that are not of this kind: another shape may take those.
    `guessed_by` is the key of the one column that a shape not of a preset was guessed by.
    """

    kind: str = ""
    holds: str = ""
    names: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    fields: Mapping[str, tuple[Recipe, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    skips: tuple[Skip, ...] = ()
    shares: bool = False
    link: Link | None = None
    first: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    labelled: Mapping[str, Labelled] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    guessed_by: str = ""

    def signed(self, keys: frozenset[str]) -> bool:
        """Return whether the header has what marks this table; `a|b` is either."""
        return bool(self.signature) and all(
            any(part in keys for part in entry.split("|")) for entry in self.signature
        )


@dataclass(frozen=True)
class Preset:
    """A program's tables. `exclusive` fields are mapped by the preset alone, never by likeness.

    Presets of one `family` share their ids: their tables can complete each other. One with a `format` is for
    files of that format alone, and for all of them where it names no columns.
    """

    name: str
    label: str
    family: str = ""
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    cells: frozenset[str] = frozenset()
    format: str = ""
    nulls: frozenset[str] = frozenset()
    day_first: bool | None = None
    reference_mark: str = ""
    exclusive: bool = False
    shapes: tuple[Shape, ...] = ()

    def fits(self, keys: frozenset[str], cells: frozenset[str], written_as: str = "") -> bool:
        """Return whether a header, with the `cells` of some rows, is one of this program's."""
        if self.format and self.format != written_as:
            return False
        if not (self.all_of or self.any_of or self.format) or not keys.issuperset(self.all_of):
            return False
        marks = (self.any_of, keys), (self.cells, cells)
        return all(not wanted or not there.isdisjoint(wanted) for wanted, there in marks)


@lru_cache(1)
def shipped() -> dict[str, Preset]:
    """Return the presets of this package by name, the more special ones first."""
    folder = resources.files("kapta_tui.exchange") / "presets"
    texts = {
        Path(item.name).stem: item.read_text(encoding="utf-8")
        for item in folder.iterdir()
        if item.name.endswith(".toml")
    }
    found: dict[str, Preset] = {}
    raw = {name: tomllib.loads(text) for name, text in texts.items()}
    for name in sorted(raw, key=lambda name: (_rank(name), name)):
        found[name] = _preset(name, raw[name], raw)
    return found


def named(name: str, folder: Path | None = None) -> Preset:
    """Return the preset called `name`: a file, one of the user's folder, or a shipped one.

    Raises:
        UsageError: there is none of that name, or its text is wrong; the words say where.
    """
    path = Path(name)
    if path.suffix == ".toml":
        return read(path)
    if folder is not None and (folder / f"{name}.toml").is_file():
        return read(folder / f"{name}.toml")
    if name not in shipped():
        raise UsageError(f"There is no preset '{name}'.", f"Presets: {', '.join(shipped())}.")
    return shipped()[name]


def read(path: Path) -> Preset:
    """Return the preset of a TOML file. Raises UsageError with the place and the reason."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"The preset {path.name} cannot be read: {error.strerror}.", "Check its path."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The preset {path.name} is no TOML: {error}.", "Mend the line named.") from error
    try:
        return _preset(path.stem, values, {})
    except (AttributeError, TypeError, KeyError, ValueError) as error:
        raise UsageError(
            f"The preset {path.name} has a value of the wrong sort ({error}).",
            "Compare it with a preset that comes with kapta.",
        ) from error


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _preset(name: str, values: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> Preset:
    base = others.get(values.get("extends", ""), {})
    merged = {**base, **values}
    detect = values.get("detect", {})
    skips = _skips(merged.get("skip", ()))
    tables = [*values.get("table", ()), *base.get("table", ())]
    return Preset(
        name=name,
        label=str(merged.get("label", name)),
        family=str(values.get("extends", name)),
        all_of=_keys(detect.get("all", ())),
        any_of=_keys(detect.get("any", ())),
        cells=frozenset(detect.get("cells", ())),
        format=str(detect.get("format", "")),
        nulls=frozenset(merged.get("null", ())),
        day_first=merged.get("day_first"),
        reference_mark=str(merged.get("reference_mark", "")),
        exclusive=bool(merged.get("exclusive", False)),
        shapes=tuple(_shape(table, skips) for table in tables),
    )


def _shape(table: Mapping[str, Any], skips: tuple[Skip, ...]) -> Shape:
    kind = table.get("kind", "")
    if kind and kind not in KINDS:
        raise ValueError(f"there is no kind '{kind}'")
    return Shape(
        kind=kind,
        holds=str(table.get("holds", "")),
        names=tuple(table.get("names", ())),
        signature=tuple(
            "|".join(header_key(part) for part in entry.split("|")) for entry in table.get("signature", ())
        ),
        fields={name: _recipes(entry) for name, entry in table.get("fields", {}).items()},
        values={
            name: {fold(text): code for text, code in entry.items()}
            for name, entry in table.get("values", {}).items()
        },
        constants=dict(table.get("set", {})),
        skips=(*skips, *_skips(table.get("skip", ()))),
        shares=bool(table.get("skip")),
        link=_link(table["links"]) if "links" in table else None,
        first=frozenset(table.get("first", ())),
        loose=frozenset(table.get("loose", ())),
        labelled={name: _labelled(entry) for name, entry in table.get("labelled", {}).items()},
        ignore=frozenset(_keys(table.get("ignore", ()))),
    )


def _labelled(entry: Mapping[str, Any]) -> Labelled:
    labels = {header_key(cell): _keys(label.split("|")) for cell, label in dict(entry["columns"]).items()}
    return Labelled(labels, frozenset(fold(str(value)) for value in entry["values"]))


def _link(entry: Mapping[str, Any]) -> Link:
    kinds, via = tuple(entry["kinds"]), entry.get("via", "")
    for name in (*kinds, *([via] if via else ())):
        if name not in KINDS:
            raise ValueError(f"there is no kind '{name}'")
        if name in kinds and entry["field"] not in KINDS[name].by_name:
            raise ValueError(f"{name} have no field '{entry['field']}'")
    return Link(
        kinds=kinds,
        key=header_key(entry["key"]),
        field=entry["field"],
        given=header_key(entry["given"]),
        via=via,
        prefer=header_key(entry.get("prefer", "")),
        preferred=frozenset(str(value).casefold() for value in entry.get("preferred", ())),
    )


def _recipes(entry: str | list[str]) -> tuple[Recipe, ...]:
    texts = [entry] if isinstance(entry, str) else entry
    return tuple(tuple(header_key(part) for part in text.split(" + ")) for text in texts)


def _skips(entries: Iterable[Mapping[str, Any]]) -> tuple[Skip, ...]:
    return tuple(
        Skip(
            tuple(header_key(part) for part in entry["header"].split("|")),
            frozenset(fold(str(value)) for value in entry.get("unless", entry.get("values", ()))),
            entry["reason"],
            "unless" in entry,
        )
        for entry in entries
    )


def _keys(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(header_key(text) for text in texts)
