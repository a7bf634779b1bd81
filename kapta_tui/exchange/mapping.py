"""Which column of a table is which field: by the preset, by the names of the fields, last by likeness."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kapta_tui.data.write.bulk_load import OWN_FIELDS
from kapta_tui.domain import custom
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold
from kapta_tui.exchange.kinds import Found
from kapta_tui.exchange.presets import Labelled, Recipe, Skip, header_key

REASON_COLUMN = "why_rejected"
"""The column that a file of rejected rows has beside those of its source; an import reads over it."""

_ALIKE = 85
_SHORTEST = 5
_OWN = ("id", "external_id", "created_at", "updated_at")
_FALLBACKS = {"name": ("external_id", "email"), "text": ("name",)}


@dataclass(frozen=True, slots=True)
class Column:
    """A field and where its value comes from: the first filled one of `sources`, each some cells joined.

    `default` is the value of a cell left empty, `by_id` says that cells hold ids of the other system. With
    `first` only the first of several counts. With `amounts` the cells are amounts, of which the
    currency is read; the text is that of unmarked ones. A `loose` reference may name nobody.
    Where there are `labels`, the places of one for each source, only sources beside one of the `labelled` words count.
    """

    field: Field
    sources: tuple[tuple[int, ...], ...]
    header: str
    by_id: bool = False
    default: str = ""
    values: Mapping[str, str] | None = None
    amounts: str | None = None
    first: bool = False
    loose: bool = False
    labels: tuple[int, ...] = ()
    labelled: frozenset[str] = frozenset()

    def counts(self, source: int, row: Sequence[str]) -> bool:
        """Return whether the source numbered so counts in a row; Google writes "* Manager" for a preferred one."""
        return not self.labels or fold(row[self.labels[source]].lstrip("* ")) in self.labelled


@dataclass(frozen=True)
class TableMapping:
    """How the rows of a table become records of `kind`."""

    kind: Kind
    preset: str
    columns: tuple[Column, ...]
    unmatched: tuple[str, ...] = ()
    skips: tuple[tuple[tuple[int, ...], Skip], ...] = ()
    nulls: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    own: bool = False
    reference_mark: str = ""
    day_first: bool | None = None


def names_of(kind: Kind, playbook: Playbook) -> dict[str, str]:
    """Return header key → field name for everything that exactly names a field of the kind."""
    found: dict[str, str] = {}
    fields = [item for item in custom.fields_of(kind, playbook).values() if item.writable]
    for item in fields:
        found.setdefault(header_key(item.name), item.name)
    for item in fields:
        found.setdefault(header_key(item.label), item.name)
    for item in fields:
        for text in item.synonyms:
            found.setdefault(header_key(text), item.name)
    return found


def exact_names(playbook: Playbook) -> dict[str, frozenset[str]]:
    """Return for every kind the header keys that name one of its fields."""
    return {name: frozenset(names_of(kind, playbook)) for name, kind in KINDS.items()}


def read_map(path: Path) -> dict[str, str]:
    """Return header → field of a `--map` file (TOML: `"Their header" = "field"`, "" to leave one out).

    Raises:
        UsageError: the file cannot be read, or an entry is no text.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}.", "Check its path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path.name} is no TOML: {error}.", 'Write lines such as "Klant" = "account".'
        ) from error
    wrong = [key for key, value in entries.items() if not isinstance(value, str)]
    if wrong:
        raise UsageError(f"'{wrong[0]}' in {path.name} names no field.", 'Write "Header" = "field".')
    return entries


def map_columns(
    header: Sequence[str], found: Found, playbook: Playbook, given: Mapping[str, str] | None = None
) -> TableMapping:
    """Return how the columns called `header` are read as fields of the found kind.

    `given` overrules everything for the headers it names. Raises UsageError for a field it misnames.
    """
    kind = KINDS[found.shape.kind]
    work = _Work(kind, header, found, playbook)
    work.take_given(given or {})
    work.take_own()
    if work.own and not found.preset.format:
        work.take_names()
        return work.result()
    work.take_preset()
    if not found.preset.exclusive:
        work.take_names()
        work.take_alike()
    else:
        work.take_custom()
    return work.result()


