"""How keys are written for people."""

from __future__ import annotations

_NAMES = {
    "question_mark": "?",
    "number_sign": "#",
    "slash": "/",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "ampersand": "&",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def show_key(key: str) -> str:
    """Return one key as a person reads it: `ctrl+p` is `^p`, `escape` is `esc`."""
    *modifiers, name = key.strip().split("+") if len(key.strip()) > 1 else [key.strip()]
    name = _NAMES.get(name, name)
    if name.startswith("f") and name[1:].isdigit():
        name = name.upper()
    if "ctrl" in modifiers:
        return "^" + "".join(f"{word}+" for word in modifiers if word != "ctrl") + name
    return "".join(f"{word}+" for word in modifiers) + name


def show_keys(keys: str) -> str:
    """Return comma-separated keys as a person reads them, separated by blanks."""
    return " ".join(show_key(key) for key in keys.split(","))
