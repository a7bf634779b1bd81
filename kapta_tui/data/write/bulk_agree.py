"""When rows of one record agree: equal values however they are written, an amount together with its currency."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write.bulk_family import FAMILIES
from kapta_tui.data.write.bulk_load import Cell, Load
from kapta_tui.data.write.bulk_upsert import currency_of, has_money
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.measures import number_of
from kapta_tui.domain.text import fold

_SHOWN = 40
_WORDS = frozenset({"name", "email", "currency"})
_NUMBERS = frozenset({FieldType.MONEY, FieldType.NUMBER})

Fault = tuple[str, Cell, str]
"""Column, value and reason of a cell that does not go together with other rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is compared with others of its record.

    `cells` and `meant`, what they mean whatever their spelling, are aligned to the load's fields. `unit` is the
    currency of the row's amounts, `rank` the place of its first filled match key. `is_staged` is False of a row
    that was left out because it says what is stored.
    """

    at: int
    line: int
    known: int | None
    cells: tuple[Cell, ...]
    meant: tuple[object, ...]
    unit: str | None
    rank: int
    is_staged: bool = True


class Agreement:
    """Makes comparable rows of a load and finds what contradicts."""

    def __init__(self, raw: sqlite3.Connection, load: Load) -> None:
        self.raw, self.load = raw, load
        # References within the kind are resolved when it is known which rows stand.
        self._resolved = [item for item in load.references if item.name != FAMILIES.get(load.kind.name)]
        self._has_units = load.has("currency") and has_money(load)
        # The currency of a record without an amount is no amount's yet; it may come from another of these rows.
        amounts = [
            f"m.{item.stored_as}"
            for item in load.kind.fields
            if item.type is FieldType.MONEY and item.writable
        ]
        has_amount = f"coalesce({', '.join([*amounts, 'NULL'])}) IS NOT NULL"
        stored = f'(SELECT m.currency FROM "{load.kind.table}" m WHERE m.id = s.known AND {has_amount})'
        unit = currency_of(load, stored) if self._has_units else "NULL"
        cells = [f's."f_{item.name}"' for item in load.fields]
        self.columns = ", ".join([unit, *cells, *(f's."r_{item.name}"' for item in self._resolved)])
        self.given = {"base": current(raw).currency} if self._has_units else {}
        names = [item.name for item in load.fields]
        self._keys = [names.index(key) for key in load.match if key in names]
        self._money = [place for place, item in enumerate(load.fields) if item.type is FieldType.MONEY]
        self._currency = names.index("currency") if self._has_units else 0

    def staged(self, at: int, line: int, known: int | None, values: Sequence[Cell]) -> Row:
        """Return a row of the stage, given the values of `columns`."""
        end = 1 + len(self.load.fields)
        return self._row(at, line, known, tuple(values[1:end]), values[end:], values[0], is_staged=True)

    def left_out(self, known: int, at: int, line: int, cells: tuple[Cell, ...]) -> Row:
        """Return a row that was not staged because it says what is stored of the record `known`."""
        columns = [f't."{item.stored_as}"' for item in self._resolved]
        unit = "t.currency" if self._has_units else "NULL"
        (unit, *numbers) = self.raw.execute(
            f'SELECT {", ".join([unit, *columns])} FROM "{self.load.kind.table}" t WHERE t.id = ?', (known,)
        ).fetchone()
        return self._row(at, line, known, cells, numbers, unit, is_staged=False)

    def _row(
        self,
        at: int,
        line: int,
        known: int | None,
        cells: tuple[Cell, ...],
        numbers: Sequence[Cell],
        unit: Cell,
        *,
        is_staged: bool,
    ) -> Row:
        ids = dict(zip((item.name for item in self._resolved), numbers, strict=True))
        meant = tuple(
            None if cell is None else ids.get(item.name) or _meant(item, cell)
            for item, cell in zip(self.load.fields, cells, strict=True)
        )
        rank = next((n for n, place in enumerate(self._keys) if cells[place] is not None), len(self._keys))
        has_amount = any(cells[place] is not None for place in self._money)
        return Row(at, line, known, cells, meant, str(unit) if has_amount and unit else None, rank, is_staged)

    def contradiction(self, origins: Sequence[Row], row: Row) -> Fault | None:
        """Return where a row says other than the cells before it, of which `origins` are the rows, or None."""
        load = self.load
        for place, (item, origin) in enumerate(zip(load.fields, origins, strict=True)):
            stands, meant = origin.meant[place], row.meant[place]
            if stands is not None and meant is not None and stands != meant:
                shown = str(origin.cells[place])[:_SHOWN]
                return (
                    load.header(item.name),
                    row.cells[place],
                    f"{self._same(origin)}: there it is '{shown}'",
                )
        return self._other_unit(origins, row) if self._has_units else None

    def _same(self, origin: Row) -> str:
        place = self.load.tally.place(origin.at, origin.line)
        return f"the same {self.load.kind.noun} as {place}, with other values"

    def _other_unit(self, origins: Sequence[Row], row: Row) -> Fault | None:
        """An amount and its currency are one value: no row's currency becomes that of another row's amount."""
        said_by, at = origins[self._currency], self._currency
        for place in self._money:
            amount = origins[place]
            if amount.cells[place] is not None and _names_other(row.cells[at], amount.unit):
                words = f"{self._same(amount)}: there the amount is in {amount.unit}"
                return self.load.header("currency"), row.cells[at], words
            if row.cells[place] is not None and _names_other(said_by.cells[at], row.unit):
                words = f"{self._same(said_by)}: there the currency is {said_by.cells[at]}, here {row.unit}"
                return self.load.header(self.load.fields[place].name), row.cells[place], words
        return None


def _names_other(currency: Cell, unit: str | None) -> bool:
    return currency is not None and fold(str(currency)) != fold(str(unit))


def _meant(item: Field, cell: Cell) -> object:
    if item.type in _NUMBERS:
        return number_of(str(cell))
    if item.type is FieldType.REFERENCES:
        return frozenset(map(fold, str(cell).split(LIST_SEPARATOR)))
    if item.name in _WORDS or item.type is FieldType.REFERENCE:
        return fold(str(cell))
    return cell
