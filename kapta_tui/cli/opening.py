"""`kapta` without a command: the app on the store, made at the first run."""

from __future__ import annotations

import sys
from pathlib import Path

from kapta_tui.cli.session import Session
from kapta_tui.domain.errors import UsageError


def open_app(session: Session, path: Path | None = None) -> None:
    """Open the app on the session's store, or on the one at `path`.

    Raises:
        UsageError: standard input or output is no terminal.
        StoreError: the store cannot be used.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The app needs a terminal.", "See 'kapta --help' for the commands that work in a pipe."
        )
    from kapta_tui.data.store import Store

    store = Store(path or session.store_path, session.user, session.today).open()
    from kapta_tui.app import KaptaApp

    KaptaApp(
        store_path=store.path,
        user=session.user,
        today=session.today,
        settings=session.settings,
        open_store=store.open,
    ).run()
