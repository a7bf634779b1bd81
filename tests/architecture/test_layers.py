"""The layers hold, and no file grows beyond what one reads in one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import kapta_tui

PACKAGE = Path(kapta_tui.__file__).parent
LONGEST = 400


def test_every_layer_imports_what_it_may(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(PACKAGE.parent)
    code = lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("folder", ["kapta_tui", "tests"])
def test_no_file_is_longer_than_one_reads_in_one_go(folder: str) -> None:
    files = {path: len(path.read_text().splitlines()) for path in (PACKAGE.parent / folder).rglob("*.py")}
    # Migrations are records of what was, and are never edited to be shorter.
    kept = {path: count for path, count in files.items() if "versions" not in path.parts}
    assert not {str(path): count for path, count in kept.items() if count > LONGEST}
