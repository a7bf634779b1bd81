"""The layers hold, and no file grows beyond what one reads in one go."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import kapta_tui

PACKAGE = Path(kapta_tui.__file__).parent
LONGEST = 400
SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|PRAGMA) ")


def test_every_layer_imports_what_it_may(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(PACKAGE.parent)
    code = lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out


def sql_in(path: Path) -> list[str]:
    """Return the texts of a module that are statements of SQL."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and SQL.match(text)]


def test_sql_stands_in_data_alone() -> None:
    found = {path: sql_in(path) for path in PACKAGE.rglob("*.py")}
    assert any(path.is_relative_to(PACKAGE / "data") for path, texts in found.items() if texts)
    assert not {
        str(path): texts
        for path, texts in found.items()
        if texts and not path.is_relative_to(PACKAGE / "data")
    }


@pytest.mark.parametrize("folder", ["kapta_tui", "tests"])
def test_no_file_is_longer_than_one_reads_in_one_go(folder: str) -> None:
    files = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (PACKAGE.parent / folder).rglob("*.py")
    }
    # Migrations are records of what was, and are never edited to be shorter.
    kept = {path: count for path, count in files.items() if "versions" not in path.parts}
    assert not {str(path): count for path, count in kept.items() if count > LONGEST}
