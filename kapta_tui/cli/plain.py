"""`kapta` with nothing but global options opens the app: read here, so that a start need not import Typer."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kapta_tui.cli.session import Session

_OPTIONS = {"--db": "KAPTA_DB", "--user": "KAPTA_USER", "--today": "KAPTA_TODAY"}


def plain_start(arguments: Sequence[str]) -> Session | None:
    """Return the session that `arguments` ask for, None when they hold anything but global options with values.

    What is left to Typer is read by it alone, so that there is one judge of everything that may be wrong.
    """
    if "_KAPTA_COMPLETE" in os.environ:
        return None
    given = {option: os.environ.get(variable) or None for option, variable in _OPTIONS.items()}
    rest = list(arguments)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if option not in _OPTIONS or not (equals or rest):
            return None
        value = value if equals else rest.pop(0)
        if not value.isprintable() or value.startswith("-"):
            return None
        given[option] = value
    return Session(given["--db"], given["--user"], given["--today"])
