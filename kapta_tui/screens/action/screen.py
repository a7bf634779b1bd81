"""The page of one action: fields to change in place, key players, texts, notes, tasks, history (features: row 87)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.fields import Values
from kapta_tui.domain.lanes import Key
from kapta_tui.screens import editing
from kapta_tui.screens.action import changing, jobs
from kapta_tui.screens.action.changes import ChangeList
from kapta_tui.screens.action.copying import as_text
from kapta_tui.screens.action.details import DescriptionPane
from kapta_tui.screens.action.factlist import ActionFacts
from kapta_tui.screens.action.head import head
from kapta_tui.screens.action.loading import ActionPage, load
from kapta_tui.screens.action.players import PlayerList
from kapta_tui.screens.editing_closing import close
from kapta_tui.screens.plans.work import WORKING, PlanWork
from kapta_tui.screens.record.leaving import full_note, quick_note
from kapta_tui.screens.record.notes import NotePane
from kapta_tui.screens.record.screen import AccountPage, RecordScreen
from kapta_tui.screens.reporting import Door, of_plan
from kapta_tui.screens.tasks import TaskList
from kapta_tui.screens.turning import Spoken
from kapta_tui.shell.pages import account_page
from kapta_tui.widgets.listing import Listing

NOTING: Final = ("risks.note", "risks.full-note")
"""The keys that leave a note are the same wherever a record has notes of its own."""


class ActionScreen(RecordScreen, PlanWork):
    """One action."""

    SECTION = "plans"
    HELP = (
        "One action. Enter changes the field under the cursor, P reports progress, t adds a task, N leaves a note, "
        "x completes it."
    )
    CSS_PATH: ClassVar = [*RecordScreen.CSS_PATH, Path(__file__).with_name("action.tcss")]
    OPEN_FIRST = "#facts, #notes, #tasks"
    BINDINGS = bindings(
        *("list.edit", "list.archive", "list.remove", "list.why", "list.history", "list.copy", "list.editor"),
        *("action.account", *WORKING, *NOTING),
    )
    HINTS: ClassVar = {"plans.progress": 4, "list.archive": 5, "plans.task": 6, "list.edit": 8}
    CALLED: ClassVar = {
        "list.edit": ("Edit", "Edit the action in its form"),
        "list.archive": ("Complete", "Complete the action, or open it again when it has ended"),
        "list.remove": ("Remove", "Remove the action with its tasks; its notes stay with the account"),
        "list.why": ("Why", "Explain the percent of the action, its objective and its goal"),
        "list.history": ("History", "Show who changed what of the action, and what stood there before"),
        "list.copy": ("Copy", "Copy the whole action as text"),
        "list.editor": ("Description", "Write the description of the action in $EDITOR"),
        "risks.note": ("Note", "Leave a note of one line on the action"),
        "risks.full-note": (
            "Full note",
            "Leave a note on the action in a form: its text, type, contacts and day",
        ),
    }

    def __init__(self, action: int, page: AccountPage | None = None) -> None:
        """`page` makes the page of an account; another one than the app's is for the page that leads here."""
        super().__init__()
        self.action_id = action
        self._account_page: AccountPage = page or account_page
        self._page: ActionPage | None = None

    def compose_body(self) -> ComposeResult:
        """The title above the panes: fields and key players, texts, tasks and history."""
        yield Static("", id="title", markup=False)
        with Horizontal(id="record"):
            with Vertical(classes="column", id="about"):
                yield ActionFacts()
                yield PlayerList()
            with Horizontal(id="told"):
                with Vertical(classes="column", id="texts"):
                    yield DescriptionPane()
                    yield NotePane("action")
                with Vertical(classes="column", id="doing"):
                    tasks = TaskList(with_action=False, with_done=False, id="tasks")
                    tasks.add_class("pane")
                    yield tasks
                    yield ChangeList()

    def reload(self) -> None:
        """Ask for the action."""
        shell = self.shell
        query = partial(load, action=self.action_id, user=shell.user, today=shell.today)
        self.ask("action", query, self._show)

    def _show(self, found: ActionPage | None) -> None:
        if found is None:
            self.leave()
            return
        self._page = found
        self.show_title()
        self.query_one(ActionFacts).show(found)
        has_people = "contacts" not in found.playbook.off
        self.set_class(not has_people, "-no-people")
        self.query_one(PlayerList).show(found)
        self.query_one(DescriptionPane).show_text(self.action_id, found.full.detail.description)
        self.query_one(NotePane).show(found.full.notes)
        self.query_one(TaskList).show(found.tasks)
        self.query_one(ChangeList).show(self.action_id, found.full.changes)
        self.refresh_bindings()

    def title_in(self, width: int) -> Content | None:
        """The action, its account and how it stands."""
        return None if self._page is None else head(self._page, width)

    def targets(self) -> tuple[Key, ...]:
        """Return the action."""
        return () if self._page is None else (("action", self.action_id),)

    def label_of(self, key: Key) -> str:
        """Return the name of the action."""
        return "action" if self._page is None else self._page.row.name

    @property
    def subject(self) -> tuple[str, int]:
        """The action."""
        return "actions", self.action_id

    def account_here(self) -> int | None:
        """The action's account."""
        return None if self._page is None else self._page.row.account_id

    def reports_here(self) -> tuple[Door, ...]:
        """The plan that the action belongs to."""
        account = self.account_here()
        return () if account is None else of_plan(account)

    def given_here(self) -> Mapping[str, Values]:
        """A task is for the action; an action or objective for its goal."""
        if self._page is None:
            return {}
        row = self._page.row
        beside: Values = {"goal": row.goal, **({"objective": row.objective} if row.objective else {})}
        return {"tasks": {"action": row.name}, "actions": beside, "objectives": {"goal": row.goal}}

    def text_here(self) -> Spoken | None:
        """The note under the cursor; an action is work already."""
        note = self.query_one(NotePane).note_here
        return Spoken("notes", note.id) if note is not None and isinstance(self.focused, NotePane) else None

    def link_here(self) -> tuple[str, int] | None:
        """The note, task or key player under the cursor, elsewhere the action."""
        return super().link_here() or ("actions", self.action_id)

    @property
    def _is_open(self) -> bool:
        return self._page is not None and self._page.row.completed_on is None

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the state of the action does not allow."""
        if command_id == "plans.start" and self._page is not None and self._page.row.started_on is not None:
            return f"the action was begun on {self._page.row.started_on}"
        if command_id in ("plans.start", "plans.progress", "plans.note-done") and not self._is_open:
            return "the action has ended; x opens it again"
        return PlanWork.why_not(self, command_id) or self.why_not_turned(command_id)

    @on(ActionFacts.ChangeWanted)
    def _change(self, event: ActionFacts.ChangeWanted) -> None:
        if self._page is not None:
            changing.change(self, self._page, event.line)

    @on(ActionFacts.WhyWanted)
    def _explain(self, event: ActionFacts.WhyWanted) -> None:
        if self._page is not None:
            changing.explain(self, self._page, event.line.field)

    def action_edit(self) -> None:
        """Edit the action in its form."""
        editing.edit(self, "actions", self.action_id)

    def action_archive(self) -> None:
        """Complete the action, or open it again."""
        close(self, "actions", (self.action_id,))

    def action_remove(self) -> None:
        """Remove the action."""
        editing.remove(self, "actions", (self.action_id,))

    def action_why(self) -> None:
        """Explain how the percents come about."""
        if self._page is not None:
            changing.explain(self, self._page, "percent")

    def action_history(self) -> None:
        """Show what became of the action."""
        from kapta_tui.screens.history import show_history

        show_history(self, "actions", self.action_id)

    def action_editor(self) -> None:
        """Write the description in the user's editor."""
        editing.edit_text(self, "actions", self.action_id)

    def action_note(self) -> None:
        """Leave a note of one line."""
        if self._page is not None:
            quick_note(self, "action", self._page.row.account, partial(jobs.note, self.action_id))

    def action_full_note(self) -> None:
        """Leave a note in a form."""
        if self._page is not None:
            full_note(self, "action", self._page.row.account_id, partial(jobs.note, self.action_id))

    def action_account(self) -> None:
        """Open the account's page at its Act tab."""
        account = self.account_here()
        if account is not None:
            self.app.push_screen(self._account_page(account, "act"))

    def action_copy(self) -> None:
        """Copy the action as text."""
        if self._page is not None:
            self.app.copy_to_clipboard(as_text(self._page))
            self.shell.toast("Copied the action as text")

    @on(Listing.CopyRequested, "#facts")
    def _copy(self) -> None:
        self.action_copy()

    @on(Listing.CopyRequested, "#players, #changes")
    def _copy_lines(self, event: Listing.CopyRequested) -> None:
        from kapta_tui.screens.record.copying import lines_of

        listing = event.listing
        assert isinstance(listing, PlayerList | ChangeList)
        self.app.copy_to_clipboard(copied := lines_of(listing, event.ids))
        count = copied.count("\n") + 1
        self.shell.toast(f"Copied {count} line{'' if count == 1 else 's'}")
