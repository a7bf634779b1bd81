"""Which names are keys; Textual, which knows them, is loaded for the user's own keys only."""

from __future__ import annotations

import re
from functools import cache

_KEY = re.compile(r"((?:(?:ctrl|shift|alt|super|meta|hyper)\+)*)(\w+|[^\s,\w])")
_UNSENT = frozenset({"return"})
"""Names that Textual lists and no terminal driver of it sends: this key is called enter."""


def is_key(text: str) -> bool:
    """Return whether a terminal can send `text`: modifiers, each once, and a character or the name of a key."""
    match = _KEY.fullmatch(text)
    if match is None:
        return False
    modifiers, name = match[1].split("+"), match[2]
    if len(set(modifiers)) < len(modifiers):
        return False
    return name.isprintable() if len(name) == 1 else name in _names() or _is_symbol(name)


@cache
def _names() -> frozenset[str]:
    """Return the names Textual gives to keys that are no characters, and to some that are."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    listed = (key.value.rpartition("+")[2] for key in Keys)
    return frozenset(name for name in listed if name.isidentifier()) - _UNSENT | {
        *KEY_NAME_REPLACEMENTS.values()
    }


def _is_symbol(name: str) -> bool:
    """Return whether a character that is neither letter nor digit is called so, like `question_mark`."""
    from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

    character = key_to_character(name)
    return character is not None and not character.isalnum() and name not in KEY_NAME_REPLACEMENTS
