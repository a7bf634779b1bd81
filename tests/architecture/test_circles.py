"""No two modules need each other, not even inside their functions: whoever reads one need not know the other."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import kapta_tui

ROOT = Path(kapta_tui.__file__).parent


def names() -> dict[str, Path]:
    """Return every module of the package with its file."""
    return {
        ".".join(("kapta_tui", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in ROOT.rglob("*.py")
    }


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the modules that a file imports when it runs, at its top or in a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in known and id(node) not in only_types:
            names = {f"{node.module}.{item.name}" for item in node.names}
            found |= {name if name in known else str(node.module) for name in names}
        elif isinstance(node, ast.Import) and id(node) not in only_types:
            found |= {item.name for item in node.names if item.name in known}
    return found


def test_modules_import_each_other_in_no_circle() -> None:
    known = names()
    sorter = TopologicalSorter({name: imports(path, known) - {name} for name, path in known.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from error
