"""Tables of one import that complete each other: link files, and records whose account another table tells."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kapta_tui.domain.fields import FieldType
from kapta_tui.exchange.mapping import Column, TableMapping
from kapta_tui.exchange.presets import Link, Shape, Skip, header_key
from kapta_tui.exchange.readers import Batch, Table
from kapta_tui.exchange.readers.table import counted
from kapta_tui.exchange.staging import why_skipped

if TYPE_CHECKING:
    from kapta_tui.exchange.pipeline import Planned

Answers = dict[str, list[str]]
"""Id of a record → what it is given, in the order of preference."""


@dataclass(frozen=True, slots=True)
class _Join:
    """A column for `field`, called `header`: what `answers` give for the id in the cells of `key`."""

    field: str
    header: str
    key: tuple[tuple[int, ...], ...]
    answers: Answers


def complete(plan: Sequence[Planned]) -> None:
    """Add to the tables of `plan` what link files beside them give, and the accounts that other tables tell.

    A link file whose records are there is told as used; its rows count as left out. A record that has
    several links takes the first, those that the preset prefers before others.
    """
    links = [(item, item.found.shape) for item in plan if item.found and item.found.shape.link]
    for item, shape in sorted(links, key=lambda pair: bool(pair[1].link and pair[1].link.via)):
        assert shape.link is not None
        _use(item, shape, shape.link, plan)
    for item in plan:
        if item.mapping is not None and "account" not in _filled(item.mapping):
            _by_related(item, plan)


def _use(item: Planned, shape: Shape, link: Link, plan: Sequence[Planned]) -> None:
    assert item.table is not None
    targets = [
        other for kind in link.kinds for other in _of_kind(plan, kind) if _family(other) == _family(item)
    ]
    answers = _read(item.table, shape, link)
    header = next(text for text in item.table.header if header_key(text) == link.given)
    if link.via:
        related = [_accounts(other) for other in _of_kind(plan, link.via)]
        answers = {
            key: found
            for key, ids in answers.items()
            if (found := [text for number in ids for by_id in related for text in by_id.get(number, ())[:1]])
        }
        header = next((text for other in _of_kind(plan, link.via) if (text := _header(other))), header)
    used = 0
    for target in targets:
        if key := _sources(target, "external_id"):
            used += _add(target, _Join(link.field, header, key, answers))
    if targets:
        _tell(item, link, used)


def _tell(item: Planned, link: Link, used: int) -> None:
    kinds = " and ".join(link.kinds)
    words = f"links that give {kinds} their {link.field}"
    item.outcome.links = words
    none = f"None of the {kinds} of this import is completed by it"
    item.outcome.notes = [f"{counted(used, 'row')} of this import completed by it" if used else none]
    item.outcome.skips = {words: item.outcome.rows} if item.outcome.rows else {}


def _read(table: Table, shape: Shape, link: Link) -> Answers:
    """Return the links of a table, preferred rows first; left-out rows (deleted ones) give nothing."""
    keys = [header_key(text) for text in table.header]
    key, given = keys.index(link.key), keys.index(link.given)
    prefer = keys.index(link.prefer) if link.prefer in keys else None
    skips = [([at for at, name in enumerate(keys) if name in skip.headers], skip) for skip in shape.skips]
    first: Answers = {}
    later: Answers = {}
    for row in _usable(table, [(places, skip) for places, skip in skips if places]):
        name, value = row[key].strip(), row[given].strip()
        if name and value:
            best = prefer is not None and row[prefer].strip().casefold() in link.preferred
            (first if best else later).setdefault(name, []).append(value)
    return {
        name: list(dict.fromkeys([*first.get(name, ()), *later.get(name, ())])) for name in {**first, **later}
    }


def _usable(
    table: Table, skips: Sequence[tuple[Sequence[int], Skip]], nulls: Container[str] = ()
) -> Iterator[Sequence[str]]:
    """Yield the rows that are neither broken nor left out on purpose: what they say counts."""
    for batch in table.batches():
        for at, row in enumerate(batch.rows):
            if at not in batch.problems and not why_skipped(row, skips, nulls):
                yield row


def _records(item: Planned) -> Iterator[Sequence[str]]:
    """Yield the rows of a table that its mapping makes records of."""
    if item.table is not None and item.mapping is not None:
        yield from _usable(item.table, item.mapping.skips, item.mapping.nulls)


def _by_related(item: Planned, plan: Sequence[Planned]) -> None:
    """Give records without an account that of the record they name by id, such as a task its contact's."""
    assert item.mapping is not None
    assert item.table is not None
    if item.mapping.kind.owner != "account" or "contacts" in _filled(item.mapping):
        return
    for at, text in enumerate(item.table.header):
        key = header_key(text)
        for other in plan:
            if other is item or other.mapping is None or _family(other) != _family(item):
                continue
            kind = other.mapping.kind
            if kind.owner == "account" and key in (
                f"{header_key(word)}id" for word in (kind.noun, *kind.synonyms)
            ):
                header = _header(other)
                if header and (answers := _accounts(other)):
                    _add(item, _Join("account", header, ((at,),), answers))
                    return


