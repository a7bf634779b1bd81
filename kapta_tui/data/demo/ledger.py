"""What the sample portfolio will hold: rows, and the events that brought them about, oldest first.

The events carry no images of their rows: they are history, and nothing of it is undone (see `data.journal`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from kapta_tui.data.read.searched import SEARCHED
from kapta_tui.data.tables.base import Base
from kapta_tui.data.write.positions import GAP
from kapta_tui.domain.text import fold

_MORNING = 7 * 3600
_WORKDAY = 9 * 3600
"""When the first event of a day can be, and for how long they go on, in seconds."""

_SEARCHED = {table: number for number, table in enumerate(SEARCHED)}
"""Place of a table in the search index, which writes itself out whenever it is given a smaller key."""

_PLAIN = frozenset({str, int, type(None)})
"""Types that are stored as they are."""

_EVENT = "INSERT INTO event (id, at, user, verb, sentence, account_id, undone) VALUES (?, ?, ?, ?, ?, ?, 0)"


@dataclass(slots=True, eq=False)
class Row:
    """One row of a table with all its columns as SQLite holds them: days as ISO text, flags as 0 and 1."""

    table: str
    values: dict[str, Any]

    @property
    def id(self) -> int:
        """The primary key."""
        return int(self.values["id"])

    @property
    def account(self) -> int | None:
        """The account the row is or belongs to."""
        return self.id if self.table == "account" else self.values.get("account_id")

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass(frozen=True, slots=True)
class _Happening:
    day: date
    user: str
    verb: str
    sentence: str
    account: int | None
    added: tuple[Row, ...]
    changed: tuple[tuple[Row, Mapping[str, Any]], ...]


@dataclass(slots=True)
class Ledger:
    """Collects rows and events in any order, and writes them in the order of time.

    `today` is the day of the portfolio; nothing happens on it or later.
    """

    today: date
    _rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _happenings: list[_Happening] = field(default_factory=list)

    def row(self, table: type[Base], **values: Any) -> Row:
        """Return a new row with the next id; columns not given hold the table's defaults."""
        name, defaults = _defaults(table)
        rows = self._rows[name]
        if "name" in values:
            values["name_folded"] = fold(values["name"])
        made = Row(name, dict(defaults))
        for column, value in values.items():
            made.values[column] = value if type(value) in _PLAIN else _stored(value)
        made.values["id"] = len(rows) + 1
        rows.append(made)
        return made

    def place(self, table: type[Base], **siblings: Any) -> int:
        """Return the position behind the rows of `table` so far that hold the values `siblings`."""
        rows = self._rows[str(table.__tablename__)]
        return GAP * (
            1 + sum(all(row[column] == value for column, value in siblings.items()) for row in rows)
        )

    def add(self, day: date, user: str, verb: str, sentence: str, *rows: Row) -> None:
        """Say that `user` added `rows` on `day`, parents first; the account is that of the first row."""
        account = rows[0].account
        self._happenings.append(_Happening(self.working_day(day), user, verb, sentence, account, rows, ()))

    def change(
        self,
        day: date,
        user: str,
        verb: str,
        sentence: str,
        row: Row,
        values: Mapping[str, Any],
        added: tuple[Row, ...] = (),
    ) -> None:
        """Say that `user` set the columns `values` of `row` on `day`, adding rows along with it.

        It must have been added on an earlier day, or earlier in the order of calls on the same day.
        """
        stored = {column: _stored(value) for column, value in values.items()}
        happening = _Happening(
            self.working_day(day), user, verb, sentence, row.account, added, ((row, stored),)
        )
        self._happenings.append(happening)

    def working_day(self, day: date) -> date:
        """Return `day` or the last working day before it, yesterday at the latest.

        The moments of an event on the day itself could lie ahead of the clock on the wall.
        """
        day = min(day, self.today - timedelta(1))
        return day - timedelta(max(0, day.weekday() - 4))

    def write(self, connection: sqlite3.Connection) -> list[int]:
        """Insert everything inside the caller's transaction; return the ids of the accounts."""
        events = self._journal()
        # Rows refer to rows of tables that come later, a note to its risk for instance.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, rows in sorted(self._rows.items(), key=lambda held: _SEARCHED.get(held[0], -1)):
            names = tuple(rows[0].values)
            marks = ", ".join("?" * len(names))
            listed = ", ".join(f'"{name}"' for name in names)
            connection.executemany(
                f'INSERT INTO "{table}" ({listed}) VALUES ({marks})',
                (tuple(row.values.values()) for row in rows),
            )
        connection.executemany(_EVENT, events)
        return [row.id for row in self._rows["account"]]

    def _journal(self) -> list[tuple[Any, ...]]:
        """Give every event its moment and every row its stamps; return the rows of the events."""
        by_day: defaultdict[date, list[_Happening]] = defaultdict(list)
        for happening in self._happenings:
            by_day[happening.day].append(happening)
        events: list[tuple[Any, ...]] = []
        for day in sorted(by_day):
            for place, happening in enumerate(by_day[day]):
                at = _moment(day, place, len(by_day[day]))
                said = (happening.user, happening.verb, happening.sentence, happening.account)
                events.append((len(events) + 1, at, *said))
                _stamp(happening, at)
        return events


def _stamp(happening: _Happening, at: str) -> None:
    for row in happening.added:
        if "created_at" in row.values:
            row.values["created_at"] = row.values["updated_at"] = at
    for row, values in happening.changed:
        row.values.update(values)
        row.values["version"] += 1
        row.values["updated_at"] = at


def _moment(day: date, place: int, count: int) -> str:
    """Return the moment of the event at `place` of `count` on a working day, in UTC."""
    seconds = _MORNING + (_WORKDAY * (2 * place + 1)) // (2 * count)
    return f"{day}T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}Z"


@cache
def _defaults(table: type[Base]) -> tuple[str, dict[str, Any]]:
    """Return the name of `table` and a value for every column, in the order of its columns."""
    fields = table.model_fields
    values = {name: _stored(one.get_default(call_default_factory=True)) for name, one in fields.items()}
    return str(table.__tablename__), values


def _stored(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
