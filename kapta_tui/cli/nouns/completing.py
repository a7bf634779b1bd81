"""`complete` of goals and objectives."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.nouns.verbs import verb_named
from kapta_tui.cli.parameters import JsonRecord, Record, WithTasks
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Kind, Value

_WithActions = Annotated[bool, typer.Option("--with-actions", help="Complete its open actions as well.")]


def completing(app: typer.Typer, kind: Kind) -> None:
    """Add the command `NOUN complete`."""
    about = f"Mark {kind.spoken} as reached; open actions stand in the way.{naming_help(kind)}"

    @app.command("complete", short_help="it is reached", help=about)
    @of_kind(kind)
    def complete(
        record: Record,
        with_actions: _WithActions = False,
        with_tasks: WithTasks = False,
        as_json: JsonRecord = False,
    ) -> None:
        from kapta_tui.cli.nouns.acting import on_record

        def act(number: int, _values: dict[str, Value]) -> int:
            session().write(verb_named(f"plans:complete_{kind.noun}"), number, with_actions, with_tasks)
            return number

        on_record(kind, record, {}, as_json, act)
