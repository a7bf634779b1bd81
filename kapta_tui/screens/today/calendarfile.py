"""Saves the agenda as a calendar file (features: row 98)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.pathcompletion import as_path

_SUFFIX = ".ics"


class SaveCalendar(FileDialog):
    """Asks where the agenda is written to."""

    CALLED: ClassVar = {
        "form.save": ("Save", "Write the file"),
        "answer.accept": ("Save", "Write the file"),
    }

    def __init__(self, items: Sequence[AgendaItem], user: str, today: date) -> None:
        """`items` are what the agenda shows to `user` on the day `today`."""
        things = "1 thing" if len(items) == 1 else f"{len(items)} things"
        super().__init__(
            f"Calendar file · {things}",
            value=free_name(f"kapta-{today}", _SUFFIX.removeprefix(".")),
            hint="A file for Thunderbird, Google Calendar and others; a later one takes its place there",
            formats=(_SUFFIX,),
            read=meaning,
        )
        self._items, self._user, self._today = items, user, today

    def put(self, path: Path, done: Done) -> None:
        """Write the agenda to `path`."""
        query = partial(_write, items=self._items, user=self._user, today=self._today, path=path)
        self.shell.run_query("save calendar", query, partial(self._written, path, done), owner=self)

    def _written(self, path: Path, done: Done, error: KaptaError | None) -> None:
        if error is None:
            self.shell.toast(f"Saved the agenda to {path}")
        done(error)


def meaning(text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    place(path, _form)
    return f"iCalendar, {where(path)}"


def _form(path: Path) -> str:
    if path.suffix.lower() != _SUFFIX:
        raise UsageError(f"A calendar file ends in {_SUFFIX}.", "Name it so.")
    return _SUFFIX


def _write(
    connection: sqlite3.Connection, items: Sequence[AgendaItem], user: str, today: date, path: Path
) -> KaptaError | None:
    """Write the file; what stands in the way is returned."""
    from kapta_tui.data.read.agendaplaces import places
    from kapta_tui.data.read.agendastamps import stamps
    from kapta_tui.data.read.playbook import current
    from kapta_tui.exchange.calendar import calendar_file
    from kapta_tui.exchange.writers.target import opened

    calendar = current(connection).calendar
    written = calendar_file(
        items, stamps(connection, items), today, calendar, places(connection, items), user=user
    )
    try:
        with opened(path) as stream:
            stream.write(written)
    except KaptaError as error:
        return error
    return None
