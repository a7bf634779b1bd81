"""All actions of all goals as a list, with a preview beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.lanes import Key
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.action.opening import open_action
from kapta_tui.screens.choosing_columns import choose_columns
from kapta_tui.screens.dialogs.explanation import Explanation, Reasoning
from kapta_tui.screens.filtered import hiding
from kapta_tui.screens.plans import why
from kapta_tui.screens.plans.columns import COLUMNS, columns_of, put_away
from kapta_tui.screens.plans.goals import new_goal
from kapta_tui.screens.plans.loading import ActionLine, Loaded, Shown, lines, load, look
from kapta_tui.screens.plans.pane import PlanPane
from kapta_tui.screens.plans.preview import facts
from kapta_tui.screens.plans.wish import SHOW_WORDS, PlanWish
from kapta_tui.screens.plans.words import nothing
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.messages import CopyRequested, Highlighted, Need, Opened, SortRequested
from kapta_tui.widgets.preview import FactSheet


class PlanList(PlanPane):
    """Actions sorted by due date, worked on in place."""

    HELP = (
        "All actions of all goals. P reports progress, x completes, B begins, t adds a task, "
        "f chooses which actions are shown."
    )
    HINTS: ClassVar = {"list.why": 10}
    BINDINGS = bindings(
        "list.new",
        "list.edit",
        "list.archive",
        "list.remove",
        "list.filter",
        "list.named-filters",
        "list.columns",
        "list.editor",
        "list.history",
        "list.why",
    )

    def __init__(self, wish: PlanWish, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(wish, id=id)
        self._sort: tuple[str, ...] = ()
        self._counts: dict[Show, int] = {}
        self._playbook: Playbook | None = None

    def compose(self) -> ComposeResult:
        """The list, and the preview where there is room."""
        with Horizontal():
            yield Listing[ActionLine](COLUMNS, id="actions")
            yield FactSheet("Action", id="action")

    @property
    def listing(self) -> Listing[ActionLine]:
        """The list."""
        return self.query_one("#actions", Listing)

    def on_mount(self) -> None:
        """Say by what the list is ordered."""
        self.listing.set_sort(KINDS["actions"].sort[0])
        status, progress = (
            show_key(self.shell.keys[name].split(",")[0]) for name in ("plans.status", "plans.progress")
        )
        self.listing.edits_marked = f"{status} and {progress} change the status and progress of all"

    def reload(self) -> None:
        """Ask for the ids in order; the rows follow for what is in view."""
        self.ask("actions", partial(load, wish=self._wish, sort=self._sort, eye=self.eye), self._show)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.post_message(self.FilterChecked(loaded))
            self.come()
            return
        self.post_message(self.FilterChecked(None))
        self._counts = loaded.counts
        listing = self.listing
        self._offer_columns(loaded.playbook)
        listing.border_title = Content(_title(loaded, self._wish))
        listing.empty = nothing(
            loaded.exists, self._wish, self.shell.keys, hiding(self.shell, loaded.hidden, "action")
        )
        listing.set_ids(loaded.ids)
        if self.has_come:
            listing.refresh_rows()
        leader, self._leader = self._leader, None
        followed = None if leader is None else leader.here
        if followed is not None and followed[0] == "action":
            listing.select(followed[1])
        self.come()
        self._look()
        # What can be done depends on whether there is a row; the footer says so.
        self.screen.refresh_bindings()

    def _offer_columns(self, playbook: Playbook) -> None:
        """Offer the columns that the playbook has; those that were put away, or shown, stay so."""
        if playbook is self._playbook:
            return
        listing, columns = self.listing, columns_of(playbook)
        known = frozenset(column.key for column in listing.columns)
        new = put_away(columns) - known
        self._playbook = playbook
        listing.set_columns(columns, listing.hidden | new)

    @on(Need)
    def _fetch(self, event: Need) -> None:
        event.stop()
        self.ask("rows", partial(lines, wanted=event.ids, eye=self.eye), self.listing.supply)

    @on(SortRequested)
    def _order(self, event: SortRequested) -> None:
        event.stop()
        self._sort = (f"-{event.key}" if event.reverse else event.key,)
        self.reload()

    @on(Highlighted)
    def _look(self) -> None:
        """Fill the preview for the action under the cursor."""
        action = self.listing.cursor_id
        if action is None:
            self.query_one(FactSheet).show("Action", ())
        else:
            self.ask("look", partial(look, action=action, eye=self.eye), self._describe)

    def _describe(self, shown: Shown | None) -> None:
        if shown is not None and shown.line.row.id == self.listing.cursor_id:
            self.query_one(FactSheet).show(shown.line.row.name, facts(shown), shown.line.row.id)

    @on(Opened)
    def _open(self, event: Opened) -> None:
        event.stop()
        open_action(self.base, event.id)

    @on(CopyRequested)
    def _copy(self, event: CopyRequested) -> None:
        from kapta_tui.exchange.writers.guard import neutralise

        event.stop()
        known = [row for number in event.ids if (row := self.listing.row(number)) is not None]
        shown = [column for column in self.listing.columns if column.key in self.listing.shown]
        text = "\n".join(
            "\t".join(neutralise(plain(column.cell(row)).strip()) for column in shown) for row in known
        )
        self.app.copy_to_clipboard(text)
        self.shell.toast("Copied 1 action" if len(known) == 1 else f"Copied {len(known)} actions")

    def action_new(self) -> None:
        """Add an action beside the one under the cursor; without any, begin with a goal."""
        line = self._line()
        if line is None:
            new_goal(self.base, self._wish.account, self.goals_are)
            return
        given = {"goal": line.row.goal, "objective": line.row.objective}
        editing.add(self.base, "actions", account=line.row.account_id, given=given, then=self._select)

    @property
    def goals_are(self) -> str:
        """Goals are not among the actions."""
        return f"{show_key(self.shell.keys['plans.view'].split(',')[0])} shows it"

    def action_columns(self) -> None:
        """Show or hide a column."""
        choose_columns(self.app, self.listing)

    def action_editor(self) -> None:
        """Edit the description of the action under the cursor in the user's editor."""
        if self.listing.cursor_id is not None:
            editing.edit_text(self.base, "actions", self.listing.cursor_id)

    def action_why(self) -> None:
        """Explain the percent of the action under the cursor, and of the goal and objective it counts for."""
        action = self.listing.cursor_id
        if action is not None:
            self.ask_to_open("why", partial(why.look, action=action, eye=self.eye), self._explain)

    def _explain(self, reasoning: Reasoning | None) -> None:
        if reasoning is not None:
            self.app.push_screen(Explanation(reasoning))

    def _select(self, action: int) -> None:
        self.listing.select(action)

    @property
    def here(self) -> Key | None:
        """The action under the cursor."""
        action = self.listing.cursor_id
        return None if action is None else ("action", action)

    def targets(self) -> tuple[Key, ...]:
        """Return the marked actions, else the one under the cursor."""
        return tuple(("action", number) for number in self.listing.targets)

    def label_of(self, key: Key) -> str:
        """Return the name of an action that is at hand."""
        line = self.listing.row(key[1])
        return "action" if line is None else line.row.name

    def with_account(self, then: Callable[[int | None], object]) -> None:
        """Tell `then` the account of the action under the cursor, else the one shown."""
        line = self._line()
        then(self._wish.account if line is None else line.row.account_id)

    def after_work(self) -> None:
        """Take the marks away."""
        self.listing.clear_marks()

    def _line(self) -> ActionLine | None:
        action = self.listing.cursor_id
        return None if action is None else self.listing.row(action)


def _title(loaded: Loaded, wish: PlanWish) -> str:
    """Return "Actions 37 open · 5 late · Acme Corp"."""
    which = f" {SHOW_WORDS[wish.show]}" if wish.show is not Show.ALL else ""
    words = [f"Actions {len(loaded.ids)}{which}"]
    late = loaded.counts[Show.OVERDUE]
    if late and wish.show is not Show.OVERDUE:
        words.append(f"{late} late")
    full = loaded.counts[Show.FULL]
    if full and wish.show in (Show.OPEN, Show.ACTIVE, Show.MINE):
        words.append(f"{full} at 100 %, not closed")
    return " · ".join([*words, *([one_line(loaded.account)] if loaded.account else [])])
