"""Asks where a list is written to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.exchange.writers import FORMATS, TABLES, format_of
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.cells import grouped
from kapta_tui.widgets.pathcompletion import as_path

FORMAT_WORDS: Final = {
    "csv": "CSV",
    "tsv": "tab-separated text",
    "xlsx": "an Excel workbook",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "md": "a Markdown table",
    "vcf": "contact cards for phones and mail programs",
}
"""Format to what it is called behind "as"."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows to write in their order, and the fields; `added` are those of them that the list does not show."""

    kind: str
    ids: tuple[int, ...]
    columns: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return how many of what, as in "3 accounts"."""
        return KINDS[self.kind].counted(len(self.ids), grouped)

    @property
    def columns_words(self) -> str:
        """Return how many columns, as in "9 columns (with currency)"."""
        number = "1 column" if len(self.columns) == 1 else f"{len(self.columns)} columns"
        return f"{number} (with {', '.join(self.added)})" if self.added else number


class ExportDialog(FileDialog):
    """Asks where the rows are written to."""

    CALLED: ClassVar = {
        "form.save": ("Export", "Write the file"),
        "answer.accept": ("Export", "Write the file"),
    }

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(
            f"Export {wanted.words}",
            value=suggestion(wanted.kind),
            hint="The rows, order and columns you see",
            formats=FORMATS if wanted.kind == "contacts" else TABLES,
            read=partial(meaning, wanted),
        )
        self._wanted = wanted

    def put(self, path: Path, done: Done) -> None:
        """Write the rows to `path`."""
        query = partial(_export, wanted=self._wanted, path=path, user=self.shell.user, today=self.shell.today)
        self.shell.run_query("export", query, partial(self._exported, path, done), owner=self)

    def _exported(self, path: Path, done: Done, found: int | KaptaError) -> None:
        if isinstance(found, KaptaError):
            done(found)
            return
        self.shell.toast(f"Exported {grouped(found)} row{'' if found == 1 else 's'} to {path}")
        done(None)


def suggestion(kind: str) -> str:
    """Return a name for a file of that kind that is still free in the present folder."""
    return free_name(kind, "csv")


def meaning(wanted: Wanted, text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    form = place(path, partial(format_of, kind=wanted.kind))
    columns = "" if form == "vcf" else f", {wanted.columns_words}"
    return f"{wanted.words}{columns}, as {FORMAT_WORDS[form]}, {where(path)}"


def wanted_of(
    connection: sqlite3.Connection, kind: str, ids: tuple[int, ...], columns: tuple[str, ...]
) -> Wanted:
    """Return what a list with these rows and columns is written as."""
    from kapta_tui.exchange.listed import listed_fields

    fields = listed_fields(kind, current(connection), columns)
    return Wanted(kind, ids, fields, tuple(name for name in fields if name not in columns))


def _export(
    connection: sqlite3.Connection, wanted: Wanted, path: Path, user: str, today: date
) -> int | KaptaError:
    from kapta_tui.exchange.listed import export_listed

    view = View(today, user, current(connection))
    try:
        return export_listed(connection, wanted.kind, view, wanted.ids, wanted.columns, path)
    except KaptaError as error:
        return error
