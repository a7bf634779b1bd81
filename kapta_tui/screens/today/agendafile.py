"""Writes the agenda to a file as a table (features: row 98)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.domain.errors import KaptaError
from kapta_tui.exchange.writers import TABLES, format_of
from kapta_tui.screens.exporting.dialog import FORMAT_WORDS
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.pathcompletion import as_path


class ExportAgenda(FileDialog):
    """Asks where the agenda is written to."""

    CALLED: ClassVar = {
        "form.save": ("Export", "Write the file"),
        "answer.accept": ("Export", "Write the file"),
    }

    def __init__(self, items: Sequence[AgendaItem], calendar: str) -> None:
        """`items` are written in their order; `calendar` is the key that makes a calendar file instead."""
        super().__init__(
            f"Export {_things(items)}",
            value=free_name("today", "csv"),
            hint=f"The rows and order you see, with action and goal; {calendar} saves a calendar file",
            formats=TABLES,
            read=partial(_meaning, items),
        )
        self._items = items

    def put(self, path: Path, done: Done) -> None:
        """Write the agenda to `path`."""
        query = partial(_write, items=self._items, path=path)
        self.shell.run_query("export agenda", query, partial(self._written, path, done), owner=self)

    def _written(self, path: Path, done: Done, error: KaptaError | None) -> None:
        if error is None:
            self.shell.toast(f"Exported {_things(self._items)} to {path}")
        done(error)


def _things(items: Sequence[AgendaItem]) -> str:
    return "1 thing" if len(items) == 1 else f"{len(items)} things"


def _meaning(items: Sequence[AgendaItem], text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    return f"{_things(items)}, as {FORMAT_WORDS[place(path, format_of)]}, {where(path)}"


def _write(connection: sqlite3.Connection, items: Sequence[AgendaItem], path: Path) -> KaptaError | None:
    """Write the file; what stands in the way is returned."""
    from kapta_tui.data.read.agendaplaces import places
    from kapta_tui.exchange.agendatable import HEADER, agenda_rows
    from kapta_tui.exchange.writers import write_table

    try:
        write_table(path, format_of(path), HEADER, agenda_rows(items, places(connection, items)), "today")
    except KaptaError as error:
        return error
    return None
