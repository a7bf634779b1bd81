"""Asks where the swim lanes on the screen are saved as a picture, and of how much of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.lanes import Key
from kapta_tui.reports.pictures import FORMATS, Period, Plan, content, draw, format_of, sheet_of
from kapta_tui.screens.filing import Done, FileDialog, free_name, place, where
from kapta_tui.screens.plans.loading import Eye
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.pathcompletion import as_path


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows: which plan, what is put away below, the zoom and the time in view."""

    plan: Plan
    words: str
    """What it is in words, such as "2 goals, 8 actions open"."""
    folded: frozenset[Key]
    packed: bool
    view: Period


class Choice(Flag):
    """A flag with what it stands for behind it."""

    def __init__(self, words: str, *, id: str) -> None:  # noqa: A002
        super().__init__(False, id=id)
        self._words = words

    def render(self) -> Content:
        """Draw mark and words."""
        return Content(f"[{'✓' if self.is_on else ' '}] {self._words}")


class PictureDialog(FileDialog):
    """One line for the file's name, and two choices: what the customer may see, and the time in view alone."""

    DEFAULT_CSS = """
    PictureDialog #customer { margin-top: 1; }
    """

    WRITES = "enter in this line or {save} writes, space ticks a box below"

    CALLED: ClassVar = {
        "form.save": ("Save", "Write the picture"),
        "answer.accept": ("Save", "Write the picture"),
    }

    def __init__(self, shown: Shown, eye: Eye) -> None:
        super().__init__(
            f"Picture · {shown.words}",
            value=free_name("plan", "png"),
            hint="The lanes as you see them: filter, folds and zoom",
            formats=FORMATS,
            read=partial(meaning, shown),
        )
        self._shown = shown
        self._eye = eye

    def compose_frame(self) -> ComposeResult:
        """The file's name with its meaning, and the choices."""
        yield from super().compose_frame()
        yield Choice("For the customer: only what is in the customer report", id="customer")
        yield Choice("Only the time in view, not the whole plan", id="view")

    def why_not(self, command_id: str) -> str | None:
        """Leave Enter to the box that has the keyboard."""
        if command_id == "answer.accept" and isinstance(self.focused, Choice):
            return "Here enter ticks the box"
        return super().why_not(command_id)

    def put(self, path: Path, done: Done) -> None:
        """Draw and write in a thread."""
        query = partial(
            _save, shown=self._shown, eye=self._eye, path=path,
            for_customer=self._is_on("customer"), in_view=self._is_on("view"),
        )  # fmt: skip
        self.shell.run_query("picture", query, partial(self._saved_as, path, done), owner=self)

    def _is_on(self, choice: str) -> bool:
        return self.query_one(f"#{choice}", Choice).is_on

    def _saved_as(
        self, path: Path, done: Callable[[KaptaError | None], None], error: KaptaError | None
    ) -> None:
        if error is None:
            self.shell.toast(f"Saved the picture as {path}")
        done(error)


def meaning(shown: Shown, text: str) -> str:
    """Return what will be written where. Raises ValueError with the reason when nothing can be."""
    path = as_path(text)
    form = place(path, format_of)
    return f"{shown.words}, as {FORMATS[form]}, {where(path)}"


def _save(
    connection: sqlite3.Connection, shown: Shown, eye: Eye, path: Path, *, for_customer: bool, in_view: bool
) -> KaptaError | None:
    """Draw what is shown and write it; return what stands in the way."""
    from kapta_tui.exchange.writers.target import opened

    try:
        plan = replace(shown.plan, for_customer=for_customer)
        sheet = sheet_of(connection, eye.view(connection), plan, shown.folded)
        period = shown.view if in_view else Period(shown.view.zoom)
        sheet = replace(sheet, packed=shown.packed, period=period)
        with opened(path) as stream:
            stream.write(content(draw(sheet), format_of(path)))
    except KaptaError as error:
        return error
    return None
