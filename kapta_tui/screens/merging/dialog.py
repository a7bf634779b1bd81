"""The preview of a merge: whose values stand, and what moves along."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import merging as reading
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.merging import Merge, Pair, Party, Side
from kapta_tui.domain.text import listed, one_line
from kapta_tui.screens.dialogs.base import DIALOG_CSS, Dialog
from kapta_tui.screens.merging.choices import Choices, head

Save = Callable[[Merge, Mapping[str, Side], Callable[[KaptaError | None], None]], None]
"""Merges as chosen and calls back with None, or with the error that stands in the way."""

_LONG = 400
"""So many characters of a value are shown whole below the fields."""


class MergeDialog(Dialog[int]):
    """Dismisses with the id of the account that is kept once the merge is written, or with None."""

    CSS_PATH = [DIALOG_CSS, Path(__file__).with_name("merging.tcss")]
    BINDINGS = bindings("merge.swap", "merge.both")
    HELP = (
        "Two accounts become one. ● is the value that stands; what does not stand is written into a note. "
        "Nothing is lost, and u parts them again."
    )
    CALLED: ClassVar = {
        "form.save": ("Merge", "Let the two become one, as it stands here"),
        "form.cancel": ("Leave", "Leave both accounts as they are"),
        "form.flip": ("Other value", "Let the other value of the field stand"),
        "form.entry-down": ("Down", "Go to the next field"),
        "form.entry-up": ("Up", "Go to the field before"),
        "form.next-field": ("Next", "Go to the next field"),
        "form.previous-field": ("Before", "Go to the field before"),
    }
    HINTS: ClassVar = {"form.flip": 3}

    def __init__(self, merge: Merge, save: Save) -> None:
        super().__init__(f"Merge {merge.gone.name} into {merge.kept.name}")
        self._merge = merge
        self._save = save

    def compose_frame(self) -> ComposeResult:
        """The names, the fields, the whole of the value under the cursor, and what else happens."""
        yield Static(id="head")
        with VerticalScroll(id="choices", can_focus=False):
            yield Choices()
        with VerticalScroll(id="whole", can_focus=False):
            yield Static(id="value")
        with VerticalScroll(id="what", can_focus=False):
            yield Static(id="lines")
        yield Static(id="error", classes="error")

    def on_mount(self) -> None:
        """Show the preview and give the fields the keyboard."""
        self._show({})
        self.query_one(Choices).focus()

    def on_resize(self) -> None:
        """Fit the names over their columns."""
        self.call_after_refresh(self._show_head)

    def _show(self, taken: Mapping[str, Side]) -> None:
        merge = self._merge
        title = f"Merge {merge.gone.name} into {merge.kept.name}"
        self.query_one("#frame").border_title = Content(one_line(title))
        self.query_one(Choices).show(self._seen, taken)
        self.call_after_refresh(self._show_head)

    @property
    def _seen(self) -> Merge:
        """The merge as far as it is shown."""
        return self._merge.seen(self.shell.features_off)

    def _show_head(self) -> None:
        self.query_one("#head", Static).update(head(self._merge, self.query_one(Choices).content_size.width))

    @on(Choices.Changed)
    def _follow(self) -> None:
        """Show what follows from the choices, and the value under the cursor as a whole."""
        choices = self.query_one(Choices)
        self.query_one("#value", Static).update(_whole(choices.pair, choices.taken))
        self.query_one("#lines", Static).update(_lines(self._seen, choices.taken))

    def why_not(self, command_id: str) -> str | None:
        """Stay as it is while it is written; there must be something to keep both of."""
        if self.is_saving:
            return "The merge is being written"
        is_idle = command_id == "merge.both" and not self._seen.alike
        return "No contact or document stands in both" if is_idle else None

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.query_one(Choices).action_entry_down()

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.query_one(Choices).action_entry_up()

    def action_swap(self) -> None:
        """Keep the other account; values that were chosen stay chosen."""
        taken = {name: side.other for name, side in self.query_one(Choices).taken.items()}
        self._ask(self._merge.gone, self._merge.kept, taken, keep_both=self._merge.keep_both)

    def action_both(self) -> None:
        """Let key players and documents of both stay two, or become one again."""
        merge = self._merge
        self._ask(merge.kept, merge.gone, dict(self.query_one(Choices).taken), keep_both=not merge.keep_both)

    def _ask(self, kept: Party, gone: Party, taken: Mapping[str, Side], *, keep_both: bool) -> None:
        shell = self.shell
        query = partial(
            load, kept=kept.id, gone=gone.id, user=shell.user, today=shell.today, keep_both=keep_both
        )
        shell.run_query("merge preview", query, partial(self._asked, taken), owner=self, opens=True)

    def _asked(self, taken: Mapping[str, Side], found: Merge | KaptaError) -> None:
        if isinstance(found, KaptaError):
            self._say(found)
            return
        self._merge = found
        self._show(taken)

    def action_save(self) -> None:
        """Merge."""
        self.begin_saving()
        self._save(self._merge, self.query_one(Choices).taken, self._saved)

    def _saved(self, error: KaptaError | None) -> None:
        self.end_saving()
        if error is None:
            self.finish(self._merge.kept.id)
        elif self.is_attached:
            self._say(error)
        else:
            self.shell.toast_error(error)

    def _say(self, error: KaptaError) -> None:
        line = self.query_one("#error", Static)
        line.update(Content(str(error)))
        line.add_class("-shown")


def load(
    connection: sqlite3.Connection, kept: int, gone: int, user: str, today: date, *, keep_both: bool = False
) -> Merge | KaptaError:
    """Return the preview, or why there is none; runs in a thread."""
    try:
        view = View(today, user, current(connection))
        return reading.load(connection, view, kept, gone, keep_both=keep_both)
    except KaptaError as error:
        return error


def _whole(pair: Pair | None, taken: Mapping[str, Side]) -> Content:
    if pair is None:
        return Content("")
    words = pair.result(taken)
    shown = words if len(words) <= _LONG else f"{words[:_LONG]}…"
    return Content.assemble((f"{pair.label}: ", "$muted"), shown.strip() or "nothing")


def _lines(merge: Merge, taken: Mapping[str, Side]) -> Content:
    moves = [move.words for move in merge.moves if move.words]
    lines = [f"Moves along: {listed(moves)}."] if moves else []
    if not merge.moves:
        lines.append("Nothing else belongs to the account that goes.")
    lines += [*merge.remarks, *merge.warnings(taken)]
    lines.append("What does not stand is written into a note.")
    return Content("\n".join(f"· {one_line(line)}" for line in lines))
