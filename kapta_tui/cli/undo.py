"""`kapta undo` and `kapta redo`."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.parameters import at_least
from kapta_tui.cli.progress import writing
from kapta_tui.cli.session import say, session

app = plain_app()


@app.command("undo")
def undo(
    event: Annotated[
        int | None,
        typer.Option(
            "--event",
            metavar="ID",
            min=1,
            parser=at_least(1),
            help="Not the last change but this one of 'kapta log'.",
        ),
    ] = None,
) -> None:
    """Take the last change back, whoever made it: app, command or import."""
    store = session().store()
    with writing(store) as changing:
        sentence = changing.undo(event)
    say(f"Undone: {sentence.removesuffix('.')}.")


@app.command("redo")
def redo() -> None:
    """Do again what was undone last."""
    store = session().store()
    with writing(store) as changing:
        sentence = changing.redo()
    say(f"Done again: {sentence.removesuffix('.')}.")
