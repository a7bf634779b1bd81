"""One action in full: what its page and `kapta action show` say (mission S3; features: rows 83 to 87)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from kapta_tui.data.read import journaled, plans, records
from kapta_tui.data.read.addressed import Addressed, addressed
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.history import Entry, history
from kapta_tui.data.read.leftnotes import LeftNote, left_notes
from kapta_tui.data.read.plans import ActionDetail
from kapta_tui.data.read.records import Record, View
from kapta_tui.data.read.worked import Origin, origin
from kapta_tui.domain.kinds import KINDS

TOLD: Final = ("percent", "status", "status_note", "owner", "start", "due", "completed_at")
"""The fields whose changes the page tells one by one (features: row 84)."""


class Player(NamedTuple):
    """A key player linked to an action; `last_contact` is the day of the newest note about them."""

    id: int
    name: str
    title: str
    role: str
    """The code of the role, empty for none."""
    has_left: bool
    last_contact: date | None


class DoneTask(NamedTuple):
    """A completed task of an action, with the note it was completed with, if any."""

    id: int
    name: str
    done_on: date
    note: str


@dataclass(frozen=True, slots=True)
class ActionFull:
    """An action with all that is said of it; `values` are its fields by name, custom ones included."""

    detail: ActionDetail
    values: Record
    version: int
    players: tuple[Player, ...]
    done: tuple[DoneTask, ...]
    """The last done first."""
    notes: tuple[LeftNote, ...]
    """The newest first, those on its tasks among them."""
    origin: Origin | None
    goal_origin: Origin | None
    """What its goal was made from."""
    goal_in_report: bool
    """Whether its goal is in the customer's report, without which it is not."""
    risks: tuple[Addressed, ...]
    changes: tuple[Entry, ...]
    """Of the fields `TOLD`, and that it was added, the newest first."""
    reported: tuple[tuple[date, Decimal], ...]
    """The percent by the day from which it held, oldest first, each day once; empty where it never changed."""

    @property
    def noted(self) -> Entry | None:
        """The change that left the present status note, None where the journal knows none."""
        found = (entry for entry in self.changes if entry.field == "status_note" and not entry.undone)
        return next(found, None) if self.detail.row.status_note else None


def action_full(connection: sqlite3.Connection, view: View, action: int) -> ActionFull | None:
    """Return the action in full, None when it is gone."""
    # Before the values: a change in between is then noticed, not overwritten.
    version = records.version(connection, "actions", action)
    detail = plans.detail(connection, action)
    held = records.records(connection, "actions", view, [action])
    if detail is None or not held:
        return None
    told = history(connection, view.playbook, "actions", action)
    off = view.playbook.off
    return ActionFull(
        detail=detail,
        values=held[0],
        version=version,
        players=players(connection, action, view.today) if "contacts" not in off else (),
        done=_done(connection, action),
        notes=left_notes(connection, "action", action, limit=-1),
        origin=_seen(origin(connection, "actions", action), off),
        goal_origin=_seen(origin(connection, "goals", detail.row.goal_id), off),
        goal_in_report=_is_told(connection, detail.row.goal_id),
        risks=addressed(connection, "actions", action) if "risks" not in off else (),
        changes=tuple(entry for entry in told if not entry.field or entry.field in TOLD),
        reported=_reported(connection, action),
    )


def _seen(found: Origin | None, off: Collection[str]) -> Origin | None:
    """Return what work was made from, None for what belongs to a feature that is switched off."""
    return None if found is None or KINDS[found.kind].feature in off else found


def _is_told(connection: sqlite3.Connection, goal: int) -> bool:
    row = connection.execute("SELECT in_customer_report FROM goal WHERE id = ?", (goal,)).fetchone()
    return row is None or bool(row[0])


def players(connection: sqlite3.Connection, action: int, today: date) -> tuple[Player, ...]:
    """Return the key players linked to an action by name, with the last contact up to `today`."""
    found = connection.execute(
        "SELECT c.id, c.name, coalesce(c.title, ''), coalesce(c.role, ''), c.has_left, "
        "(SELECT max(n.date) FROM note_contact nc JOIN note n ON n.id = nc.note_id "
        "WHERE nc.contact_id = c.id AND n.date <= :today) "
        "FROM action_contact x JOIN contact c ON c.id = x.contact_id WHERE x.action_id = :action "
        "ORDER BY c.name_folded, c.id",
        {"action": action, "today": today.isoformat()},
    )
    return tuple(
        Player(number, name, title, role, bool(left), day_of(last))
        for number, name, title, role, left, last in found
    )


def linkable_players(connection: sqlite3.Connection, action: int) -> tuple[str, tuple[Player, ...]]:
    """Return the name of an action, and the contacts of its account that are not linked to it, by name.

    Both are empty when the action is gone. Who has left comes last.
    """
    named = connection.execute("SELECT name FROM action WHERE id = ?", (action,)).fetchone()
    if named is None:
        return "", ()
    found = connection.execute(
        "SELECT c.id, c.name, coalesce(c.title, ''), coalesce(c.role, ''), c.has_left FROM contact c "
        "JOIN action t ON t.account_id = c.account_id WHERE t.id = :action AND c.id NOT IN "
        "(SELECT x.contact_id FROM action_contact x WHERE x.action_id = :action) "
        "ORDER BY c.has_left, c.name_folded, c.id",
        {"action": action},
    )
    return named[0], tuple(
        Player(number, name, title, role, bool(left), None) for number, name, title, role, left in found
    )


def _done(connection: sqlite3.Connection, action: int) -> tuple[DoneTask, ...]:
    found = connection.execute(
        "SELECT t.id, t.name, t.done_at, coalesce((SELECT n.text FROM note n WHERE n.task_id = t.id "
        "ORDER BY n.date DESC, n.id DESC LIMIT 1), '') FROM task t "
        "WHERE t.action_id = ? AND t.done_at IS NOT NULL ORDER BY t.done_at DESC, t.id DESC",
        (action,),
    )
    return tuple(DoneTask(task, name, date.fromisoformat(day), note) for task, name, day, note in found)


def _reported(connection: sqlite3.Connection, action: int) -> tuple[tuple[date, Decimal], ...]:
    """Return the percents that the journal knows by day; what was undone did not hold."""
    found: dict[date, Decimal] = {}
    last: int | None = None
    for step in journaled.steps(connection, "action", action):
        if step.undone or step.after is None or step.after["percent"] == last:
            continue
        last = step.after["percent"]
        found[date.fromisoformat(step.at[:10])] = Decimal(last or 0)
    return tuple(found.items()) if len(found) > 1 else ()
