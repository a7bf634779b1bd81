"""`kapta backup`, `restore` and `check`: the store as a file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import FILE
from kapta_tui.cli.progress import waiting
from kapta_tui.cli.session import say, session


@click.command()
@click.argument("file", type=FILE, required=False)
def backup(file: Path | None) -> None:
    """Copy the store consistently to FILE, even while it is in use; by default beside it, named by the day."""
    from kapta_tui.data import files

    store = session().store()
    target = file or store.path.with_name(f"{store.path.stem}-{session().today}{store.path.suffix}")
    with waiting("Copying…"):
        files.backup(store.path, target)
    say(f"Backed up to {target}.")
    if not is_terminal():
        send(f"{target}\n")


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the store; the present one is kept beside it."""
    from kapta_tui.data import files

    path = session().store_path
    with waiting("Restoring…"):
        kept = files.restore(file, path)
    session().store()
    say(f"Restored {path} from {file}." + (f" What it held before is in {kept}." if kept else ""))


@click.command()
@click.option("--json", "as_json", is_flag=True, help='Write {"sound": …, "problems": […]}.')
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
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
        ctx.exit(1)
    say(f"{store.path} is sound.")
