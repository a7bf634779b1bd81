"""Text to `Query`: the grammar of interface.md 2."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kapta_tui.domain.filter.model import (
    READY_WORDS,
    Atom,
    Compare,
    FilterError,
    Op,
    Query,
    Ready,
    Term,
    Word,
)
from kapta_tui.domain.filter.scan import Char, Token, scan

# The name begins with a letter, so that 10:30 stays a word; `!=` is `=` negated.
_COMPARISON = re.compile(r"([^\W\d_][\w.-]*)(!=|<=|>=|[:=<>])")
_NOT_BARE = "\0"


def parse(text: str, ready: Collection[str] = READY_WORDS) -> Query:
    """Return the meaning of `text`; raise `FilterError` where it has none.

    `ready` are the ready words the listed kind knows; any other stays an ordinary word. Names of
    fields are not looked at here but in `check`.
    """
    return Query(tuple(_term(token, text, ready) for token in scan(text)), text)


def _term(token: Token, text: str, ready: Collection[str]) -> Term:
    chars, negated = token.chars, False
    while chars and chars[0].is_bare("!"):
        chars, negated = chars[1:], not negated
    if not chars:
        raise FilterError(
            "Nothing follows the '!'.", "Write what must not hold, as in !archived.", text, token.position
        )
    # Quoted characters cannot be part of a name or operator; a stand-in keeps the indexes equal.
    bare = "".join(_NOT_BARE if char.quoted else char.char for char in chars)
    found = _COMPARISON.match(bare)
    if found is None:
        return Term(_word(chars, text, ready), negated, chars[0].position)
    name, sign = found.groups()
    atom = _compare(name, Op(sign.removeprefix("!")), chars[found.end() :], text, chars[0].position)
    return Term(atom, negated != sign.startswith("!"), chars[0].position)


def _word(chars: Sequence[Char], text: str, ready: Collection[str]) -> Atom:
    if chars[0].is_bare(":=<>"):
        raise FilterError(
            f"No field stands before '{chars[0].char}'.",
            "Write the field first, as in value>50k, or put the word in quotes.",
            text,
            chars[0].position,
        )
    word = "".join(char.char for char in chars)
    if not word:
        raise FilterError(
            "The quotes are empty.", "Write a word between them, or leave them out.", text, chars[0].position
        )
    if word in ready and not any(char.quoted for char in chars):
        return Ready(word)
    return Word(word)


def _compare(name: str, op: Op, chars: Sequence[Char], text: str, position: int) -> Compare:
    field = name.lower().replace("-", "_") if name.isascii() else name
    if chars and chars[0].is_bare(":=<>!"):
        raise FilterError(
            f"'{op}{chars[0].char}' is no comparison.",
            "Use one of : = != < <= > >=, or put the value in quotes.",
            text,
            chars[0].position,
        )
    if op.orders:
        # A comma belongs to the value here: there is no "less than any of", but there is value>1,200.
        value = "".join(char.char for char in chars)
        if not value:
            raise FilterError(
                f"'{name}{op}' has no value.", f"Write it right behind, as in {name}{op}5.", text, position
            )
        return Compare(field, op, (value,))
    values, anything = _values(chars)
    if anything:
        return Compare(field, Op.ANY)
    if not any(values):
        return Compare(field, Op.EMPTY)
    return Compare(field, op, values)


def _values(chars: Sequence[Char]) -> tuple[tuple[str, ...], bool]:
    """Return the values between the commas, and whether one of them is the bare star.

    A piece with nothing in it is left out, because it stands there while the next value is being
    typed; a quoted empty value stays and means "or no value".
    """
    pieces: list[list[Char]] = [[]]
    for char in chars:
        if char.is_bare(","):
            pieces.append([])
        else:
            pieces[-1].append(char)
    anything = any(len(piece) == 1 and piece[0].is_bare("*") for piece in pieces)
    return tuple("".join(char.char for char in piece) for piece in pieces if piece), anything
