"""Asks where a list is written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Input, Static

from kapta_tui.commands import show_key
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.exchange.writers import FORMATS, TABLES, format_of
from kapta_tui.screens.dialogs import Confirm, Prompt
from kapta_tui.widgets.cells import grouped
from kapta_tui.widgets.pathcompletion import PathCompletion, as_path

Done = Callable[[KaptaError | None], None]

_FORMATS: Final = {
    "csv": "CSV",
    "tsv": "tab-separated text",
    "xlsx": "an Excel workbook",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "md": "a Markdown table",
    "vcf": "contact cards for phones and mail programs",
}


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


class ExportDialog(Prompt):
    """One line for the file's name; the suffix names the format, an existing file is replaced only when told."""

    CALLED: ClassVar = {
        "form.save": ("Export", "Write the file"),
        "answer.accept": ("Export", "Write the file"),
    }

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(
            f"Export {wanted.words}",
            value=suggestion(wanted.kind),
            hint="The rows, order and columns you see",
            read=partial(meaning, wanted),
            save=self._write,
        )
        self._wanted = wanted

    def compose_frame(self) -> ComposeResult:
        """The input with completion, and what it means."""
        for widget in super().compose_frame():
            yield widget
            if isinstance(widget, Input):
                yield PathCompletion(widget)
        formats = ", ".join(FORMATS if self._wanted.kind == "contacts" else TABLES)
        save = show_key(self.shell.keys["form.save"].split(",")[0])
        yield Static(f"enter or {save} writes; the suffix names the format: {formats}.", classes="muted")

    def action_save(self) -> None:
        """Write the file, as Enter does."""
        self.accept()

    def _write(self, text: str, done: Done) -> None:
        path = as_path(text)
        if not path.exists():
            self._export(path, done)
            return

        def answered(replace: bool | None) -> None:
            if replace:
                self._export(path, done)
            else:
                done(UsageError(f"{path.name} is kept as it is.", "Type another name."))

        self.app.push_screen(Confirm(f"Replace {path.name}?", yes="Replace"), answered)

    def _export(self, path: Path, done: Done) -> None:
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
    names = chain([f"{kind}.csv"], (f"{kind}-{number}.csv" for number in count(2)))
    return next(name for name in names if not Path(name).exists())


def meaning(wanted: Wanted, text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    try:
        form = format_of(path, kind=wanted.kind)
        is_there, is_folder, has_folder = path.exists(), path.is_dir(), path.parent.is_dir()
    except UsageError as error:
        raise ValueError(f"{error.cause} {error.remedy}") from error
    except OSError as error:
        raise ValueError(f"That is no name for a file: {error.strerror or error}.") from error
    if is_folder:
        raise ValueError("That is a folder; name a file in it.")
    if not has_folder:
        raise ValueError(f"There is no folder {path.parent}.")
    columns = "" if form == "vcf" else f", {wanted.columns_words}"
    words = f"{wanted.words}{columns}, as {_FORMATS[form]}, in {path.parent.absolute()}"
    return f"{words}. {path.name} is there already." if is_there else words


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
