"""The rules of the health score with what they do to the portfolio beside them (features: row 60)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.accounttypes import ARCHIVED
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import PlaybookError, parse
from kapta_tui.domain.playbook.draft import Draft, New
from kapta_tui.domain.playbook.healthentries import Entry, Keys, entries
from kapta_tui.domain.text import counted, one_line
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.dialogs.base import DIALOG_CSS, Dialog
from kapta_tui.screens.editing_jobs import sentence
from kapta_tui.screens.playbook import words
from kapta_tui.screens.playbook.jobs import Version, foresee, read, save
from kapta_tui.screens.playbook.rules import Rules
from kapta_tui.screens.playbook.rulesview import Column
from kapta_tui.shell.editor import edit_text
from kapta_tui.widgets.preview import Fact, FactSheet

PAUSE: Final = 0.2
"""Seconds without another change after which the portfolio is computed again."""

_TITLE: Final = "Playbook · health score"


class PlaybookDialog(Dialog[bool]):
    """Dismisses with True once other rules are in force, with None when nothing was saved."""

    CSS_PATH = [DIALOG_CSS, Path(__file__).with_name("playbook.tcss")]
    BINDINGS = bindings("playbook.back")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (150, "-wide")]
    HELP = (
        "The rules of the health score, and what they would do to the portfolio. Type a number, or change it with "
        "+ and −; ^g edits the whole playbook as text. Nothing is in force before ^s saves it, and u takes it back."
    )
    CALLED: ClassVar = {
        "form.save": ("Save", "Put the rules in force"),
        "form.editor": ("Whole text", "Edit the whole playbook in $EDITOR"),
        "form.next-field": ("Other pane", "Go to the rules, or to what they do"),
        "form.previous-field": ("Other pane", "Go to the rules, or to what they do"),
    }

    def __init__(self, version: Version) -> None:
        """`version` is the playbook in force."""
        super().__init__(_TITLE)
        self._version = version
        self._draft = Draft(version.text)
        self._rejected: str | None = None
        self._pause: Timer | None = None
        self._entries: tuple[Entry, ...] = ()

    def compose_frame(self) -> ComposeResult:
        """The values beside what they do, and what stands in the way of saving."""
        with Container(id="both"):
            with Vertical(id="left"):
                yield Rules()
                yield Static("", id="about", markup=False)
            yield FactSheet("Portfolio")
        yield Static("", id="error", classes="error", markup=False)

    def on_mount(self) -> None:
        """Show the values and what they do."""
        self._show_values()
        self.query_one(Rules).focus()
        self._foresee()

    @property
    def is_changed(self) -> bool:
        """Whether saving would change anything."""
        return bool(self._draft.changes) or self._draft.text != self._version.text or bool(self._rejected)

    def _show_values(self) -> None:
        playbook = parse(self._draft.text)
        severities = tuple(choice.code for choice in playbook.offered("severity"))
        types = (choice for choice in playbook.offered("account_type") if choice.code != ARCHIVED)
        columns = [Column(None, "All"), *(Column(choice.code, one_line(choice.label)) for choice in types)]
        self._entries = entries(severities)
        self.query_one(Rules).show(self._draft, self._entries, columns)

    @on(Rules.Moved)
    def _say_about(self) -> None:
        rules = self.query_one(Rules)
        weights = [entry for entry in self._entries if entry.keys[0] == "weights"]
        column = rules.column
        said = words.about(self._draft, rules.entry, column.code, column.label, weights)
        self.query_one("#about", Static).update(Content(one_line(said)))
        self.refresh_bindings()

    @on(Rules.Changed)
    def _foresee_soon(self) -> None:
        """Compute the portfolio when no other change has come for a moment."""
        self.say("")
        self._say_about()
        count = len(self._draft.changes)
        told = f"{counted(count, 'change')}, not saved" if count else "changed, not saved" * self.is_changed
        self.query_one("#frame").border_subtitle = Content(told)
        if self._pause is not None:
            self._pause.stop()
        self.query_one(FactSheet).border_subtitle = Content("…")
        self._pause = self.set_timer(PAUSE, self._foresee)

    def _foresee(self) -> None:
        query = partial(
            _look, text=self._draft.text, changes=dict(self._draft.changes), today=self.shell.today
        )
        self.shell.run_query("playbook preview", query, self._show, owner=self)

    def _show(self, found: _Look | KaptaError) -> None:
        sheet = self.query_one(FactSheet)
        sheet.border_subtitle = Content("")
        if isinstance(found, KaptaError):
            self.say(str(found))
            return
        self.query_one(Rules).show_errors(found.wrong)
        if self._rejected is None:
            sheet.show(found.title, found.facts)

    def say(self, text: str) -> None:
        """Show in the last line what stands in the way; an empty text takes it away."""
        line = self.query_one("#error", Static)
        line.update(Content(text))
        line.set_class(bool(text), "-shown")

    @on(Rules.TextWanted)
    def action_editor(self) -> None:
        """Edit the whole text; one that cannot be used stays with its mistakes until it is mended or left."""
        from kapta_tui.data.write.healthtext import with_health

        try:
            before = with_health(self._draft.text, self._draft.changes)
            after = edit_text(self.app, self._rejected or before, ".toml") + "\n"
        except KaptaError as error:
            self.say(str(error))
            return
        if after.rstrip("\n") == (self._rejected or before).rstrip("\n"):
            return
        try:
            parse(after)
        except PlaybookError as error:
            self._reject(after, error)
            return
        self._rejected = None
        self._draft = Draft(after)
        self._show_values()
        self._foresee_soon()

    def _reject(self, text: str, error: PlaybookError) -> None:
        """Show what is wrong with the text; ^g opens it again."""
        self._rejected = text
        said = [f"✗ {problem}" for problem in error.problems]
        facts = [Fact("", ([(line, "bad")],), wide=True, hangs=True) for line in said]
        self.query_one(FactSheet).show("The text cannot be used", facts)
        self.say("The text cannot be used; ^g opens it again.")
        self.refresh_bindings()

    def why_not(self, command_id: str) -> str | None:
        """Save what was changed and can be used; keep ctrl+q from losing it."""
        if command_id in ("form.save", "form.cancel", "playbook.back") and self.is_saving:
            return "The playbook is being saved"
        if command_id == "form.save":
            if self.shell.is_read_only:
                return "This store can only be read"
            if self._rejected is not None:
                return "The text cannot be used; ^g opens it again"
            return None if self.is_changed else "Nothing was changed"
        if command_id == "global.quit" and self.is_changed:
            return "The playbook has unsaved changes: ^s saves them, Esc leaves them"
        return super().why_not(command_id)

    def action_save(self) -> None:
        """Put the rules in force."""
        self.begin_saving()
        job = save(self._draft.text, dict(self._draft.changes), self._version.number)
        self.shell.run_verb(sentence, job, then=lambda _: self._saved(None), failed=self._saved)

    def _saved(self, error: KaptaError | None) -> None:
        self.end_saving()
        if error is None:
            self.finish(True)
        elif self.is_attached:
            self.say(str(error))
            wrong = self.query_one(Rules).first_wrong
            if wrong is not None:
                self.query_one(Rules).go_to(wrong)
        else:
            self.shell.toast_error(error)

    def action_back(self) -> None:
        """Go back."""
        self.action_cancel()

    def action_cancel(self) -> None:
        """Close; ask first when something was changed."""
        if self.is_changed:
            question = "Leave the playbook without saving?"
            labels = {entry.keys: f"{entry.group}, {entry.label}" for entry in self._entries}
            lost = [labels[_common(keys)] for keys in self._draft.changes if _common(keys) in labels]
            if self._rejected is not None or self._draft.text != self._version.text:
                lost.append("the whole text")
            falls = (f"Changed: {'; '.join(dict.fromkeys(lost))}",)
            self.app.push_screen(Confirm(question, falls=falls, yes="Leave", no="Stay"), self._leave)
        else:
            self.dismiss(None)

    def _leave(self, confirmed: bool | None) -> None:
        if confirmed:
            self.dismiss(None)


class _Look(NamedTuple):
    """What the pane beside the values shows, and what is wrong with values by their keys."""

    title: str
    facts: list[Fact]
    wrong: Mapping[Keys, str]


def _look(
    connection: sqlite3.Connection, text: str, changes: Mapping[Keys, New], today: date
) -> _Look | KaptaError:
    """Foretell and put it in words, both in the thread: of ten thousand accounts either takes its time."""
    found = foresee(connection, text, changes, today)
    if isinstance(found, KaptaError):
        return found
    return _Look(words.title(found.told), words.facts(found), found.wrong)


def _common(keys: Keys) -> Keys:
    """Return the keys of the common value of one that an account type has of its own."""
    name = keys[0].removesuffix("_for")
    return keys if name == keys[0] else (name, *keys[2:])


def open_playbook(screen: BaseScreen) -> None:
    """Open the playbook over `screen`."""
    screen.ask_to_open("playbook", read, lambda found: screen.app.push_screen(PlaybookDialog(found)))
