"""Asks where all plan data of an account, or of all accounts, is written to (features: row 89)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from kapta_tui.data.read.names import called
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, ids
from kapta_tui.data.read.scope import scope
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold, listed, one_line
from kapta_tui.exchange.export import SETS, export_set, set_format
from kapta_tui.exchange.writers import TOGETHER
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.widgets.cells import grouped
from kapta_tui.widgets.pathcompletion import as_path

_NAME: Final = "plans"
_FORMATS: Final = {
    "xlsx": "an Excel workbook",
    "json": "a JSON object of arrays",
    "md": "Markdown tables under headings",
}
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class PlanSet:
    """All plan data of an account, or of all that pass the account filter, and how many records of each kind."""

    account: int | None
    called: str
    """The account's name on one line, empty for all."""
    counts: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        """What it is: "All plan data of Acme"."""
        return f"All plan data of {self.called}" if self.called else "All plan data of all accounts"

    @property
    def words(self) -> str:
        """How much it is: "2 goals, 5 objectives, 13 actions, 10 tasks"."""
        return ", ".join(KINDS[kind].counted(count, grouped) for kind, count in self.counts)


@dataclass(frozen=True, slots=True)
class Eye:
    """Who looks, on which day, at which accounts."""

    user: str
    today: date
    account_filter: str

    def view(self, connection: sqlite3.Connection) -> View:
        """Return the same for reads."""
        playbook = current(connection)
        return View(self.today, self.user, playbook, scope(self.account_filter, playbook, self.today))


def plan_sets(connection: sqlite3.Connection, accounts: Sequence[int | None], eye: Eye) -> list[PlanSet]:
    """Return what there is to write of `accounts`, None for all of them; runs in a thread."""
    view = eye.view(connection)
    names = called(connection, "accounts", [account for account in accounts if account is not None])
    return [
        PlanSet(
            account,
            "" if account is None else one_line(names.get(account, "")),
            tuple((kind, _count(connection, kind, view, account)) for kind in SETS[_NAME]),
        )
        for account in accounts
    ]


def _count(connection: sqlite3.Connection, kind: str, view: View, account: int | None) -> int:
    return len(ids(connection, kind, view, account=account, archived=account is not None))


class ExportPlans(FileDialog):
    """Asks for one file that takes goals, objectives, actions and tasks together, or a folder for a file of each."""

    CALLED: ClassVar = {
        "form.save": ("Export", "Write the file"),
        "answer.accept": ("Export", "Write the file"),
    }

    def __init__(self, wanted: PlanSet) -> None:
        super().__init__(
            f"Export {wanted.title[0].lower()}{wanted.title[1:]}",
            value=suggestion(wanted),
            hint="Goals, objectives, actions and tasks, every field, to import again; a folder takes CSV files",
            formats=TOGETHER,
            read=partial(meaning, wanted),
        )
        self._wanted = wanted

    def replaced(self, path: Path) -> str:
        """Return what writing to `path` would replace: of a folder only the files of the kinds."""
        if not is_folder(path):
            return super().replaced(path)
        there = folder_files(path)
        return f"{listed(there)} in {path.name}" if there else ""

    def put(self, path: Path, done: Done) -> None:
        """Write everything to `path`."""
        eye = Eye(self.shell.user, self.shell.today, self.shell.account_filter)
        query = partial(_export, account=self._wanted.account, path=path, eye=eye)
        self.shell.run_query("export", query, partial(self._exported, path, done), owner=self)

    def _exported(self, path: Path, done: Done, found: int | KaptaError) -> None:
        if isinstance(found, KaptaError):
            done(found)
            return
        self.shell.toast(f"Exported {grouped(found)} row{'' if found == 1 else 's'} to {path}")
        done(None)


def suggestion(wanted: PlanSet) -> str:
    """Return a name for the file that is free in the present folder: "plan-acme.xlsx"."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(wanted.called)).strip("-")[:_LONGEST].strip("-")
    return free_name(f"plan-{words}" if words else _NAME, "xlsx")


def meaning(wanted: PlanSet, text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    if not text.strip():
        raise ValueError("Name a file, or a folder.")
    path = as_path(text)
    if not is_folder(path):
        form = place(path, partial(set_format, wanted=None))
        return f"{wanted.words}, as {_FORMATS[form]}, {where(path)}"
    if path.is_file():
        raise ValueError(f"{path.name} is a file already.")
    if not path.is_dir() and not path.absolute().parent.is_dir():
        raise ValueError(f"There is no folder {path.parent}.")
    there = folder_files(path)
    taken = f". There already: {listed(there)}" if there else ""
    return f"{wanted.words}, as CSV files, in the folder {path.absolute()}{taken}"


def is_folder(path: Path) -> bool:
    """Return whether a name means a folder with a file of each kind: one that is there, or a name without a suffix."""
    try:
        return path.is_dir() or bool(path.name and not path.suffix)
    except OSError:
        return False


def folder_files(folder: Path) -> list[str]:
    """Return the names of the files in `folder` that writing the kinds there replaces."""
    names = [f"{kind}.csv" for kind in SETS[_NAME]]
    return [name for name in names if (folder / name).exists()]


def _export(connection: sqlite3.Connection, account: int | None, path: Path, eye: Eye) -> int | KaptaError:
    try:
        view = eye.view(connection)
        form = "csv" if is_folder(path) else set_format(path, None)
        counts = export_set(connection, _NAME, view, out=path, format=form, account=account)
    except KaptaError as error:
        return error
    return sum(counts.values())
