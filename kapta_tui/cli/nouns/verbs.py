"""Commands that do one thing to a record: `kapta task reopen ID` and their like."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.domain.fields import Kind, Value


def plain(kind: Kind, name: str, line: str, about: str, verb: str) -> dict[str, Entry]:
    """Return the command `NOUN name RECORD`, which runs `verb`, written `module:function` below data.write."""
    return {name: Entry(line, partial(_command, kind, name, about, verb))}


def verb_named(path: str) -> Callable[..., Any]:
    """Return the verb `module:function` of data.write; importing it brings the ORM."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"kapta_tui.data.write.{module}"), name)
    return found


def _command(kind: Kind, name: str, about: str, verb: str) -> click.Command:
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def act(number: int, _values: dict[str, Value], _given: acting.Given) -> int:
        session().write(verb_named(verb), number)
        return number

    return acting.on_record(kind, name, about, act)
