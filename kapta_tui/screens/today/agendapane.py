"""The agenda: what needs the user, worked on in place."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import listed
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.today.columns import AGENDA, ORDER
from kapta_tui.screens.today.loading import AgendaLine
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.messages import CopyRequested, Need, SortRequested

_IN_WORDS = ("tasks", "actions", "goals", "risks")
COMPLETABLE = frozenset(_IN_WORDS)
"""Kinds that `x` brings to their end from here; a contract ends on its page."""


class AgendaPane(Container):
    """A list of all things at once: an agenda is short enough to be held whole."""

    HELP = "What needs you and why, late things first. x completes, e edits, enter opens the account."
    BINDINGS = bindings("list.new", "list.edit", "list.archive", "list.remove", "today")

    CALLED = {"list.archive": ("Complete", "Complete the marked lines, else the one under the cursor")}
    """What a command is called here, with its help."""

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

    @property
    def base(self) -> BaseScreen:
        """The screen that the pane stands on."""
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the line under the cursor does not allow."""
        if command_id in ("list.edit", "list.archive", "list.remove") and not self.chosen:
            return "There is nothing on the agenda here"
        if command_id == "list.archive" and any(line.item.kind not in COMPLETABLE for line in self.chosen):
            return f"x completes {self._completable}; open the account for all else"
        if command_id == "list.archive" and len({line.item.kind == "risks" for line in self.chosen}) > 1:
            return "risks ask how they ended: mark them apart from all else"
        if command_id == "today.note-done" and (self.line is None or self.line.item.kind != "tasks"):
            return "A note is left with a task: put the cursor on one"
        return None

    @property
    def _completable(self) -> str:
        """The kinds that are completed here and switched on, in words."""
        from kapta_tui.domain.kinds import KINDS

        off = cast(Shell, self.app).features_off
        return listed([KINDS[kind].many for kind in _IN_WORDS if KINDS[kind].feature not in off]) or "nothing"

    def action_new(self) -> None:
        """Add a task for the account under the cursor; where plans are switched off, ask what to create."""
        from kapta_tui.screens import editing
        from kapta_tui.screens.create import choose_and_create

        line = self.line
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

    def action_today_note_done(self) -> None:
        """Ask for the note, then complete the task under the cursor with it (features: row 96)."""
        from kapta_tui.screens import editing
        from kapta_tui.screens import editing_jobs as jobs
        from kapta_tui.screens.dialogs import Prompt

        line = self.line
        if line is None:
            return
        task = line.item.id

        def write(note: str | None) -> None:
            if note is not None:
                editing.run(self.base, jobs.done_with_note(task, note), self._unmark)

        hint = "The note goes to the account's notes"
        self.app.push_screen(
            Prompt(f"Done · {line.item.title}", placeholder="what came of it", hint=hint), write
        )

    @property
    def _named(self) -> list[tuple[str, int]]:
        return [(line.item.kind, line.item.id) for line in self.chosen]

    def _unmark(self, _: int) -> None:
        self.listing.clear_marks()
