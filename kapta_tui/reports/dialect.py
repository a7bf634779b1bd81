"""The Markdown that reports are written in: CommonMark with tables and strikethrough, without HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST: Final = 16
"""Levels of quotes, lists or styles within each other that a text of a user may have; no page has room for more."""

_LONGEST: Final = 20_000
"""Characters of a text of a user that are read as Markdown; what marks can do to a longer one would take too long."""

_NESTING: Final = 2 * _DEEPEST + 4
"""Levels that the parser follows; it drops what lies deeper, so this is more than a report can have."""

_WIDE: Final = 7
"""Columns that a page has room for when it stands upright."""

_ALIGNED: Final = re.compile(r"^\|(?:-+:?\|)+$", re.MULTILINE)
"""The line below the names of a table's columns, as templates write it."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser of reports."""
    return make_parser()


def make_parser() -> MarkdownIt:
    """Return a new parser of reports: no raw HTML, no links that nobody marked."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable(
        ["table", "strikethrough"]
    )


def tree(markdown: str) -> SyntaxTreeNode:
    """Return the blocks of a report."""
    return _tree(parser().parse(markdown))


def own_tree(text: str) -> SyntaxTreeNode | None:
    """Return the blocks of a text of a user; None of one too long or too deeply nested to be read as Markdown."""
    if len(text) > _LONGEST:
        return None
    # The tokens are a flat list, while a tree of any depth could not be walked.
    tokens = parser().parse(text)
    return _tree(tokens) if all(map(_is_shallow, tokens)) else None


def _is_shallow(token: Token) -> bool:
    return token.level <= _DEEPEST and all(child.level <= _DEEPEST for child in token.children or ())


def _tree(tokens: Sequence[Token]) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(tokens)


def is_wide(markdown: str) -> bool:
    """Say whether a report has a table of so many columns that it is printed across the page."""
    return any(found.group().count("|") > _WIDE + 1 for found in _ALIGNED.finditer(markdown))
