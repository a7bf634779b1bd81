"""The Markdown that reports are written in: CommonMark with tables and strikethrough, without HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

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

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def tree(markdown: str) -> SyntaxTreeNode:
    """Return the blocks of a text."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(parser().parse(markdown))


def is_wide(markdown: str) -> bool:
    """Say whether a report has a table of so many columns that it is printed across the page."""
    return any(found.group().count("|") > _WIDE + 1 for found in _ALIGNED.finditer(markdown))
