"""Markdown tables in which no cell is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from kapta_tui.exchange.writers.values import Sheet, plain

# CommonMark lets a backslash take the meaning from any punctuation; an underscore inside a word has none.
_ESCAPES = str.maketrans({**{mark: f"\\{mark}" for mark in "\\`*[]<>|~&"}, "\n": "<br>", "\t": " "})
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def write_markdown(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` as a table; a line break inside a cell becomes `<br>`."""
    out.write(_line(inline(name) for name in sheet.header))
    out.write(_line("---" for _name in sheet.header))
    for row in sheet.rows:
        out.write(_line(inline(plain(value)) for value in row))


def write_markdown_document(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write several tables below each other, each under a heading with its name."""
    for number, sheet in enumerate(sheets):
        out.write(f"{chr(10) * bool(number)}## {inline(sheet.name.capitalize())}\n\n".encode())
        write_markdown(out, sheet)


def inline(text: str) -> str:
    """Return `text` as Markdown in which nothing is markup, on one line; begin no line with it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_ESCAPES).strip()
    return _UNDERSCORE.sub(r"\\_", text) if "_" in text else text


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode("utf-8", errors="replace")
