"""`kapta undo` and `kapta redo`."""

from __future__ import annotations

import click

from kapta_tui.cli.session import say, session


@click.command()
@click.option(
    "--event", type=click.IntRange(1), metavar="ID", help="Not the last change but this one of 'kapta log'."
)
def undo(event: int | None) -> None:
    """Take the last change back, whoever made it: app, command or import."""
    say(f"Undone: {session().store().undo(event).removesuffix('.')}.")


@click.command()
def redo() -> None:
    """Do again what was undone last."""
    say(f"Done again: {session().store().redo().removesuffix('.')}.")
