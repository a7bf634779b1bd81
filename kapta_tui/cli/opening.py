"""The app on a store; `kapta` without a command comes here."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from kapta_tui.cli.problems import report
from kapta_tui.cli.session import Session
from kapta_tui.domain.errors import UsageError
from kapta_tui.state import load_state, save_state


def has_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_app(session: Session, path: Path | None = None, *, is_sample: bool = False) -> int:
    """Open the app on the session's store, made at the first run, or on the one at `path`; return the exit code.

    A store that `is_sample` is thrown away afterwards, so that leaving it is asked about once it was changed.
    What the app could not use of the settings is said once more when it has ended.

    Raises:
        UsageError: standard input or output is no terminal.
        StoreError: the store cannot be used.
    """
    if not has_terminal():
        raise UsageError(
            "The app needs a terminal.", "See 'kapta --help' for the commands that work in a pipe."
        )
    from kapta_tui.data.store import Store
    from kapta_tui.shell import collector

    collector.rest()
    # A query that reads has its turn after a thousandth of a second of drawing instead of five.
    sys.setswitchinterval(0.001)

    store = Store(path or session.store_path, session.user, session.today, session.clock).open()
    from kapta_tui.app import KaptaApp
    from kapta_tui.data.connect import is_writable
    from kapta_tui.data.freshness import hold, hold_at_once

    def open_store() -> Store:
        return replace(store, today=app.today, on_lock=app.look_before_commit).open()

    app = KaptaApp(
        store_path=store.path,
        user=session.user,
        today=session.today,
        settings=session.settings,
        open_store=open_store,
        clock=None if session.day else date.today,
        hold=hold_at_once if is_writable(store.path) else hold,
        is_sample=is_sample,
        state=None if is_sample else load_state(store.path),
        save_state=None if is_sample else partial(save_state, store.path),
    )
    app.run()
    report(app.problems)
    return app.return_code or 0
