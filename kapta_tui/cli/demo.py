"""`kapta demo`: the app on a rich sample portfolio."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.progress import waiting
from kapta_tui.cli.session import Session, say, session
from kapta_tui.domain.errors import UsageError

app = plain_app()


@app.command("demo")
def demo(
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="PATH",
            parser=Path,
            help="Make the store there and keep it; the app is not opened in a pipe.",
        ),
    ] = None,
) -> None:
    """Open the app on about forty invented accounts, in a store that is thrown away afterwards."""
    from kapta_tui.cli.opening import has_terminal, open_app

    current = session()
    if keep is not None:
        _make(current, keep)
        say(f"Made the sample portfolio {keep}; 'kapta --db {keep}' opens it.")
        if has_terminal():
            raise typer.Exit(open_app(current, keep))
        return
    if not has_terminal():
        raise UsageError(
            "The app needs a terminal.", "Make the sample portfolio with 'kapta demo --keep FILE'."
        )
    folder = Path(tempfile.mkdtemp(prefix="kapta-demo-"))
    try:
        path = folder / "demo.db"
        _make(current, path, folder / "documents")
        raise typer.Exit(open_app(current, path, is_sample=True))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(current: Session, path: Path, files: Path | None = None) -> None:
    from kapta_tui.data.demo import build
    from kapta_tui.data.store import Store

    if path.exists():
        raise UsageError(f"{path} exists already.", "Name a new file.")
    with waiting("Making the sample portfolio…"):
        build(Store(path, current.user, current.today).open(), files)
