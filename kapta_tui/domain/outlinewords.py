"""What the end of a line of an outline says of due date, start and owner: `due:2026-12-24 start:+7d owner:root`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.rules import check
from kapta_tui.domain.values import Context, converter

WORDS: Final = ("due", "start", "owner")
"""The words that are read, each followed by a colon and its value."""

_WORD = r"(?i:due|start|owner):(?!//)"
_LAST = re.compile(
    rf"""(?:^|\s)(?P<word>{_WORD})(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'][^\s"]*))$"""
)
_QUOTED = re.compile(rf"""(?<!\S)"((?:[^"]*\s)?{_WORD}[^"]*)"(?!\S)""")

_TASKS: Final = {"due": "due", "owner": "assignee"}
"""Word to the field of a task; of other kinds the fields are called like the words."""


def split(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a line without the words at its end, and those words with their values as written.

    Quotes keep a word literal and are taken away from it: `Agree on "due:soon"`; other quotes stay. A value with
    blanks is quoted behind the colon: `owner:"Ana Ruiz"`.
    """
    words: list[tuple[str, str]] = []
    rest = text.rstrip()
    while found := _LAST.search(rest):
        value = next(part for part in (found["double"], found["single"], found["bare"]) if part is not None)
        words.insert(0, (found["word"].removesuffix(":").lower(), value))
        rest = rest[: found.start()].rstrip()
    return _QUOTED.sub(r"\1", rest), tuple(words)


def values(kind: str, words: Iterable[tuple[str, str]], number: int, today: date | None) -> dict[str, Value]:
    """Return by field of `kind` what the words of line `number` mean; days are seen from `today`.

    Without `today` a day must be written out.

    Raises:
        UsageError: a word is written twice, is nothing that the kind has, or its value cannot be read.
        RuleError: the values contradict each other.
    """
    found: dict[str, Value] = {}
    for word, text in words:
        field = _field(kind, word, text, number)
        if field.name in found:
            raise UsageError(f"Line {number} says '{word}:' twice.", "Take one of them away.")
        try:
            found[field.name] = converter(field, Context(today))(text)
        except ValueError as error:
            raise UsageError(f"Line {number}, '{word}:{text}': {error}.", _literal(word, text)) from None
    try:
        check(kind, found)
    except RuleError as error:
        raise RuleError(f"Line {number}: {error.cause}", error.remedy) from None
    return found


def _field(kind: str, word: str, text: str, number: int) -> Field:
    name = _TASKS.get(word) if kind == "tasks" else word
    if name is None:
        raise UsageError(
            f"Line {number} is a {KINDS[kind].spoken}, which has no {word}, but says '{word}:{text}'.",
            f'Take it away, or quote it: "{word}:{text}".',
        )
    return KINDS[kind].by_name[name]


def _literal(word: str, text: str) -> str:
    wanted = "a name" if word == "owner" else "a day, such as 2026-12-31 or +7d"
    return f'Give {wanted}, or quote it where it belongs to the name: "{word}:{text}".'
