"""What somebody types, pastes or drops as the files to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.folders import is_readable
from kapta_tui.screens.importing.paths import read_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.csv",
        "a.xlsx",
        "my file.csv",
        "it's.tsv",
        "x[1].csv",
        "readme.md",
        ".hidden.csv",
        "~$a.xlsx",
    ):
        (tmp_path / name).touch()
    (tmp_path / "sub.csv").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{0}/b.csv", ["b.csv"]),
        ("  {0}/my file.csv ", ["my file.csv"]),
        ("'{0}/my file.csv' {0}/b.csv", ["my file.csv", "b.csv"]),
        ("{0}/my\\ file.csv", ["my file.csv"]),
        ("{0}/it's.tsv", ["it's.tsv"]),
        ("{0}/x[1].csv", ["x[1].csv"]),
        ("{0}/readme.md", ["readme.md"]),
        ("{0}/b.csv {0}/b.csv", ["b.csv"]),
        ("{0}/?.csv", ["b.csv"]),
        ("{0}", ["a.xlsx", "b.csv", "it's.tsv", "my file.csv", "x[1].csv"]),
    ],
)
def test_a_text_names_files(folder: Path, text: str, names: list[str]) -> None:
    assert [path.name for path in read_paths(text.format(folder))] == names


@pytest.mark.parametrize(
    "text", ["{0}/no.csv", "{0}/*.nix", "{0}/sub.csv", "~nobody-there/x.csv", "'", "x" * 5000, "a\0b"]
)
def test_what_names_nothing_is_refused_in_words(folder: Path, text: str) -> None:
    with pytest.raises(UsageError):
        read_paths(text.format(folder))


def test_the_home_is_meant_by_a_tilde(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert read_paths("~/b.csv") == [folder / "b.csv"]


def test_what_a_folder_offers() -> None:
    assert is_readable("A.CSV")
    assert not any(map(is_readable, ("~$a.xlsx", ".a.csv", "a.pdf", "csv")))