def _accounts(item: Planned) -> Answers:
    """Return id → account of the records of a table."""
    account, key = _sources(item, "account"), _sources(item, "external_id")
    found: Answers = {}
    if account and key:
        for row in _records(item):
            if (name := _text(row, key)) and (value := _text(row, account)):
                found.setdefault(name, [value])
    return found


def _add(item: Planned, join: _Join) -> int:
    """Widen a table by a column and map it; return how many of its records have an answer."""
    assert item.table is not None
    assert item.mapping is not None
    assert item.staging is not None
    place = len(item.table.header)
    header = join.header
    while header in item.table.header:
        header += " (2)"
    kind = item.mapping.kind
    several = kind.by_name[join.field].type is FieldType.REFERENCES
    own = _own(_filled(item.mapping).get(join.field))
    count, ambiguous = _count(item, join, own)
    if not count:
        return 0
    item.table = _widened(item.table, header, join, several=several)
    item.mapping = _mapped(item.mapping, join.field, header, place)
    if ambiguous and not several:
        item.table.note(
            f"{counted(ambiguous, 'record')} with several links for {join.field}: the first was taken"
        )
    item.staging.table, item.staging.mapping = item.table, item.mapping
    item.outcome.read_as[header] = join.field
    return count


def _mapped(mapping: TableMapping, field: str, header: str, place: int) -> TableMapping:
    """Return the mapping with the new column as a source: after ids of the row itself, before names."""
    columns = list(mapping.columns)
    for at, column in enumerate(columns):
        if column.field.name == field:
            first = _own(column)
            sources = (*first, (place,), *column.sources[len(first) :])
            columns[at] = replace(
                column, sources=sources, header=column.header if first else header, by_id=True
            )
            return replace(mapping, columns=tuple(columns))
    fields = mapping.kind.by_name
    columns.append(Column(fields[field], ((place,),), header, by_id=True))
    if field == "contacts" and all(column.field.name != "account" for column in columns):
        # Filled from the contact when the rows are staged.
        columns.append(Column(fields["account"], (), header, by_id=True))
    return replace(mapping, columns=tuple(columns))


def _own(column: Column | None) -> tuple[tuple[int, ...], ...]:
    """Return where the rows themselves name the record by its id."""
    return column.sources[:1] if column is not None and column.by_id else ()


def _count(item: Planned, join: _Join, own: tuple[tuple[int, ...], ...]) -> tuple[int, int]:
    """Return how many rows an answer completes, and of how many of them there are several."""
    found = [
        join.answers[name]
        for row in _records(item)
        if not _text(row, own) and (name := _text(row, join.key)) in join.answers
    ]
    return len(found), sum(len(answers) > 1 for answers in found)


def _widened(table: Table, header: str, join: _Join, *, several: bool) -> Table:
    def produce(wide: Table) -> Iterator[Batch]:
        for batch in table.produce(wide):
            rows = []
            for at, row in enumerate(batch.rows):
                answers = join.answers.get(_text(row, join.key), [""])
                rows.append(
                    row if at in batch.problems else [*row, "; ".join(answers) if several else answers[0]]
                )
            yield Batch(batch.lines, rows, batch.problems)

    return replace(table, header=(*table.header, header), produce=produce)


def _text(row: Sequence[str], sources: Sequence[Sequence[int]]) -> str:
    for source in sources:
        text = " ".join(part for at in source if at < len(row) and (part := row[at].strip()))
        if text:
            return text
    return ""


def _of_kind(plan: Sequence[Planned], kind: str) -> list[Planned]:
    return [item for item in plan if item.mapping is not None and item.mapping.kind.name == kind]


def _family(item: Planned) -> str:
    return item.found.preset.family if item.found else ""


def _filled(mapping: TableMapping) -> Mapping[str, Column]:
    return {column.field.name: column for column in mapping.columns if column.sources}


def _sources(item: Planned, field: str) -> tuple[tuple[int, ...], ...]:
    column = _filled(item.mapping).get(field) if item.mapping is not None else None
    return column.sources if column is not None else ()


def _header(item: Planned) -> str:
    column = _filled(item.mapping).get("account") if item.mapping is not None else None
    return column.header if column is not None else ""
