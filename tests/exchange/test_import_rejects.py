"""Where rejected rows may be written, which is asked before anything is read, and what is said when it fails."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.exchange.pipeline import Options, import_files
from kapta_tui.exchange.writers import TABLES
from tests.exchange.imports import Bench

BAD = "name,satisfaction\nAcme,11\nBeta,7\n"
PRIVATE = "name,price\nmine,1\n"


def refused(bench: Bench, out: Path, *sources: Path) -> str:
    """Import `sources`, which has to be refused, and return why; the store stays as it was."""
    before = bench.dump()
    with pytest.raises(UsageError) as error:
        import_files(bench.store, sources, Options(kind="accounts", rejects=out))
    assert bench.dump() == before
    assert error.value.remedy
    return error.value.cause


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """A file of two accounts, one of which is rejected."""
    path = tmp_path / "accounts.csv"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_a_source_is_never_replaced(bench: Bench, tmp_path: Path, accounts: Path) -> None:
    (tmp_path / "link.csv").symlink_to(accounts)
    for out in (accounts, tmp_path / "link.csv", tmp_path / "." / "accounts.csv"):
        assert "one of the files to be imported" in refused(bench, out, accounts)
    assert accounts.read_text() == BAD
    older = tmp_path / "older.csv"
    older.write_text("name,why_rejected\nAcme,for nothing\n", encoding="utf-8")
    assert "one of the files to be imported" in refused(bench, older, accounts, older)


@pytest.mark.parametrize("content", [PRIVATE, "", "\x00\x01", '{"a": 1}'])
@pytest.mark.parametrize("form", TABLES)
def test_a_file_of_something_else_is_never_replaced(
    bench: Bench, tmp_path: Path, accounts: Path, form: str, content: str
) -> None:
    out = tmp_path / f"mine.{form}"
    out.write_text(content, encoding="utf-8")
    assert refused(bench, out, accounts) == f"mine.{form} is there already and holds no rejected rows."
    assert out.read_text() == content


@pytest.mark.parametrize("form", TABLES)
def test_rejected_rows_replace_those_of_an_earlier_run(
    bench: Bench, tmp_path: Path, accounts: Path, form: str
) -> None:
    out = tmp_path / f"rejects.{form}"
    for _night in range(2):
        outcome = import_files(bench.store, [accounts], Options(rejects=out))
        assert (outcome.rejects, outcome.unwritten) == ([out], None)


def test_what_stands_beside_is_not_replaced_by_the_rows_of_a_further_table(
    bench: Bench, tmp_path: Path, accounts: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text(BAD, encoding="utf-8")
    beside = tmp_path / "r-more.csv"
    beside.write_text(PRIVATE, encoding="utf-8")
    assert "r-more.csv is there already" in refused(bench, tmp_path / "r.csv", accounts, more)
    assert beside.read_text() == PRIVATE


def test_tables_of_one_name_have_files_of_their_own(bench: Bench, tmp_path: Path) -> None:
    sources = []
    for folder in ("a", "b", "c"):
        path = tmp_path / folder / "accounts.csv"
        path.parent.mkdir()
        path.write_text(f"name,satisfaction\nOf {folder},11\n", encoding="utf-8")
        sources.append(path)
    outcome = import_files(bench.store, sources, Options(rejects=tmp_path / "r.csv"))
    assert len(set(outcome.rejects)) == 3
    texts = [path.read_text() for path in outcome.rejects]
    assert ["Of a" in texts[0], "Of b" in texts[1], "Of c" in texts[2]] == [True] * 3


def test_a_folder_that_is_not_there_or_may_not_be_written_is_said_before_anything_is_read(
    bench: Bench, tmp_path: Path, accounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone.csv"
    assert "folder for r.csv does not exist" in refused(bench, tmp_path / "no" / "r.csv", gone)
    assert "folder for r.csv does not exist" in refused(bench, accounts / "r.csv", gone)
    (tmp_path / "in.csv").mkdir()
    assert "is a folder" in refused(bench, tmp_path / "in.csv", gone)
    assert "no export format" in refused(bench, tmp_path / "r.nix", gone)
    monkeypatch.setattr("kapta_tui.exchange.rejects.os.access", lambda *_: False)
    assert "may not be written there" in refused(bench, tmp_path / "r.csv", gone)
    monkeypatch.undo()
    with pytest.raises(KaptaError, match="could not be written"):
        import_files(bench.store, [gone], Options(rejects=tmp_path / f"{'r' * 300}.csv"))


def test_an_import_whose_rejected_rows_could_not_be_written_says_so_and_stands(
    bench: Bench, tmp_path: Path, accounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kapta_tui.exchange.writers.target.os.fsync", full)
    outcome = import_files(bench.store, [accounts], Options(rejects=tmp_path / "r.csv"))
    assert outcome.unwritten is not None
    assert "The disk is full; r.csv was not written." in outcome.unwritten.cause
    assert (outcome.rejects, outcome.rejected, outcome.event is None) == ([], 1, False)
    assert bench.names("accounts") == ["Beta"]
    assert not list(tmp_path.glob("*r.csv*"))