def with_account(mapping: TableMapping) -> TableMapping:
    """Return the mapping with room for the account of rows that name none."""
    if any(column.field.name == "account" for column in mapping.columns):
        return mapping
    field = mapping.kind.by_name["account"]
    return replace(mapping, columns=(*mapping.columns, Column(field, (), field.name)))


class _Work:
    """A mapping in the making."""

    def __init__(self, kind: Kind, header: Sequence[str], found: Found, playbook: Playbook) -> None:
        self.kind = kind
        self.header = header
        self.found = found
        self.fields = custom.fields_of(kind, playbook)
        self.names = names_of(kind, playbook)
        self.keys = [_bare(text, kind) for text in header]
        self.columns: dict[str, Column] = {}
        self.used: set[int] = set()
        # Columns of which one cell in a row is taken at most: they are told as left out all the same.
        self.further: set[int] = set()
        self.notes: list[str] = []
        self.own = False

    def take_given(self, given: Mapping[str, str]) -> None:
        known = {header_key(text): at for at, text in enumerate(self.header)}
        for text, name in given.items():
            at = known.get(header_key(text))
            if at is None:
                continue
            self.used.add(at)
            if not name:
                continue
            item = self.fields.get(name)
            if item is None or not item.writable:
                known_fields = ", ".join(item.name for item in self.fields.values() if item.writable)
                raise UsageError(
                    f"The map gives '{text}' to '{name}', which {self.kind.name} do not have.",
                    f"Their fields are: {known_fields}.",
                )
            self._add(item, ((at,),))

    def take_own(self) -> None:
        """A file this program wrote names its records by id; what it derives is not read back."""
        plain = [header_key(text) for text in self.header]
        if not {header_key(name) for name in _OWN}.issubset(plain):
            return
        self.own = True
        for name in ("id", "created_at", *OWN_FIELDS.get(self.kind.name, ())):
            if header_key(name) in plain:
                self._add(self.fields[name], ((plain.index(header_key(name)),),))
        for item in self.fields.values():
            key = header_key(item.name)
            if not item.writable and key in plain:
                self.used.add(plain.index(key))

    def take_preset(self) -> None:
        shape = self.found.shape
        for name, recipes in shape.fields.items():
            item = self.fields.get(name)
            if item is None or name in self.columns:
                continue
            sources = [source for recipe in recipes if (source := self._cells(recipe)) is not None]
            if not self.found.preset.exclusive:
                sources = sources[:1]
            if sources:
                self._add(item, tuple(sources))
        for name in shape.labelled.keys() - self.columns.keys():
            self._add_labelled(self.fields[name], shape.labelled[name])
        self.used.update(at for at, key in enumerate(self.keys) if key in shape.ignore)
        for name, text in shape.constants.items():
            if name not in self.columns:
                self.columns[name] = Column(self.fields[name], (), name, default=text)

    def take_names(self) -> None:
        for at, key in enumerate(self.keys):
            name = self.names.get(key)
            if at not in self.used and name is not None and name not in self.columns:
                self._add(self.fields[name], ((at,),))
        self._take_identity()

    def take_custom(self) -> None:
        customs = {key: name for key, name in self.names.items() if self.fields[name].custom}
        for at, key in enumerate(self.keys):
            if at not in self.used and key in customs and customs[key] not in self.columns:
                self._add(self.fields[customs[key]], ((at,),))

    def _take_identity(self) -> None:
        """A column `<noun>_id` is the record's id, `<target>_id` the id of what a reference names."""
        for at, key in enumerate(self.keys):
            if at in self.used or not key.endswith("id"):
                continue
            for item in self.kind.fields:
                if item.target and item.name not in self.columns and key[:-2] == header_key(item.name):
                    self._add(item, ((at,),))
                    break
            else:
                if key[:-2] == header_key(self.kind.noun) and "external_id" not in self.columns:
                    self._add(self.fields["external_id"], ((at,),))

    def take_alike(self) -> None:
        from rapidfuzz import fuzz, process

        free = {
            key: name
            for key, name in self.names.items()
            if name not in self.columns and len(key) >= _SHORTEST
        }
        for at, key in enumerate(self.keys):
            if at in self.used or len(key) < _SHORTEST or not free:
                continue
            best = process.extractOne(key, list(free), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            # An id is no name: 'category_id' holds numbers, whatever it is spelled like.
            if best is not None and best[0].endswith("id") is not key.endswith("id"):
                continue
            if best is not None and free[best[0]] not in self.columns:
                name = free[best[0]]
                self._add(self.fields[name], ((at,),))
                self.notes.append(f"'{self.header[at]}' read as {self.fields[name].label.lower()}")

    def result(self) -> TableMapping:
        self._fall_back()
        skips = [
            (places, skip)
            for skip in self.found.shape.skips
            if (places := tuple(at for at, key in enumerate(self.keys) if key in skip.headers))
        ]
        self.used.update(at for places, _ in skips for at in places)
        self.used.update(at for at, text in enumerate(self.header) if text == REASON_COLUMN)
        unmatched = [
            text
            for at, text in enumerate(self.header)
            if (at not in self.used or at in self.further) and not text.startswith("column ")
        ]
        return TableMapping(
            kind=self.kind,
            preset=self.found.preset.name,
            columns=tuple(self.columns.values()),
            unmatched=tuple(unmatched),
            skips=tuple(skips),
            nulls=self.found.preset.nulls,
            notes=tuple(self.notes),
            own=self.own,
            reference_mark=self.found.preset.reference_mark,
            day_first=self.found.preset.day_first,
        )

    def _fall_back(self) -> None:
        """What has no name of its own is called by its id or e-mail address; a note's account may be its contact's."""
        for name, others in _FALLBACKS.items():
            if name not in self.kind.by_name or name in self.columns:
                continue
            source = next((self.columns[other] for other in others if other in self.columns), None)
            if source is not None and source.sources:
                self.columns[name] = Column(self.fields[name], source.sources, source.header)
                self.notes.append(f"No {self.fields[name].label.lower()} column: '{source.header}' is used")
        if self.kind.owner == "account" and "account" not in self.columns and "contacts" in self.columns:
            account = self.fields["account"]
            self.columns["account"] = Column(account, (), self.columns["contacts"].header, by_id=True)

    def _cells(self, recipe: Recipe) -> tuple[int, ...] | None:
        if any(key not in self.keys for key in recipe):
            return None
        return tuple(self.keys.index(key) for key in recipe)

    def _add_labelled(self, item: Field, said: Labelled) -> None:
        """Read a field from columns beside others that say which of them hold it."""
        pairs = [
            (self.keys.index(key), label)
            for key, labels in said.labels.items()
            if key in self.keys
            and (label := next((self.keys.index(name) for name in labels if name in self.keys), None))
            is not None
        ]
        if not pairs:
            return
        self._add(item, tuple((at,) for at, _ in pairs))
        labels = tuple(label for _, label in pairs)
        column = self.columns[item.name]
        self.columns[item.name] = replace(column, labels=labels, labelled=said.values, first=True)
        cell, beside = (self.header[at] for at in pairs[0])
        self.notes.append(f"'{cell}' is read where '{beside}' says {' or '.join(sorted(said.values))}")

    def _add(self, item: Field, sources: tuple[tuple[int, ...], ...]) -> None:
        cells = [at for source in sources for at in source]
        is_first = item.name in self.found.shape.first
        self.used.update(cells)
        if is_first:
            self.further.update(at for source in sources[1:] for at in source)
        values = self.found.shape.values.get(item.name, {})
        self.columns[item.name] = Column(
            item,
            sources,
            self.header[cells[0]],
            by_id=item.type is FieldType.REFERENCE and self.keys[cells[0]].endswith(("id", "ids")),
            values=values,
            first=is_first,
            loose=item.name in self.found.shape.loose,
        )
        if is_first:
            self.notes.append(f"Of several under '{self.header[cells[0]]}' the first counts")


def _bare(text: str, kind: Kind) -> str:
    """Return the key of a header; of a report's "Contact: Email" the part that concerns the kind."""
    prefix, colon, rest = text.partition(": ")
    if not colon or not rest:
        return header_key(text)
    before, after = header_key(prefix), header_key(rest)
    if before == header_key(kind.noun):
        return after
    return after if after.startswith(before) else before + after
