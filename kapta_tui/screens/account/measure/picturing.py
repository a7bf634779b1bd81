"""Asks where the health of an account day by day is saved as a picture (features: row 69)."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.reports.pictures import FORMATS, content, format_of
from kapta_tui.reports.pictures.health import draw_health
from kapta_tui.reports.pictures.healthsheet import health_sheet
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.pathcompletion import as_path


class Days(NamedTuple):
    """Whose days are drawn, since when (None for all), by whom and on which day."""

    account: int
    since: date | None
    user: str
    today: date


class HealthPictureDialog(FileDialog):
    """One line for the file's name."""

    CALLED: ClassVar = {
        "form.save": ("Save", "Write the picture"),
        "answer.accept": ("Save", "Write the picture"),
    }

    def __init__(self, days: Days) -> None:
        super().__init__(
            "Picture · health day by day",
            value=free_name("health", "png"),
            hint="The score and its factors over the days of the timeline",
            formats=FORMATS,
            read=meaning,
        )
        self._days = days

    def put(self, path: Path, done: Done) -> None:
        """Draw and write in a thread."""
        query = partial(save, days=self._days, path=path)
        self.shell.run_query("picture", query, partial(self._saved_as, path, done), owner=self)

    def _saved_as(self, path: Path, done: Done, error: KaptaError | None) -> None:
        if error is None:
            self.shell.toast(f"Saved the picture as {path}")
        done(error)


def meaning(text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    form = place(path, format_of)
    return f"the days of health, as {FORMATS[form]}, {where(path)}"


def save(connection: sqlite3.Connection, days: Days, path: Path) -> KaptaError | None:
    """Draw the days and write them; return what stands in the way."""
    from kapta_tui.exchange.writers.target import opened

    view = View(days.today, days.user, current(connection))
    try:
        sheet = health_sheet(connection, view, days.account, days.since, ())
        with opened(path) as stream:
            stream.write(content(draw_health(sheet), format_of(path)))
    except KaptaError as error:
        return error
    return None
