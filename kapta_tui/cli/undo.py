"""`kapta undo` and `kapta redo`."""

from __future__ import annotations

import click

from kapta_tui.cli.interrupt import interruptible
from kapta_tui.cli.session import say, session


@click.command()
@click.option(
    "--event", type=click.IntRange(1), metavar="ID", help="Not the last change but this one of 'kapta log'."
)
def undo(event: int | None) -> None:
    """Take the last change back, whoever made it: app, command or import."""
    store = session().store()
    with interruptible():
        sentence = store.undo(event)
    say(f"Undone: {sentence.removesuffix('.')}.")


@click.command()
def redo() -> None:
    """Do again what was undone last."""
    store = session().store()
    with interruptible():
        sentence = store.redo()
    say(f"Done again: {sentence.removesuffix('.')}.")
