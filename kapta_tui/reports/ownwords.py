"""What users write as Markdown (details, notes), written anew so that it is harmless and breaks no outline.

Nothing of the source is copied: its blocks are read and each is written as Markdown of ours. HTML and images become
words, links lead to the web or to an address only, headings become bold lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kapta_tui.domain.text import clean
from kapta_tui.reports.dialect import own_tree
from kapta_tui.reports.escaping import Marked, escaped, guarded, plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\\]+", re.IGNORECASE)
_MARKS: Final = {"em": "*", "strong": "**", "s": "~~"}
_LISTS: Final = ("bullet_list", "ordered_list")


def disarmed(text: str) -> Marked:
    """Return the Markdown of a user without HTML, images, headings and links to anything but web and mail.

    A text too long or too deeply nested to be read as Markdown keeps its lines and shows its very characters.
    """
    read = own_tree(clean(text))
    return _as_typed(text) if read is None else Marked(_blocks(read.children))


def quoted(text: str) -> Marked:
    """Return the same as a quotation, in which nothing of it can end what is around it."""
    return Marked("\n".join(f"> {line}".rstrip() for line in disarmed(text).split("\n")))


def _as_typed(text: str) -> Marked:
    lines = map(plain, text.splitlines())
    paragraphs = (group for is_blank, group in groupby(lines, key=lambda line: not line) if not is_blank)
    return Marked("\n\n".join("\\\n".join(group) for group in paragraphs))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> str:
    written = ""
    before: SyntaxTreeNode | None = None
    for node in nodes:
        words = _BLOCKS[node.type](node) if node.type in _BLOCKS else ""
        if words:
            written += f"{_gap(before, node)}{words}"
            before = node
    return written


def _gap(before: SyntaxTreeNode | None, node: SyntaxTreeNode) -> str:
    """Return what stands between two blocks; a list goes on at once after a line of an entry that is not spaced."""
    if before is None:
        return ""
    is_tight = before.type == "paragraph" and before.hidden and node.type in _LISTS
    return "\n" if is_tight and node.attrs.get("start", 1) == 1 else "\n\n"


def _paragraph(node: SyntaxTreeNode) -> str:
    return guarded(_inline(node.children[0].children))


def _heading(node: SyntaxTreeNode) -> str:
    words = _plain(node.children[0])
    return f"**{words}**" if words else ""


def _quotation(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _blocks(node.children).split("\n"))


def _code(node: SyntaxTreeNode) -> str:
    fence = "`" * max(3, _longest_run(node.content) + 1)
    return f"{fence}\n{clean(node.content).rstrip()}\n{fence}"


def _list(node: SyntaxTreeNode) -> str:
    begin = int(node.attrs.get("start", 1))
    entries = []
    for number, item in enumerate(node.children, begin):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        lines = _blocks(item.children).split("\n")
        indented = [lines[0], *(f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])]
        entries.append((mark + "\n".join(indented)).rstrip())
    return "\n".join(entries)


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for part in node.children for row in part.children]
    lines = [f"| {' | '.join(_plain(cell.children[0]) for cell in row.children)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0].children)}", *lines[1:]])


def _rule(_: SyntaxTreeNode) -> str:
    return "***"


_BLOCKS: Final[dict[str, Callable[[SyntaxTreeNode], str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quotation,
    "fence": _code,
    "code_block": _code,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "hr": _rule,
}


def _inline(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "".join(map(_piece, nodes))


def _piece(node: SyntaxTreeNode) -> str:
    if node.type == "softbreak":
        return "\n"
    if node.type == "hardbreak":
        return "\\\n"
    if node.type == "code_inline":
        return _code_inline(clean(node.content))
    if node.type in _MARKS:
        mark = node.markup or _MARKS[node.type]
        return f"{mark}{_inline(node.children)}{mark}"
    if node.type == "link":
        return _link(node)
    return escaped(node.content)


def _code_inline(code: str) -> str:
    ticks = "`" * (_longest_run(code) + 1)
    if not code.strip():
        return escaped(code)
    # One blank on each side belongs to the ticks, so that code may begin or end with some, or with blanks.
    pad = " " if code[0] in "` " or code[-1] in "` " else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def _link(node: SyntaxTreeNode) -> str:
    words, target = _inline(node.children), clean(str(node.attrs.get("href", "")))
    if not _LINK.fullmatch(target) or not words.strip():
        return words
    return f"[{words}](<{target.replace('&', '&amp;')}>)"


def _plain(node: SyntaxTreeNode) -> str:
    """Return the words of an inline node on one line, without any style."""
    words = "".join(_words(child) for child in node.children)
    return guarded(escaped(words).strip())


def _words(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type in ("text", "code_inline", "text_special", "image"):
        return node.content
    return "".join(_words(child) for child in node.children)


def _longest_run(code: str) -> int:
    return max(map(len, re.findall(r"`+", code)), default=0)
