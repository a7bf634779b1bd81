"""The store as a file: made, private, refused in words, copied and brought back."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data import check, connect, dump, dumpload, files
from kapta_tui.data.schema import REVISIONS
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.errors import StoreBusy, StoreDamaged, StoreNewer, StoreReadOnly, UsageError
from tests.conftest import NOW, TODAY, make_store


def content(store: Store) -> str:
    """Return the lossless dump of a store."""
    connection = store.connect()
    try:
        return dump.dump(connection)
    finally:
        connection.close()


def test_a_new_store_is_private_and_sound(tmp_path: Path) -> None:
    store = make_store(tmp_path / "deep" / "er" / "kapta.db").open()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert check.check(store.connect(), TODAY) == []


def test_opening_a_store_of_this_version_changes_nothing(store: Store) -> None:
    before = store.path.read_bytes()
    store.open()
    assert store.path.read_bytes() == before


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="no kapta store"):
        make_store(path).open()
    assert path.read_bytes() == before


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("account,owner\n" * 200)
    with pytest.raises(StoreDamaged):
        make_store(path).open()
    assert path.read_text() == "account,owner\n" * 200


def test_a_newer_store_is_refused_and_left_alone(store: Store) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreNewer, match="9999"):
        store.open()


def test_a_damaged_store_is_found_by_its_check(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    connection = store.connect()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with store.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\x55" * 4096 * 4)
    found = check.check(sqlite3.connect(store.path), TODAY)
    assert "damaged" in found[0]


def test_a_locked_store_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kapta_tui.data.connect.WRITE_BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="locked"):
        store.do(add_record, "accounts", {"name": "Acme"})
    with pytest.raises(StoreBusy):
        store.undo()
    holder.close()
    assert store.do(add_record, "accounts", {"name": "Acme"}).event == 1


def test_a_full_disk_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    before = content(store)

    prepare = connect.prepare

    def nearly_full(connection: sqlite3.Connection) -> None:
        prepare(connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    monkeypatch.setattr("kapta_tui.data.connect.prepare", nearly_full)
    with pytest.raises(StoreReadOnly, match="full"):
        store.do(add_record, "notes", {"account": "Acme", "text": "long " * 20_000})
    monkeypatch.undo()
    assert content(store) == before


def test_a_read_only_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # Root may write everywhere, so the system's answer is given in its place.
    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(StoreReadOnly, match="Permission denied"):
        make_store(tmp_path / "kapta.db").open()


def test_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreReadOnly, match="cannot be made"):
        make_store(tmp_path / "file" / "kapta.db").open()


def test_a_backup_of_a_store_in_use_is_whole(store: Store, tmp_path: Path) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    reader = store.connect()
    target = tmp_path / "copy.db"
    files.backup(store.path, target)
    reader.close()
    assert content(make_store(target)) == content(store)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_backup_over_the_store_itself_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="the store itself"):
        files.backup(store.path, store.path)


def test_a_restore_brings_the_backup_back_and_keeps_what_was(store: Store, tmp_path: Path) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    target = tmp_path / "copy.db"
    files.backup(store.path, target)
    before = content(store)
    store.do(add_record, "accounts", {"name": "Later"})
    later = content(store)
    open_elsewhere = store.connect()
    kept = files.restore(target, store.path)
    assert content(store) == before
    assert open_elsewhere.execute("SELECT name FROM account").fetchall() == [("Acme",)]
    assert kept is not None
    assert content(make_store(kept)) == later


def test_a_restore_over_a_damaged_store_works(store: Store, tmp_path: Path) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    target = tmp_path / "copy.db"
    files.backup(store.path, target)
    store.path.write_bytes(b"rubbish" * 1000)
    kept = files.restore(target, store.path)
    assert content(store) == content(make_store(target))
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 1000
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_second_restore_keeps_what_the_first_one_kept(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    files.backup(store.path, target)
    store.do(add_record, "accounts", {"name": "Only here"})
    original = content(store)
    kept = [files.restore(target, store.path) for _ in range(3)]
    assert len(set(kept)) == 3
    assert kept[0] is not None
    assert content(make_store(kept[0])) == original


def test_a_backup_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    before = content(store)
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreDamaged):
        files.restore(wrong, store.path)
    with pytest.raises(UsageError):
        files.restore(tmp_path / "absent.db", store.path)
    assert content(store) == before


def test_dump_into_an_empty_store_gives_the_same_dump(store: Store, new_store: Callable[..., Store]) -> None:
    import json

    store.do(add_record, "accounts", {"name": "Ünïted [/oops] \x07 \u202e", "website": "a.example"})
    store.do(add_record, "notes", {"account": "Ünïted [/oops]", "text": 'quotes " and\nlines'})
    text = content(store)
    other = new_store("other.db")
    connection = other.connect()
    connection.execute("BEGIN IMMEDIATE")
    dumpload.load(connection, json.loads(text), TODAY, NOW)
    connection.execute("COMMIT")
    assert content(other) == text
    assert check.check(connection, TODAY) == []
    assert json.loads(text)["schema"] == REVISIONS[-1]


def test_summaries_follow_the_days(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    store.do(
        add_record,
        "contracts",
        {"account": "Acme", "name": "C-1", "start": date(2026, 12, 1), "end": date(2026, 12, 31)},
    )
    for day, contracts in (
        (TODAY, 0),
        (date(2026, 12, 1), 1),
        (date(2027, 1, 1), 0),
        (date(2026, 12, 31), 1),
    ):
        connection = make_store(store.path, today=day).connect()
        assert connection.execute("SELECT contracts FROM account_summary").fetchone() == (contracts,)
        assert check.check(connection, day) == []
        connection.close()
