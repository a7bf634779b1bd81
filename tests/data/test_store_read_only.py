"""A store that cannot be written is read all the same, leaves no file beside it, and refuses writes in words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kapta_tui.data import connect
from kapta_tui.data.schema import REVISIONS
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import StoreReadOnly
from tests.conftest import TODAY, make_store

NAMES = "SELECT name FROM account ORDER BY id"


@pytest.fixture
def ending(store: Store) -> Store:
    """A store with one account whose contract ends today."""
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    store.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C", "value": 100, "end": TODAY})
    return store


@pytest.fixture
def kept(ending: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same store where its file may not be written."""
    forbid(monkeypatch)
    return ending


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid writing any store."""
    # Root may write everywhere, so the system's answer is given in its place.
    monkeypatch.setattr(connect, "is_writable", lambda path: False)


def beside(path: Path) -> list[str]:
    """Return the names of the files in the folder of the store."""
    return sorted(item.name for item in path.parent.iterdir() if item.name.startswith(path.name))


def test_a_store_that_cannot_be_written_is_read_and_leaves_nothing_beside_it(kept: Store) -> None:
    content, files = kept.path.read_bytes(), beside(kept.path)
    with closing(kept.open().connect()) as connection:
        assert connection.execute(NAMES).fetchall() == [("Acme",)]
        assert beside(kept.path) == files == [kept.path.name]
    assert kept.path.read_bytes() == content


def test_summaries_of_a_store_that_cannot_be_written_hold_on_the_day(kept: Store) -> None:
    tomorrow = TODAY + timedelta(1)
    store = Store(kept.path, "jane", tomorrow, real_day=lambda: tomorrow)
    with closing(store.connect()) as connection:
        assert connection.execute("SELECT contracts FROM account_summary").fetchall() == [(0,)]
        assert connection.execute("SELECT contracts FROM main.account_summary").fetchall() == [(1,)]


def test_writing_it_is_refused_in_words(kept: Store) -> None:
    with pytest.raises(StoreReadOnly, match="cannot be written") as refused:
        kept.do(verbs.add_record, "accounts", {"name": "Beta"})
    assert "rights" in refused.value.remedy
    with pytest.raises(StoreReadOnly):
        kept.undo()


def test_what_another_process_has_committed_is_read_while_it_is_open(
    ending: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(connect.connect(ending.path)) as other:
        other.execute("UPDATE account SET name = 'Zed'")
        forbid(monkeypatch)
        with closing(ending.connect()) as connection:
            assert connection.execute(NAMES).fetchall() == [("Zed",)]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute("DELETE FROM account")


def test_an_older_store_that_cannot_be_written_is_not_upgraded(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kapta_tui.data.store.REVISIONS", (*REVISIONS, "9999"))
    before = list(kept.path.parent.iterdir())
    with pytest.raises(StoreReadOnly, match="older version"):
        kept.open()
    assert list(kept.path.parent.iterdir()) == before


def test_rights_of_file_and_folder_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_store(tmp_path / "kapta.db").path
    asked: dict[Path, int] = {}
    monkeypatch.setattr("os.access", lambda place, mode: asked.setdefault(place, mode) is not None)
    assert connect.is_writable(path)
    assert set(asked) == {path, path.parent}
    monkeypatch.setattr("os.access", lambda place, mode: place == path)
    assert not connect.is_writable(path)
