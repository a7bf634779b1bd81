"""Types of arguments and options that many commands share."""

from __future__ import annotations

from pathlib import Path

import click


def _utf8(value: str) -> str:
    """Return the text; bytes that are no UTF-8 reach a program as half characters, which no store takes."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("the text is not valid UTF-8") from None
    return value


TEXT = _utf8
"""Any text a record may hold."""

FILE = click.Path(path_type=Path, allow_dash=True)
"""The path of a file, or `-`; whether it can be used is said by whoever opens it."""
