"""A file is replaced whole or not at all, and what the system refuses becomes words."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.exchange.writers import format_of, write_folder, write_table
from kapta_tui.exchange.writers.values import Sheet

ROWS: list[tuple[Value, ...]] = [("Acme",), ("Beta",)]


def failing() -> Iterator[tuple[Value, ...]]:
    yield ("Acme",)
    raise ValueError("the rows broke off")


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "md"])
def test_an_error_on_the_way_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"accounts.{form}"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="broke off"):
        write_table(path, form, ("name",), failing())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_of_a_file_in_place_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_table(path, "csv", ("name",), ROWS)
    assert path.read_bytes() == b"name\nAcme\nBeta\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_follows_the_mask_of_the_user(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_table(tmp_path / "a.csv", "csv", ("name",), ROWS)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_table(link, "csv", ("name",), ROWS)
    assert link.is_symlink()
    assert real.read_bytes() == b"name\nAcme\nBeta\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_table(path, "csv", ("name",), ROWS)
        assert os.read(reader, 1000) == b"name\nAcme\nBeta\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_stream_stays_open(tmp_path: Path) -> None:
    out = io.BytesIO()
    write_table(out, "csv", ("name",), ROWS)
    write_table(out, "xlsx", ("name",), ROWS)
    assert out.getvalue().startswith(b"name\nAcme\nBeta\nPK")


def test_a_folder_of_files(tmp_path: Path) -> None:
    sheets = [Sheet("accounts", ("name",), ROWS), Sheet("contacts", ("name",), [])]
    files = write_folder(tmp_path / "new" / "export", "csv", sheets)
    assert [(path.name, path.read_bytes()) for path in files] == [
        ("accounts.csv", b"name\nAcme\nBeta\n"),
        ("contacts.csv", b"name\n"),
    ]


def test_what_is_no_place_for_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"folder for a\.csv does not exist"):
        write_table(tmp_path / "none" / "a.csv", "csv", ("name",), ROWS)
    with pytest.raises(UsageError, match="is a folder"):
        write_table(tmp_path, "csv", ("name",), ROWS)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full; a.csv was not written"),
        (errno.EROFS, "read-only disk"),
        (errno.EACCES, "may not be written there"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_system_refuses_becomes_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(_handle: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(KaptaError, match=said):
        write_table(tmp_path / "a.csv", "csv", ("name",), ROWS)
    assert not list(tmp_path.iterdir())


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    class Closed(io.BytesIO):
        def write(self, _data: object) -> NoReturn:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        write_table(Closed(), "csv", ("name",), ROWS)


def test_the_format_comes_from_the_suffix_or_the_option() -> None:
    assert format_of(Path("a.XLSX")) == "xlsx"
    assert format_of(Path("a.txt"), "csv") == "csv"
    with pytest.raises(UsageError, match="does not name a format"):
        format_of(Path("accounts"))
