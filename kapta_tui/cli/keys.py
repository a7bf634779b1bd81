"""`kapta keys`: the live key table."""

from __future__ import annotations

import click

from kapta_tui.cli.output import flat_listing, output_options, write_listing
from kapta_tui.cli.session import say, session


@click.command()
@output_options
def keys(format: str | None = None) -> None:  # noqa: A002
    """Show every key of the app with what it does, your own settings included."""
    from kapta_tui.commands import COMMANDS, GROUPS, resolve_keys

    table = resolve_keys(session().settings.keys)
    rows = [
        {
            "id": command.id,
            "where": GROUPS[command.group].title,
            "keys": table.keys[command.id],
            "label": command.label,
            "help": command.help,
        }
        for command in COMMANDS.values()
    ]
    write_listing(flat_listing("keys", ("where", "keys", "label", "help", "id"), rows), format)
    for problem in table.problems:
        say(problem)
