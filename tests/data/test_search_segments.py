"""Joining what notes written one by one leave of the search index: faster, and nothing else (features: row 23)."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from kapta_tui.data.connect import connect, immediate
from kapta_tui.data.read.search import search
from kapta_tui.data.read.searched import TEXTS
from kapta_tui.data.segments import MANY, join, segments
from kapta_tui.data.write import verbs
from kapta_tui.shell.watcher import Watcher
from tests.data.desk import Desk


def _write(desk: Desk) -> int:
    """Write notes one by one until they have left many segments, and return how many; FTS5 joins sixteen itself."""
    notes = 0
    with closing(connect(desk.store.path)) as connection:
        while segments(connection, TEXTS) <= MANY + 1:
            _write_note(connection, notes)
            notes += 1
            assert notes < 64
    return notes


def _write_note(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO note (account_id, text, type, date, created_at, updated_at, version) "
        "VALUES (1, 'mailbox ' || ?, 'internal', '2026-10-01', '', '', 1)",
        (f"word{number}",),
    )


def test_many_segments_become_few_and_nothing_else_changes(desk: Desk) -> None:
    notes = _write(desk)
    before, found = desk.content(), search(desk.reading, "mailbox word1")
    assert len(found) == 1 + len([number for number in range(10, notes) if str(number).startswith("1")])
    assert join(desk.store.path) > 0
    assert segments(desk.reading, TEXTS) <= 2
    assert desk.content() == before
    assert desk.faults() == []
    assert search(desk.reading, "mailbox word1") == found
    assert join(desk.store.path) == 0


def test_few_segments_are_left_alone(desk: Desk) -> None:
    _write(desk)
    join(desk.store.path)
    with closing(connect(desk.store.path)) as connection:
        for number in range(3):
            _write_note(connection, number)
    assert 3 <= segments(desk.reading, TEXTS) <= MANY
    assert join(desk.store.path) == 0


def test_what_was_written_before_is_undone_after(desk: Desk) -> None:
    _write(desk)
    before = desk.content()
    desk.do(verbs.add_note, {"account": 1, "text": "mailbox unheard"})
    assert join(desk.store.path) > 0
    desk.store.undo()
    assert desk.content() == before
    assert desk.faults() == []
    assert search(desk.reading, "unheard") == []


def test_nobody_is_waited_for_and_it_ends_when_it_is_told_to(desk: Desk) -> None:
    _write(desk)
    with closing(connect(desk.store.path)) as other, immediate(other):
        assert join(desk.store.path) == 0
    assert join(desk.store.path, lambda: False) == 0
    assert segments(desk.reading, TEXTS) > MANY


def test_others_do_not_take_it_for_a_change(desk: Desk) -> None:
    _write(desk)
    watcher = Watcher(desk.store.path)
    assert watcher.news() is None
    assert join(desk.store.path) > 0
    assert watcher.news() is None
    desk.do(verbs.add_note, {"account": 1, "text": "mailbox"})
    assert watcher.news() not in (None, "")
    watcher.close()
