"""`complete` of goals and objectives."""

from __future__ import annotations

from functools import partial

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.verbs import verb_named
from kapta_tui.domain.fields import Kind, Value


def completing(kind: Kind) -> dict[str, Entry]:
    """Return the command `NOUN complete`."""
    return {"complete": Entry("it is reached", partial(_command, kind))}


def _command(kind: Kind) -> click.Command:
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def act(number: int, _values: dict[str, Value], given: acting.Given) -> int:
        session().write(verb_named(f"plans:complete_{kind.noun}"), number, given["with_actions"])
        return number

    option = click.Option(["--with-actions"], is_flag=True, help="Complete its open actions as well.")
    about = f"Mark {kind.label.lower()} as reached; open actions stand in the way."
    return acting.on_record(kind, "complete", about, act, [option])
