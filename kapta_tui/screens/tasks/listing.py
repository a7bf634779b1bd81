"""A list of tasks that is worked on in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.content import Content
from textual.events import Mount

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain.fields import Values
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.editing_closing import close
from kapta_tui.screens.tasks import asking, why, words
from kapta_tui.screens.tasks.columns import columns, empty_columns
from kapta_tui.screens.tasks.showing import SHOW_WORDS, TaskShow, arranged, counts, narrowing, passes
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.cells import Token, plain
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from kapta_tui.screens.account.panes import Chosen

_REMEMBERED = "tasks"
"""The name under which the choice among tasks is remembered."""
_VERBS = ("new", "edit", "archive", "remove", "history", "why", "named-filters")
_NEED_TASK = frozenset(
    {
        *("list.archive", "list.edit", "list.remove", "list.open", "list.why", "list.history"),
        *("tasks.assign", "tasks.due", "tasks.note-done"),
    }
)


class TaskList(Listing[TaskRow]):
    """Tasks, held whole: the owner calls `show` with all of them, and the list chooses, orders and works on them.

    It keeps all its messages but `Highlighted` to itself.
    """

    HELP = (
        "Tasks by their due day, done ones below. = is due with its action, ↻ recurs. x completes or reopens, "
        "X completes with a note, a assigns, D sets the due date, f chooses which are shown, w says why."
    )
    BINDINGS = bindings("tasks", *(f"list.{verb}" for verb in _VERBS))
    CALLED: ClassVar = {
        "list.archive": (
            "Complete",
            "Complete the marked tasks, else the one under the cursor, or reopen them",
        ),
        "list.why": ("Why", "Say where the due day comes from, and when a recurring task comes next"),
        "list.named-filters": ("Which…", "Choose which tasks are shown"),
    }
    HINTS: ClassVar = {"list.archive": 2, "tasks.note-done": 3, "tasks.assign": 4, "tasks.due": 4}
    edits_marked = "x, a and D"
    kind = "tasks"

    def __init__(
        self,
        *,
        with_action: bool = True,
        with_account: bool = False,
        with_done: bool = True,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
    ) -> None:
        """`with_action` and `with_account` are columns; without done ones, as below an action, all are shown."""
        super().__init__(id=id)
        self._has = (with_action, with_account)
        self._with_done = with_done
        self._all: Sequence[TaskRow] = ()
        self.risks: dict[int, Token] = {}
        """By account the colour of the mark of a risk at its name."""
        self._chosen_show: TaskShow | None = None
        self.filter_text = ""
        """The filter that was typed, empty for none."""

    @on(Mount)
    def _begin(self) -> None:
        with_action, with_account = self._has
        self.set_columns(
            columns(self.shell.today, with_action=with_action, with_account=with_account, risks=self.risks)
        )

    @property
    def shell(self) -> Shell:
        """The app, as screens see it."""
        return cast(Shell, self.app)

    @property
    def base(self) -> BaseScreen:
        """The screen that the list stands on."""
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    @property
    def showing(self) -> TaskShow:
        """Which tasks are shown."""
        if not self._with_done:
            return TaskShow.OPEN
        if self._chosen_show is None:
            known = {show.value: show for show in TaskShow}
            self._chosen_show = known.get(self.shell.view_of(_REMEMBERED), TaskShow.ALL)
        return self._chosen_show

    @property
    def heading(self) -> str:
        """The title: "Tasks 7 · 2 late · 3 done", of some of them "Tasks 2 late of 10"."""
        narrowed = (len(self.ids), self.filter_text) if self.filter_text else None
        return words.title(self._all, self.showing, self.shell.today, narrowed)

    def show(self, rows: Sequence[TaskRow]) -> None:
        """Take all tasks in the order of reads; cursor and marks stay on theirs."""
        self._all = rows
        hidden = empty_columns(rows)
        if hidden != self.hidden:
            self.set_columns(self.columns, hidden)
        self._arrange()

    def _arrange(self) -> None:
        if self._wanted is not None and self._with_done:
            self._reveal(self._wanted)
        kept = narrowing(self.shell.today).kept(self._all, self.filter_text)
        found = {row.id: row for row in arranged(kept, self.showing, self.shell.today, self.sort)}
        self.empty = self._nothing()
        self.renew(list(found), found)
        self.show_title()
        self.screen.refresh_bindings()

    def _reveal(self, wanted: int) -> None:
        """Show all tasks where a wanted one is not among those chosen."""
        row = next((row for row in self._all if row.id == wanted), None)
        if row is None:
            return
        if not passes(row, self.showing, self.shell.today):
            self._chosen_show = TaskShow.ALL
        if not narrowing(self.shell.today).kept([row], self.filter_text):
            self.filter_text = ""

    def want(self, row_id: int) -> None:
        """Move the cursor to the task, at once or when the next `show` brings it, whatever was chosen."""
        super().want(row_id)
        # What is not known yet is waited for: to lay out what there is would give up the wish.
        if self._wanted is not None and any(row.id == row_id for row in self._all):
            self._arrange()

    def narrow(self, text: str) -> None:
        """Show only the tasks that pass the filter `text`, all of them for an empty one.

        Raises:
            FilterError: the filter is wrong; what is shown stays.
        """
        narrowing(self.shell.today).kept((), text)
        if text != self.filter_text:
            self.filter_text = text
            self._arrange()

    def show_title(self) -> None:
        """Write the title."""
        self.border_title = Content(self.heading)

    def _nothing(self) -> Content:
        if self.filter_text:
            return EmptyPane.words("No task passes the filter.", (self._key("peel", "global"), "clears it"))
        if self._all:
            return EmptyPane.words(
                f"{words.NONE[self.showing]}.", (self._key("named-filters"), "shows others")
            )
        return EmptyPane.words(
            "No tasks yet." if self._with_done else "No open task.", (self._key("new"), "adds one")
        )

    def _key(self, verb: str, group: str = "list") -> str:
        return show_key(self.shell.keys[f"{group}.{verb}"].split(",")[0])

    @property
    def line(self) -> TaskRow | None:
        """The task under the cursor."""
        return None if self.cursor_id is None else self.row(self.cursor_id)

    def show_status(self, words_: Iterable[str]) -> None:
        """Write behind the position what the task under the cursor inherits, and what it was made from."""
        row = self.line
        said = [] if row is None else list(words.of_line(row))
        if row is not None and "recurrence" not in self.shown:
            said.append(words.recurs(row))
        super().show_status([*words_, *filter(None, said)])

    def chosen(self) -> Chosen | None:
        """The marked tasks, else the one under the cursor."""
        # The account page is made of such lists, so that its package cannot be there before them.
        from kapta_tui.screens.account.panes import Chosen

        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """A task, of the action that the place is about where it is about one."""
        return self.kind, self.base.given_here().get(self.kind, {})

    def gives(self) -> Mapping[str, Values]:
        """Nothing: a task gives no other record anything."""
        return {}

    def record_here(self) -> tuple[str, int] | None:
        """The task under the cursor."""
        return None if self.cursor_id is None else (self.kind, self.cursor_id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a task, or one that is open."""
        if command_id in _NEED_TASK and not self.targets:
            return "There is no task here"
        if command_id == "tasks.note-done" and any(row.done_on is not None for row in self._targeted):
            return f"That was done already; {self._key('archive')} reopens it"
        if command_id == "list.named-filters" and not self._with_done:
            return "Done tasks stand in the Tasks tab of the account"
        return super().why_not(command_id)

    @property
    def _targeted(self) -> list[TaskRow]:
        return [row for number in self.targets if (row := self.row(number)) is not None]

    def _done(self, *_: object) -> None:
        self.clear_marks()

    def _completed(self, *_: object) -> None:
        """Go on to the next open task where the one under the cursor sinks to those that are done."""
        here, gone = self.cursor, set(self.targets)
        if self.showing is TaskShow.ALL and self.cursor_id in gone:
            still = [at for at, number in enumerate(self.ids) if number not in gone and self._is_open(number)]
            if still:
                self.move_to(next((at for at in still if at > here), still[-1]))
        self._done()

    def _is_open(self, number: int) -> bool:
        row = self.row(number)
        return row is not None and row.done_on is None

    def action_new(self) -> None:
        """Add a task."""
        begins = self.begins()
        if begins is not None:
            _, given = begins
            editing.add(self.base, self.kind, account=self.base.account_here(), given=given, then=self.want)

    def action_edit(self) -> None:
        """Open the form of the task under the cursor."""
        if self.cursor_id is not None:
            editing.edit(self.base, self.kind, self.cursor_id)

    def action_archive(self) -> None:
        """Complete the tasks, or reopen them where the first one is done."""
        completes = bool(self.targets) and self._is_open(self.targets[0])
        close(self.base, self.kind, self.targets, then=self._completed if completes else self._done)

    def action_remove(self) -> None:
        """Remove the tasks."""
        editing.remove(self.base, self.kind, self.targets, then=self._done)

    def action_history(self) -> None:
        """Show what became of the task under the cursor."""
        from kapta_tui.screens.history import show_history

        if self.cursor_id is not None:
            show_history(self.base, self.kind, self.cursor_id)

    def action_tasks_assign(self) -> None:
        """Ask whose the tasks are to be."""
        asking.assign(self.base, self._targeted, self._done)

    def action_tasks_due(self) -> None:
        """Ask for the due day."""
        asking.due(self.base, self._targeted, self._done)

    def action_tasks_note_done(self) -> None:
        """Ask for a note and complete the tasks with it (features: row 96)."""
        asking.note_done(self.base, self._targeted, self._completed)

    def action_why(self) -> None:
        """Explain the due day, and when the task comes next."""
        row = self.line
        if row is not None:
            query = partial(why.look, row=row, today=self.shell.today)
            self.base.ask_to_open("task why", query, lambda said: self.app.push_screen(Explanation(said)))

    def action_named_filters(self) -> None:
        """Choose which tasks are shown, each choice with its count."""
        found = counts(self._all, self.shell.today)
        options = [
            PickOption(show.value, label, f"{found[show]} · {text}")
            for show, (label, text) in SHOW_WORDS.items()
        ]
        self.app.push_screen(Pick("Which tasks", options), self._choose)

    def _choose(self, value: str | None) -> None:
        if value is not None:
            self._chosen_show = TaskShow(value)
            self.shell.view_used(_REMEMBERED, value)
            self._arrange()

    @on(Listing.SortRequested)
    def _order(self, event: Listing.SortRequested) -> None:
        event.stop()
        self._arrange()

    @on(Listing.Need)
    def _supply(self, event: Listing.Need) -> None:
        event.stop()
        wanted = set(event.ids)
        self.supply({row.id: row for row in self._all if row.id in wanted})

    @on(Listing.Opened)
    def _open(self, event: Listing.Opened) -> None:
        event.stop()
        editing.edit(self.base, self.kind, event.id)

    @on(Listing.CopyRequested)
    def _copy(self, event: Listing.CopyRequested) -> None:
        from kapta_tui.exchange.writers.guard import neutralise

        event.stop()
        shown = [column for column in self.columns if column.key in self.shown]
        lines = [
            "\t".join(neutralise(plain(column.cell(row)).strip()) for column in shown)
            for row in self._targeted
        ]
        self.app.copy_to_clipboard("\n".join(lines))
        self.shell.toast("Copied 1 task" if len(lines) == 1 else f"Copied {len(lines)} tasks")
