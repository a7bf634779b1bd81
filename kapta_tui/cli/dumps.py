"""The lossless dump of a whole store: taken back by `kapta import` (features: row 129)."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from kapta_tui.cli.files import read_text
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import UsageError


def load_dump(path: Path) -> None:
    """Fill the empty store with the dump at `path`. Raises UsageError, RuleError, StoreError in words."""
    from kapta_tui.data import connect, dump, dumpload
    from kapta_tui.data.connect import immediate

    try:
        values = json.loads(read_text(path))
    except ValueError as error:
        raise UsageError(f"{path} is no whole dump: {error}.", "Make the dump again.") from error
    if not dump.is_dump(values):
        raise UsageError(f"{path} is no whole dump.", "Make it with 'kapta export all -o FILE.json'.")
    store = session().store(create=True)
    with (
        closing(connect.connect(store.path, busy_seconds=connect.WRITE_BUSY_SECONDS)) as connection,
        connect.store_errors(store.path),
        immediate(connection),
    ):
        rows = dumpload.load(connection, values, store.today, store.clock())
    say(f"Filled {store.path} with {rows} rows of {path}, history included.")
