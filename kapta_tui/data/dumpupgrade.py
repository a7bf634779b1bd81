"""A dump of an earlier version, brought up to this one: filled into a store as that version made it, and upgraded."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from kapta_tui.data import connect, dump
from kapta_tui.data.engine import make_engine
from kapta_tui.data.upgrade import migrate, upgrade


def upgraded(values: Mapping[str, Any], now: str) -> Mapping[str, Any]:
    """Return the dump as this version would write it; `now` is the moment that events of the upgrade are stamped with.

    Raises UsageError where it is no whole dump of its version.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kapta.db")
        engine = make_engine(path)
        with engine.begin() as connection:
            migrate(connection, str(values["schema"]))
        engine.dispose()
        with closing(connect.connect(path)) as raw, connect.immediate(raw):
            dump.fill(raw, values)
        upgrade(path, now=now)
        with closing(connect.connect(path)) as raw:
            newest: Mapping[str, Any] = json.loads(dump.dump(raw))
    return newest
