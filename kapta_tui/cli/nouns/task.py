"""`kapta task`: things to do."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.cli.parameters import JsonRecord, Record, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["tasks"]
_ABOUT = "Mark a task as done today; a recurring one is followed by the next."
_Note = Annotated[
    str | None,
    typer.Option(
        "--note", parser=text, metavar="TEXT", help="A note left on the account; - reads standard input."
    ),
]

app = plain_app()


@app.command(
    "done",
    short_help="it is done; the next of a recurring one follows",
    help=f"{_ABOUT}{naming_help(KIND)}",
)
@of_kind(KIND)
def done(record: Record, note: _Note = None, as_json: JsonRecord = False) -> None:
    """Mark a task as done."""
    from kapta_tui.cli.fields import read_input
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.tasks import done_task

    def act(task: int, _values: dict[str, Value]) -> int:
        session().write(done_task, task, read_input() if note == "-" else note)
        return task

    on_record(KIND, record, {}, as_json, act)


plain(app, KIND, "reopen", "take its end back", "Take a task's completion back.", "tasks:reopen_task")

group = noun_group(KIND, "Things to do, on their own or below an action.", app)
