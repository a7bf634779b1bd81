"""Which features the playbook switched off, for what no screen asks the store: tabs of the header, commands."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable

from kapta_tui.data.read.labels import kept_scales
from kapta_tui.domain.errors import KaptaError


async def look(
    read: Callable[[Callable[[sqlite3.Connection], frozenset[str]]], Awaitable[frozenset[str]]],
) -> frozenset[str] | None:
    """Return what `off` finds by the shell's `read`; None where the store cannot be read, which screens tell."""
    try:
        return await read(off)
    except KaptaError:
        return None


def off(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the features that are switched off; runs in a thread."""
    kept = kept_scales(connection)
    if kept is not None:
        return kept.off
    from kapta_tui.data.read.playbook import current

    return current(connection).off
