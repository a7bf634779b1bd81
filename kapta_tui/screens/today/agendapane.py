"""The agenda: what needs the user, worked on in place."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.lanes import Key
from kapta_tui.domain.text import listed
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.plans.work import PlanWork
from kapta_tui.screens.today.columns import AGENDA, ORDER
from kapta_tui.screens.today.loading import AgendaLine, reasoning
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets import toast
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.messages import CopyRequested, Need, SortRequested

_IN_WORDS = ("tasks", "actions", "goals", "risks")
WORK = frozenset({"tasks", "actions", "goals"})
"""Kinds that are planned work."""
COMPLETABLE = frozenset(_IN_WORDS)
"""Kinds that `x` brings to their end from here; a contract ends on its page."""

_NEED_LINE = frozenset(
    {
        *("list.edit", "list.archive", "list.remove", "list.history", "list.why", "today.note-done"),
        *("plans.start", "plans.progress", "plans.assign", "plans.due", "today.calendar"),
    }
)
_TAKES = {
    "today.note-done": ("tasks", "actions"),
    "plans.start": ("actions", "goals"),
    "plans.progress": ("actions", "goals"),
    "plans.assign": ("tasks", "actions", "goals"),
    "plans.due": ("tasks", "actions", "goals"),
}
"""Command to the kinds that it works on."""


class AgendaPane(Container, PlanWork):
    """A list of all things at once: an agenda is short enough to be held whole."""

    HELP = (
        "What needs you and why, late things first. x completes, X with a note, P reports progress, B begins, "
        "a assigns, D sets the due date, w says why a line is here, enter opens what it is about."
    )
    HELP_OF: ClassVar = {
        "plans": "n adds a task.",
        "contacts": "At a key player n begins a note of the talk.",
    }
    BINDINGS = bindings(
        *("list.new", "list.edit", "list.archive", "list.remove", "list.history", "list.why"),
        *("plans.start", "plans.progress", "plans.assign", "plans.due", "today"),
    )
    CALLED = {
        "list.archive": ("Complete", "Complete the marked lines, else the one under the cursor"),
        "list.why": ("Why", "Say in words why the line under the cursor is here"),
        "today.note-done": ("Complete with note", "Complete tasks and actions, and say how they ended"),
    }
    """What a command is called here, with its help."""
    HINTS = {"list.archive": 2, "today.note-done": 3, "list.why": 6}

    def __init__(self) -> None:
        super().__init__(id="agenda-pane")
        self._lines: dict[int, AgendaLine] = {}
        self._sort: tuple[str, bool] | None = None

    def compose(self) -> ComposeResult:
        """The list."""
        yield Listing[AgendaLine](AGENDA, id="agenda")

    @property
    def listing(self) -> Listing[AgendaLine]:
        """The list."""
        return self.query_one("#agenda", Listing)

    @property
    def line(self) -> AgendaLine | None:
        """The line under the cursor."""
        number = self.listing.cursor_id
        return None if number is None else self._lines.get(number)

    @property
    def chosen(self) -> list[AgendaLine]:
        """The marked lines, else the one under the cursor."""
        return [self._lines[number] for number in self.listing.targets if number in self._lines]

    def show(self, lines: tuple[AgendaLine, ...], title: str, empty: Content) -> None:
        """Show `lines` in the order given, or as the user has sorted them."""
        self._lines = {line.id: line for line in lines}
        self.listing.border_title = Content(title)
        self.listing.empty = empty
        self._arrange()
        self.screen.refresh_bindings()

    def _arrange(self) -> None:
        lines = list(self._lines.values())
        if self._sort is not None:
            key, is_reversed = self._sort
            lines.sort(key=ORDER[key], reverse=is_reversed)
        self.listing.set_ids([line.id for line in lines])
        self.listing.supply(self._lines)

    @on(Need)
    def _supply(self, event: Need) -> None:
        event.stop()
        self.listing.supply({number: self._lines[number] for number in event.ids if number in self._lines})

    @on(SortRequested)
    def _order(self, event: SortRequested) -> None:
        event.stop()
        self._sort = (event.key, event.reverse)
        self._arrange()

    @on(CopyRequested)
    def _copy(self, event: CopyRequested) -> None:
        event.stop()
        known = [self._lines[number] for number in event.ids if number in self._lines]
        text = "\n".join("\t".join(plain(column.cell(line)).strip() for column in AGENDA) for line in known)
        self.app.copy_to_clipboard(text)
        cast(Shell, self.app).toast("Copied 1 line" if len(known) == 1 else f"Copied {len(known)} lines")

    def targets(self) -> tuple[Key, ...]:
        """Return the goals, actions and tasks that are marked, else the one under the cursor."""
        return tuple((KINDS[kind].noun, number) for kind, number in self._named if kind in WORK)

    def label_of(self, key: Key) -> str:
        """Return the name of a record on the agenda."""
        items = (line.item for line in self._lines.values())
        return next((item.title for item in items if (KINDS[item.kind].noun, item.id) == key), key[0])

    def after_work(self) -> None:
        """Take the marks away."""
        self.listing.clear_marks()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the lines do not allow."""
        if command_id in _NEED_LINE and not self.chosen:
            return "There is nothing on the agenda here"
        kinds = {line.item.kind for line in self.chosen}
        if command_id == "list.archive" and not kinds <= COMPLETABLE:
            return f"x completes {self._completable}; open the account for all else"
        if command_id == "list.archive" and "risks" in kinds and len(kinds) > 1:
            return "risks ask how they ended: mark them apart from all else"
        taken = _TAKES.get(command_id)
        if taken is not None and not kinds <= set(taken):
            return f"That is for {listed([KINDS[kind].many for kind in taken])}: put the cursor on one"
        return PlanWork.why_not(self, command_id)

    @property
    def _completable(self) -> str:
        """The kinds that are completed here and switched on, in words."""
        off = cast(Shell, self.app).features_off
        return listed([KINDS[kind].many for kind in _IN_WORDS if KINDS[kind].feature not in off]) or "nothing"

    def action_new(self) -> None:
        """Add a task for the account under the cursor, or a note of a talk with the key player there.

        Where plans are switched off and there is no key player, ask what to create.
        """
        from kapta_tui.screens import editing
        from kapta_tui.screens.create import choose_and_create

        line = self.line
        if line is not None and line.item.kind == "contacts":
            given = self.base.given_here().get("notes")
            editing.add(self.base, "notes", account=line.item.account_id, given=given)
            return
        if "plans" in cast(Shell, self.app).features_off:
            choose_and_create(self.base, None if line is None else line.item.account_id)
            return
        editing.add(self.base, "tasks", account=None if line is None else line.item.account_id)

    def action_edit(self) -> None:
        """Open the form of the record under the cursor."""
        from kapta_tui.screens import editing

        for line in self.chosen[:1]:
            editing.edit(self.base, line.item.kind, line.item.id)

    def action_archive(self) -> None:
        """Complete the records, as one change; risks ask how they ended."""
        from kapta_tui.screens.editing_closing import close, complete

        chosen = self._named
        if all(kind == "risks" for kind, _ in chosen):
            close(self.base, "risks", [risk for _, risk in chosen], then=self._unmark)
        else:
            complete(self.base, chosen, then=self._unmark)

    def action_remove(self) -> None:
        """Remove the records, as one change."""
        from kapta_tui.screens import editing

        editing.remove_all(self.base, self._named, then=self._unmark)

    def action_history(self) -> None:
        """Show what became of the record under the cursor."""
        from kapta_tui.screens.history import show_history

        if self.line is not None:
            show_history(self.base, self.line.item.kind, self.line.item.id)

    def action_why(self) -> None:
        """Explain why the line under the cursor is here."""
        line = self.line
        if line is not None:
            query = partial(reasoning, item=line.item, user=self.shell.user, today=self.shell.today)
            self.ask_to_open("why", query, lambda said: self.app.push_screen(Explanation(said)))

    def action_today_note_done(self) -> None:
        """Ask how the tasks and actions ended, then complete them with that (features: row 96)."""
        self.action_plans_note_done()

    def action_today_calendar(self) -> None:
        """Ask where the agenda goes as a calendar file."""
        from kapta_tui.screens.today.calendarfile import SaveCalendar

        items = tuple(line.item for line in self._lines.values())
        self.app.push_screen(SaveCalendar(items, self.shell.user, self.shell.today))

    def write_table(self) -> None:
        """Ask where the marked lines, else all, go as a table."""
        from kapta_tui.screens.today.agendafile import ExportAgenda

        shown = self.listing.marked or self.listing.ids
        items = tuple(self._lines[number].item for number in shown if number in self._lines)
        if items:
            key = show_key(self.shell.keys["today.calendar"].split(",")[0])
            self.app.push_screen(ExportAgenda(items, key))
        else:
            toast.show_reason(self.app, "Export…", "there is nothing on the agenda here")

    @property
    def _named(self) -> list[tuple[str, int]]:
        return [(line.item.kind, line.item.id) for line in self.chosen]

    def _unmark(self, _: int) -> None:
        self.after_work()
