"""Opening a history: the journal is read in a thread, then the dialog comes."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import NamedTuple

from kapta_tui.data.read import names
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.data.read.history import Entry, Touched, changed_in, history
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.text import one_line
from kapta_tui.screens.base import BaseScreen


class _Found(NamedTuple):
    name: str
    entries: tuple[Entry, ...]


def show_history(screen: BaseScreen, kind: str, number: int) -> None:
    """Show what became of the record `number` of `kind`."""
    from kapta_tui.screens.history.dialog import HistoryDialog

    def show(found: _Found) -> None:
        screen.app.push_screen(HistoryDialog(found.name, found.entries))

    screen.ask_to_open("history", partial(_history, kind=kind, number=number), show)


def show_change(screen: BaseScreen, row: FeedRow) -> None:
    """Show what the change of a line of the feed did."""
    from kapta_tui.screens.history.dialog import ChangeDialog

    def show(found: tuple[Touched, ...]) -> None:
        screen.app.push_screen(ChangeDialog(row.sentence, found))

    screen.ask_to_open("change", partial(_change, event=row.id), show)


def _history(connection: sqlite3.Connection, kind: str, number: int) -> _Found:
    called = names.called(connection, kind, [number]).get(number, "")
    return _Found(one_line(called), history(connection, current(connection), kind, number))


def _change(connection: sqlite3.Connection, event: int) -> tuple[Touched, ...]:
    return changed_in(connection, current(connection), event)
