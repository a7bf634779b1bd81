"""The Markdown that reports are written in: CommonMark with tables and strikethrough, without HTML."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode


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
