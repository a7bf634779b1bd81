"""The stages of risks that were entered before there were such rows, now and at any time that undo and redo reach."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from kapta_tui.domain.riskstages import Step, followed

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RISKS = "SELECT id, account_id, status, opened_at, closed_at FROM risk"
# What stands comes in the order in which it was done, then what was undone in the order in which redo takes it.
_CHANGES = """
SELECT c.row_id, e.id, substr(e.at, 1, 10), e.undone, c.before, c.after
FROM change c JOIN event e ON e.id = c.event_id
WHERE c.tbl = 'risk' ORDER BY c.row_id, e.undone > 0, -e.undone, c.id
"""
_INSERT = "INSERT INTO risk_stage (id, account_id, risk_id, status, since) VALUES (?, ?, ?, ?, ?)"
_JOURNAL = "INSERT INTO change (event_id, tbl, row_id, account_id, before, after) VALUES (?, 'risk_stage', ?, ?, ?, ?)"

_Risk = Mapping[str, Any]
"""A row of the table of risks."""

_Rows = dict[int, str]
"""Stages by their ids, each as the journal keeps it."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """An event that touched a risk: the risk before it, and after it where the event was undone."""

    event: int
    day: date
    before: _Risk | None
    is_undone: bool
    after: _Risk | None


@dataclass(slots=True)
class _Filling:
    """Writes stages and what the journal would hold of them had they been there from the beginning."""

    connection: Connection
    last: int = 0
    """The highest id given to a stage so far, whether it stands or not."""
    rows: _Rows = field(default_factory=dict)
    """The stages of the present risk as the walk through its history has left them."""

    def fill(self, turns: Sequence[_Turn], present: _Risk | None) -> None:
        """Walk through the history of one risk to its `present` row, None for one that is gone, and on by redo."""
        self.rows = {}
        standing = [turn for turn in turns if not turn.is_undone]
        if standing:
            self._become(standing[0].before, standing[0].day)
        elif present is not None:
            self._become(present, date.fromisoformat(present["opened_at"]))
        for turn, following in pairwise((*standing, None)):
            assert turn is not None
            self._journal(turn, present if following is None else following.before)
        for number, image in self.rows.items():
            row = json.loads(image)
            values = (number, row["account_id"], row["risk_id"], row["status"], row["since"])
            self.connection.exec_driver_sql(_INSERT, values)
        for turn in turns[len(standing) :]:
            self._journal(turn, turn.after)

    def _journal(self, turn: _Turn, after: _Risk | None) -> None:
        before = dict(self.rows)
        self._become(after, turn.day)
        for number in sorted({*before, *self.rows}):
            old, new = before.get(number), self.rows.get(number)
            if old != new:
                account = json.loads(new or old or "")["account_id"]
                values = (turn.event, number, account, old, new if turn.is_undone else None)
                self.connection.exec_driver_sql(_JOURNAL, values)

    def _become(self, risk: _Risk | None, day: date) -> None:
        """Let the stages be those of the risk as it stood after a change on `day`."""
        if risk is None:
            self.rows = {}
            return
        opened, closed = (
            risk[name] and date.fromisoformat(risk[name]) for name in ("opened_at", "closed_at")
        )
        images = map(json.loads, self.rows.values())
        steps = [Step(image["status"], date.fromisoformat(image["since"])) for image in images]
        wanted = followed(steps, risk["status"], opened, closed, day)
        numbers = [*self.rows, *range(self.last + 1, self.last + 1 + len(wanted) - len(steps))]
        self.last = max(self.last, *numbers)
        of = {"account_id": risk["account_id"], "risk_id": risk["id"]}
        self.rows = {
            number: json.dumps({"id": number, **of, "status": step.status, "since": step.since.isoformat()})
            for number, step in zip(numbers, wanted, strict=True)
        }


def fill_stages(connection: Connection) -> None:
    """Write the stages of every risk, and into the journal how each change moved them."""
    present = {row["id"]: dict(row) for row in connection.exec_driver_sql(_RISKS).mappings()}
    filling = _Filling(connection)
    told = {number: list(turns) for number, turns in _turns(connection)}
    for number in sorted({*present, *told}):
        filling.fill(told.get(number, []), present.get(number))
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'risk_stage'")
    connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('risk_stage', ?)", (filling.last,))


def _turns(connection: Connection) -> Iterator[tuple[int, Iterator[_Turn]]]:
    """Yield by risk the events that touched it."""
    changes = connection.exec_driver_sql(_CHANGES).all()
    for number, of_risk in groupby(changes, key=lambda change: change[0]):
        yield number, _turns_of(of_risk)


def _turns_of(changes: Iterator[Any]) -> Iterator[_Turn]:
    for (event, day, undone), of_event in groupby(changes, key=lambda change: change[1:4]):
        several = list(of_event)
        yield _Turn(event, date.fromisoformat(day), _read(several[0][4]), undone > 0, _read(several[-1][5]))


def _read(image: str | None) -> _Risk | None:
    if image is None:
        return None
    risk: _Risk = json.loads(image)
    return risk
