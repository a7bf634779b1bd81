"""Finds where the package uses names that are private to Textual: read, set, defined anew, imported or asked for."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import textual

import kapta_tui

ROOT = Path(kapta_tui.__file__).parent
_THEIRS = Path(textual.__file__).parent
_BY_NAME = ("getattr", "setattr", "hasattr", "delattr")
_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
"""Public names of named tuples, which begin with an underscore to stand apart from their fields."""


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__")


@cache
def parsed(path: Path) -> ast.Module:
    """Return the tree of a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _named(node: ast.AST) -> Iterator[tuple[ast.AST | None, str]]:
    """Yield the attribute names of one node, each with what it is an attribute of."""
    if isinstance(node, ast.Attribute):
        yield node.value, node.attr
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in _BY_NAME and len(node.args) > 1:
        name = node.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            yield node.args[0], name.value


def _is_own(holder: ast.AST | None) -> bool:
    return holder is not None and ast.unparse(holder) in ("self", "cls", "super()")


def members(tree: ast.ClassDef) -> set[str]:
    """Return the private names that a class defines, or reads or sets on itself."""
    found = {name for node in ast.walk(tree) for holder, name in _named(node) if _is_own(holder)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return set(filter(is_private, found))


@cache
def of_textual() -> frozenset[str]:
    """Return every private name of a class of Textual."""
    trees = (node for path in _THEIRS.rglob("*.py") for node in ast.walk(parsed(path)))
    return frozenset().union(*(members(tree) for tree in trees if isinstance(tree, ast.ClassDef)))


@cache
def _of_class(kind: type) -> frozenset[str]:
    path = inspect.getsourcefile(kind)
    assert path is not None
    trees = (tree for tree in ast.walk(parsed(Path(path))) if isinstance(tree, ast.ClassDef))
    return frozenset().union(*(members(tree) for tree in trees if tree.name == kind.__name__))


def _is_textuals(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "textual"


def _module(path: Path) -> str:
    return ".".join(("kapta_tui", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def _classes(paths: Iterable[Path]) -> Iterator[type]:
    for path in paths:
        name = _module(path)
        module = importlib.import_module(name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__module__ == name and any(map(_is_textuals, kind.__mro__)):
                yield kind


def on_itself(paths: Iterable[Path]) -> set[tuple[str, str]]:
    """Return module and name wherever a class of ours, mixed in or not, shares one with its bases of Textual."""
    found = set()
    for kind in _classes(paths):
        theirs = frozenset().union(*(_of_class(base) for base in kind.__mro__ if _is_textuals(base)))
        for base in kind.__mro__:
            if base.__module__.startswith("kapta_tui."):
                found |= {(base.__module__, name) for name in _of_class(base) & theirs}
    return found


def on_others(tree: ast.Module) -> set[str]:
    """Return the names private to Textual that a module imports, or uses on what is not a module or itself."""
    modules = {
        item.asname or item.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for item in node.names
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "textual":
            parts = [*str(node.module).split("."), *(item.name for item in node.names)]
            found |= set(filter(is_private, parts))
        for holder, name in _named(node):
            if not _is_own(holder) and holder is not None and ast.unparse(holder) not in modules:
                found |= {name} & of_textual() - _TUPLES
    return found


def speak_of_textual() -> list[Path]:
    """Return the files of the package that belong to the app."""
    return [path for path in sorted(ROOT.rglob("*.py")) if "textual" in path.read_text(encoding="utf-8")]


def uses() -> set[tuple[str, str]]:
    """Return every use of a name private to Textual, as module and name."""
    paths = speak_of_textual()
    others = {(_module(path), name) for path in paths for name in on_others(parsed(path))}
    return others | on_itself(paths)
