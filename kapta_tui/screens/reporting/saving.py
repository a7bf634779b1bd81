"""Saves a report to a file."""

from __future__ import annotations

import re
import sqlite3
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.text import fold
from kapta_tui.reports.formats import FORMATS, content, format_of
from kapta_tui.reports.registry import Report
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.pathcompletion import as_path

_LONGEST: Final = 60
"""Characters of a name that is suggested."""


class SaveReport(FileDialog):
    """Asks where a report is written to."""

    CALLED: ClassVar = {
        "form.save": ("Save", "Write the file"),
        "answer.accept": ("Save", "Write the file"),
    }

    def __init__(self, report: Report) -> None:
        super().__init__(
            "Save the report",
            value=suggestion(report),
            hint="A file to print or to send",
            formats=FORMATS,
            read=meaning,
        )
        self._report = report

    def put(self, path: Path, done: Done) -> None:
        """Write the report to `path`."""
        query = partial(_write, report=self._report, path=path)
        self.shell.run_query("save report", query, partial(self._written, path, done), owner=self)

    def _written(self, path: Path, done: Done, error: KaptaError | None) -> None:
        if error is None:
            self.shell.toast(f"Saved the report to {path}")
        done(error)


def suggestion(report: Report) -> str:
    """Return a name for the report's file that is free in the present folder and fits every system of files."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(report.title)).strip("-")[:_LONGEST].strip("-")
    return free_name(f"{words or report.code}-{report.day}", "html")


def meaning(text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    return f"{FORMATS[place(path, format_of)]}, {where(path)}"


def _write(connection: sqlite3.Connection, report: Report, path: Path) -> KaptaError | None:
    """Write the file; what stands in the way is returned. It needs a thread, and not what it is given."""
    from kapta_tui.exchange.writers.target import opened

    del connection
    try:
        written = content(report, format_of(path))
        with opened(path) as stream:
            stream.write(written)
    except KaptaError as error:
        return error
    return None
