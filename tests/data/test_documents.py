"""Documents: the checksum of the file when it was added, and what has become of it since (features: row 19)."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from kapta_tui.data import fingerprint
from kapta_tui.data.fingerprint import LARGEST, LocalFile, State, read, remark, state, state_soon, with_file
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from tests.data.desk import Desk


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file worth keeping."""
    path = tmp_path / "offer [1].pdf"
    path.write_bytes(b"offer")
    return path


def add(desk: Desk, path: str) -> int:
    """Add a document as forms and commands do."""
    return desk.do(
        verbs.add_record,
        "documents",
        with_file("documents", {"account": "Acme", "name": "Offer", "path": path}),
    )


def stored(desk: Desk, document: int) -> tuple[object, ...]:
    """Return path, checksum and size as they are kept."""
    return desk.row("SELECT path, checksum, size FROM document WHERE id = ?", document)


def test_a_file_is_kept_with_checksum_and_size(desk: Desk, paper: Path) -> None:
    document = add(desk, str(paper))
    assert stored(desk, document) == (str(paper), sha256(b"offer").hexdigest(), 5)


def test_a_relative_path_is_below_the_given_folder_else_the_home(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(paper.parent))
    assert read(paper.name) == str(paper)
    assert read(f"~/{paper.name}") == str(paper)
    assert read("-rf", paper.parent) == str(paper.parent / "-rf")
    assert isinstance(read(paper.name, paper.parent), LocalFile)
    assert state(paper.name, None, None) is State.PRESENT


def test_the_state_follows_the_file(paper: Path) -> None:
    kept = read(str(paper))
    assert isinstance(kept, LocalFile)
    seen = (kept.checksum, kept.size)
    assert state(kept, *seen) is State.PRESENT
    paper.write_bytes(b"OFFER")
    os.utime(paper, ns=(1, 1))
    assert state(kept, *seen) is State.CHANGED
    paper.write_bytes(b"longer offer")
    assert state_soon(kept, *seen) is State.CHANGED
    paper.unlink()
    assert state(kept, *seen) is State.MISSING
    assert state("https://acme.test/x", None, None) is State.LINK
    assert state("a\0b", None, None) is State.MISSING


def test_the_same_path_given_again_takes_the_file_as_it_is(desk: Desk, paper: Path) -> None:
    document = add(desk, str(paper))
    paper.write_bytes(b"second")
    desk.do(verbs.edit_record, "documents", document, {"path": str(paper)})
    assert stored(desk, document)[2] == 5
    desk.do(verbs.edit_record, "documents", document, with_file("documents", {"path": str(paper)}))
    assert stored(desk, document)[2] == 6
    assert desk.last_event() == ("edit_document", "Changed checksum of document Offer of Acme")
    desk.store.undo()
    assert stored(desk, document)[2] == 5


def test_another_path_forgets_the_checksum_of_the_former_one(desk: Desk, paper: Path) -> None:
    document = add(desk, str(paper))
    desk.do(verbs.edit_record, "documents", document, {"path": "https://acme.test/offer"})
    assert stored(desk, document) == ("https://acme.test/offer", None, None)


def test_a_file_over_200_mb_gets_no_checksum_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "film.bin"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    values = with_file("documents", {"path": str(path)})
    kept = values["path"]
    assert isinstance(kept, LocalFile)
    assert (kept.checksum, kept.size) == (None, LARGEST + 1)
    assert "larger than 200 MB" in remark(values)
    assert state(kept, kept.checksum, kept.size) is State.PRESENT


def test_a_40_mb_path_is_refused_in_words(desk: Desk) -> None:
    error = desk.refused(
        verbs.add_record,
        "documents",
        with_file("documents", {"account": "Acme", "name": "Long", "path": "x" * 40_000_000}),
    )
    assert isinstance(error, RuleError)
    assert error.field == "path"
    assert "40000000 characters" in error.cause


def test_a_disk_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    freed = threading.Event()

    def hang(*_given: object, **_named: object) -> State:
        freed.wait()
        return State.PRESENT

    monkeypatch.setattr(fingerprint, "state", hang)
    monkeypatch.setattr(fingerprint, "PATIENCE", 0.01)
    monkeypatch.setattr(fingerprint, "_silent", {})
    assert state_soon("/net/dead/a.pdf", None, None) is State.SILENT
    before = threading.active_count()
    assert state_soon("/net/dead/b.pdf", None, None) is State.SILENT
    assert threading.active_count() == before
    freed.set()
