"""`kapta task`: things to do."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.cli.parameters import Format, JsonFormat, JsonRecord, Record, at_least, chosen, text
from kapta_tui.cli.session import say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import RuleError
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
_OPEN = "done_at IS NULL"
_DONE = "done_at IS NOT NULL"
_COUNT = 5
_Count = Annotated[
    int, typer.Option("-n", "--count", parser=at_least(1), metavar="N", help="How many days; default 5.")
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

    on_record(KIND, record, {}, as_json, act, _OPEN)


@app.command(
    "next",
    short_help="the days on which a recurring task comes again",
    help=f"Show the days on which a recurring task comes after the one it is due on.{naming_help(KIND)}",
)
@of_kind(KIND)
def coming(
    record: Record,
    count: _Count = _COUNT,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show when a recurring task comes again."""
    from kapta_tui.cli.naming import record_id
    from kapta_tui.cli.output import flat_listing, write_listing
    from kapta_tui.data import recurrence
    from kapta_tui.data.read.tasks import by_ids
    from kapta_tui.domain.recurrence import recurrence_words

    with session().reading() as reader:
        task = record_id(reader, KIND, record, _OPEN)
        row = by_ids(reader.connection, [task], session().user)[0]
        if not row.recurrence:
            raise RuleError(
                f"'{row.name}' does not recur.", "kapta task edit ID --recurrence 'every week' lets it."
            )
        today = reader.view.today
        days = recurrence.coming(row.recurrence, row.due or today, today, count, reader.playbook.calendar)
    rows: list[dict[str, Value]] = [
        {"id": row.id, "kind": "task", "account": row.account, "name": row.name, "due": day} for day in days
    ]
    write_listing(flat_listing("next", ("due", "name", "account", "id"), rows), chosen(format, as_json))
    said = recurrence_words(row.recurrence)
    say(f"{row.name}: {said}." if days else f"{row.name}: {said}; it comes no more.")


plain(app, KIND, "reopen", "take its end back", "Take a task's completion back.", "tasks:reopen_task", _DONE)

group = noun_group(KIND, "Things to do, on their own or below an action.", app)
