"""`kapta backup`, `restore` and `check`: the store as a file."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import AnyFile, File
from kapta_tui.cli.progress import waiting
from kapta_tui.cli.session import say, session

app = plain_app()


@app.command("backup")
def backup(file: AnyFile = None) -> None:
    """Copy the store consistently to FILE, even while it is in use; by default beside it, named by the day."""
    from kapta_tui.data import files

    store = session().store()
    target = file or store.path.with_name(f"{store.path.stem}-{session().today}{store.path.suffix}")
    with waiting("Copying…"):
        files.backup(store.path, target)
    say(f"Backed up to {target}.")
    if not is_terminal():
        send(f"{target}\n")


@app.command("restore")
def restore(file: File) -> None:
    """Put the backup FILE in the place of the store; the present one is kept beside it."""
    from kapta_tui.data import files

    path = session().store_path
    with waiting("Restoring…"):
        kept = files.restore(file, path)
    session().store()
    say(f"Restored {path} from {file}." + (f" What it held before is in {kept}." if kept else ""))


@app.command("check")
def check(
    as_json: Annotated[bool, typer.Option("--json", help='Write {"sound": …, "problems": […]}.')] = False,
) -> None:
    """Check the store: its pages, its references, what is derived, and the rules it must hold."""
    from kapta_tui.data import check as checking
    from kapta_tui.data.connect import store_errors

    store = session().store()
    with waiting("Checking…"), closing(store.connect()) as connection, store_errors(store.path):
        problems = checking.check(connection, session().today)
    if as_json:
        send(f"{encode({'sound': not problems, 'problems': problems})}\n")
    else:
        send("".join(f"{problem}\n" for problem in problems))
    if problems:
        say(f"{store.path} is not sound. 'kapta restore FILE' brings a backup back.")
        raise typer.Exit(1)
    say(f"{store.path} is sound.")
