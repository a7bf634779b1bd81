"""`kapta task`: things to do."""

from __future__ import annotations

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["tasks"]


def finishing() -> click.Command:
    """Return `kapta task done`."""
    from kapta_tui.cli.fields import read_input
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.parameters import TEXT
    from kapta_tui.cli.session import session

    def done(task: int, _values: dict[str, Value], given: acting.Given) -> int:
        from kapta_tui.data.write.tasks import done_task

        note = read_input() if given["note"] == "-" else given["note"]
        session().write(done_task, task, note)
        return task

    note = click.Option(["--note"], type=TEXT, help="A note left on the account; - reads standard input.")
    about = "Mark a task as done today; a recurring one is followed by the next."
    return acting.on_record(KIND, "done", about, done, [note])


group = noun_group(
    "tasks",
    "Things to do, on their own or below an action.",
    {
        "done": Entry("it is done; the next of a recurring one follows", finishing),
        **plain(KIND, "reopen", "take its end back", "Take a task's completion back.", "tasks:reopen_task"),
    },
)
