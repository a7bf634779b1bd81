"""A report as PDF by typst, an extra of its own; the report reaches it as data, so that no text can be its code."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.reports.dialect import is_wide, tree
from kapta_tui.reports.templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

_ALIGN: Final = {"text-align:right": "right", "text-align:center": "center"}
_LEAST: Final = 7
_MOST: Final = 30
"""Characters that a column of a table wants at least and at most, whatever stands in it."""


def document(title: str, day: date, markdown: str) -> bytes:
    """Return the PDF of a report about `day`; the same report gives the same bytes on the same machine.

    Raises UsageError where the extra is not installed, KaptaError when typst cannot set the report.
    """
    try:
        import typst
    except ImportError:
        raise UsageError(
            "PDF needs a library that is not installed.",
            "Install it with: pip install 'kapta-tui[pdf]'; .md and .html need nothing.",
        ) from None
    given = {
        "title": title,
        "day": [day.year, day.month, day.day],
        "across": is_wide(markdown),
        "blocks": blocks(markdown),
    }
    try:
        return typst.compile(TEMPLATES / "page.typ", format="pdf", sys_inputs={"report": json.dumps(given)})
    except RuntimeError as error:
        raise KaptaError(
            f"The PDF could not be set: {error}.", "Write the report as .html instead."
        ) from error


def blocks(markdown: str) -> list[dict[str, Any]]:
    """Return the blocks of a text as plain objects; each has a `type` and what it holds."""
    return _blocks(tree(markdown).children)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [_block(node) for node in nodes]


def _block(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type == "heading":
        return {"type": "heading", "level": int(node.tag[1:]), "words": _inline(node.children[0].children)}
    if node.type == "paragraph":
        return {"type": "paragraph", "words": _inline(node.children[0].children)}
    if node.type in ("bullet_list", "ordered_list"):
        items = [_blocks(item.children) for item in node.children]
        begin = int(node.attrs.get("start", 1))
        return {"type": node.type, "items": items, "start": begin}
    if node.type == "blockquote":
        return {"type": "quote", "blocks": _blocks(node.children)}
    if node.type in ("fence", "code_block"):
        return {"type": "code", "text": node.content.rstrip()}
    if node.type == "table":
        return _table(node)
    return {"type": "rule"}


def _table(node: SyntaxTreeNode) -> dict[str, Any]:
    head, *rows = (row.children for part in node.children for row in part.children)
    texts = [[_text(cell) for cell in row] for row in (head, *rows)]
    return {
        "type": "table",
        "widths": [_width(column) for column in zip(*texts, strict=True)],
        "align": [_ALIGN.get(str(cell.attrs.get("style", "")), "left") for cell in head],
        "head": [_inline(cell.children[0].children) for cell in head],
        "rows": [[_inline(cell.children[0].children) for cell in row] for row in rows],
    }


def _width(column: Sequence[str]) -> int:
    """Return how wide a column wants to be among the others: its longest text within reason, or its longest word."""
    longest = max(map(len, column))
    word = max((len(word) for text in column for word in text.split()), default=0)
    return max(_LEAST, min(longest, _MOST), min(word, 2 * _MOST)) + 1


def _text(node: SyntaxTreeNode) -> str:
    if node.children:
        return "".join(map(_text, node.children))
    return node.content if node.type in ("text", "code_inline") else " "


def _inline(nodes: Sequence[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [_piece(node) for node in nodes]


def _piece(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type in ("em", "strong", "s"):
        return {"type": node.type, "words": _inline(node.children)}
    if node.type == "link":
        return {"type": "link", "to": str(node.attrs["href"]), "words": _inline(node.children)}
    if node.type in ("softbreak", "hardbreak"):
        return {"type": node.type}
    return {"type": "code" if node.type == "code_inline" else "text", "text": node.content}
