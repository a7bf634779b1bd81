"""A stream is copied into a file without a name, which is read like one that has one."""

from __future__ import annotations

import gc
import io
import os
import tempfile
from pathlib import Path

import pytest

from kapta_tui.exchange.readers.source import open_source

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "spool"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("named", [False, True])
def test_a_copied_stream_is_read_again_and_again(
    spool: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    if named:
        monkeypatch.setattr("kapta_tui.exchange.readers.source.CAN_READ_NAMELESS", False)
    source = open_source(io.BytesIO(CONTENT), "mail.csv")
    assert len(list(spool.iterdir())) == named
    for _time in range(2):
        with source.open() as stream:
            assert stream.read() == CONTENT
    del source
    gc.collect()
    assert list(spool.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "pread"), reason="this system reads files by name only")
def test_two_readings_of_one_copy_have_places_of_their_own(spool: Path) -> None:
    source = open_source(io.BytesIO(CONTENT))
    with source.open() as one, source.open() as other:
        assert one.read(100) == other.read(100) == CONTENT[:100]
        assert other.seek(-6, os.SEEK_END) == other.tell() == len(CONTENT) - 6
        assert other.read() == CONTENT[-6:]
        assert one.seek(50, os.SEEK_CUR) == 150
        assert one.read(2) == CONTENT[150:152]
    assert list(spool.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "pread"), reason="this system reads files by name only")
def test_the_copy_is_closed_with_its_source(spool: Path) -> None:
    source = open_source(io.BytesIO(CONTENT))
    descriptor = source.path
    assert isinstance(descriptor, int)
    del source
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
