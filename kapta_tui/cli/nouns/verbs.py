"""Commands that do one thing to a record: `kapta task reopen ID` and their like."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Kind, Value


def plain(
    app: typer.Typer, kind: Kind, name: str, line: str, about: str, verb: str, preferred: str = ""
) -> None:
    """Add the command `NOUN name RECORD`, which runs `verb`, written `module:function` below data.write.

    `preferred` chooses among several records called alike, as in `find`.
    """

    @app.command(name, short_help=line, help=f"{about}{naming_help(kind)}")
    @of_kind(kind)
    def run(record: Record, as_json: JsonRecord = False) -> None:
        from kapta_tui.cli.nouns.acting import on_record

        def act(number: int, _values: dict[str, Value]) -> int:
            session().write(verb_named(verb), number)
            return number

        on_record(kind, record, {}, as_json, act, preferred)


def verb_named(path: str) -> Callable[..., Any]:
    """Return the verb `module:function` of data.write; importing it brings the ORM."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"kapta_tui.data.write.{module}"), name)
    return found
