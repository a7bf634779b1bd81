"""The outline of a plan: sections, goals, objectives, actions and tasks, folded and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.content import Content
from textual.message import Message

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.lanes import Key
from kapta_tui.screens.account.panes import Chosen
from kapta_tui.screens.account.plan import words
from kapta_tui.screens.account.plan.columns import COLUMNS, columns_for, empty_columns, indent
from kapta_tui.screens.account.plan.model import Heading, Leaf, Outlook, PlanSection, Row
from kapta_tui.screens.account.plan.outline import outline, parent_of, uncover
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.columns import GUTTER

if TYPE_CHECKING:
    from typing import Any

_OUTLOOKS: WeakKeyDictionary[App[Any], Outlook] = WeakKeyDictionary()
"""What is folded and filtered in an app that runs: pages come and go, and find it as it was."""

_NARROW = 100
"""With fewer cells names need the room that words of states take."""

_TRIANGLE = 2
"""Cells that a click on a triangle may hit."""


class PlanList(Listing[Row]):
    """The plan as an outline; its owner gives sections with `show` and hears `Opened` and `Highlighted`."""

    HELP = (
        "The account's plan by section. n adds below the cursor (a goal, an action, a task), c an objective, "
        "N plans a goal, also from a template; h and l fold, Z folds all, f chooses which actions of a section "
        "are shown, J and K put a line elsewhere. ○ is not started, ◐ goes on, ◌ should have begun, ◉ is not closed, "
        "= is due with its action, ↻ recurs, ⊘ is left out of the "
        "customer report, $ and ▽ were made from a contract or an opportunity, ⚑ addresses a risk."
    )
    BINDINGS = bindings("list.left", "list.right")
    edits_marked = "x, a, D and Q change all of them"

    class FilterClicked(Message):
        """The user clicked on what is hidden in the section under the cursor."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, id="plan")
        self.border_title = Content("Plan")
        self.sections: Sequence[PlanSection] = ()
        self.rows: Mapping[int, Row] = {}
        self._keys: Mapping[str, str] = {}

    @property
    def outlook(self) -> Outlook:
        """What is folded and filtered."""
        return _OUTLOOKS.setdefault(self.app, Outlook())

    def show(self, sections: Sequence[PlanSection], keys: Mapping[str, str]) -> None:
        """Show the plan, the cursor staying on its line; `keys` are those of the commands."""
        self.sections, self._keys = sections, keys
        self.empty = words.nothing(keys)
        self.border_title = Content(words.title(sections))
        wanted = self._wanted
        if wanted is not None:
            uncover(sections, self.outlook, wanted)
        self._fit_columns()
        self.lay_out()
        if wanted is not None and wanted == self.cursor_id:
            # A page that has just been opened has no height yet.
            self.call_after_refresh(self.lift)

    def _fit_columns(self) -> None:
        """Make columns as wide as what they show, whatever is folded, and leave out those that show nothing."""
        lines = [line for section in self.sections for line in section.lines]
        today = cast(Shell, self.app).today
        self.set_columns(
            columns_for(lines, today, is_narrow=self.size.width < _NARROW), hidden=empty_columns(lines)
        )

    def on_resize(self) -> None:
        """Say states in fewer words where there is little room."""
        self._fit_columns()
        super().on_resize()

    def lay_out(self) -> None:
        """Draw the outline as it is folded and filtered now."""
        self.rows = outline(self.sections, self.outlook)
        self.unmarkable = frozenset(key for key in self.rows if key < 0)
        self.set_ids(list(self.rows), self.rows)
        self.redraw()
        self._show_position()

    def want(self, row_id: int) -> None:
        """Move the cursor to the line, at once or when the next `show` brings it, whatever hides it."""
        if row_id not in self.rows and uncover(self.sections, self.outlook, row_id):
            self.lay_out()
        super().want(row_id)
        if row_id == self.cursor_id:
            self.call_after_refresh(self.lift)

    @property
    def here(self) -> Row | None:
        """The row under the cursor."""
        return None if self.cursor_id is None else self.rows.get(self.cursor_id)

    @property
    def line(self) -> PlanLine | None:
        """The goal, objective, action or task under the cursor."""
        return self.here.line if isinstance(self.here, Leaf) else None

    @property
    def section(self) -> PlanSection | None:
        """The section that the cursor is in."""
        return None if self.here is None else self.here.section

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The marked lines, else the one under the cursor."""
        rows = (self.rows.get(key) for key in self.targets)
        return tuple(row.line for row in rows if isinstance(row, Leaf))

    @property
    def keys(self) -> tuple[Key, ...]:
        """Noun and id of `lines`."""
        return tuple((KINDS[line.kind].noun, line.id) for line in self.lines)

    @property
    def is_on_fold(self) -> bool:
        """Whether the line under the cursor is no record, but can be folded."""
        return isinstance(self.here, Heading)

    def banner(self, row: Row) -> Cell | None:
        """Draw a heading across all columns."""
        if isinstance(row, Leaf):
            return None
        new, which = self._key("list.new"), self._key("list.named-filters")
        return words.heading(row, self._width - GUTTER, new_key=new, filter_key=which)

    def _key(self, command: str) -> str:
        return show_key(self._keys[command].split(",")[0]) if self._keys else ""

    def show_status(self, words_: Iterable[str]) -> None:
        """Write behind the position what the line under the cursor is, and what it was made from."""
        super().show_status([*words_, *words.status_words(self.here)])

    def record_here(self) -> tuple[str, int] | None:
        """The record under the cursor."""
        return None if self.line is None else (self.line.kind, self.line.id)

    def account_here(self) -> int | None:
        """The account of the line under the cursor."""
        return None if self.section is None else self.section.account_id

    def chosen(self) -> Chosen | None:
        """The marked lines of the first one's kind, else the line under the cursor."""
        if not self.lines:
            return None
        kind = self.lines[0].kind
        return Chosen(kind, tuple(line.id for line in self.lines if line.kind == kind))

    def begins(self) -> tuple[str, Values]:
        """What belongs below the line: a goal to a section, an action to a goal or objective, a task to an action."""
        line, section = self.line, self.section
        if section is None:
            return "goals", {}
        is_shallow = section.levels == 1 and line is not None and line.kind == "goals"
        if line is None or is_shallow:
            return "goals", {"section": section.code}
        kind = "tasks" if line.kind in ("actions", "tasks") else "actions"
        return kind, self.gives()[kind]

    def gives(self) -> Mapping[str, Values]:
        """A task is for the action under the cursor, an action or objective for its goal, a goal for its section."""
        line, section = self.line, self.section
        given: dict[str, Values] = {} if section is None else {"goals": {"section": section.code}}
        if line is None:
            return given
        goal = line.name if line.kind == "goals" else line.goal
        objective = line.name if line.kind == "objectives" else line.objective
        given["objectives"] = {"goal": goal}
        given["actions"] = {"goal": goal, "objective": objective} if objective else {"goal": goal}
        if line.kind in ("actions", "tasks"):
            given["tasks"] = {"action": line.name if line.kind == "actions" else line.action}
        return given

    def fold(self, key: int, *, folded: bool) -> None:
        """Hide what is below a line, or show it; the cursor stays, or goes to the line that hides its own."""
        row = self.rows.get(key)
        if row is None:
            return
        above = self._hiding(key) if folded else None
        is_action = isinstance(row, Leaf) and row.is_action
        self.outlook.fold(key, is_action=is_action, folded=folded)
        if above is not None:
            self.select(above)
        self.lay_out()

    def _hiding(self, key: int) -> int | None:
        """Return `key` where the cursor stands somewhere below it."""
        at = self.cursor_id
        while at is not None and at != key:
            at = parent_of(self.rows, at)
        return at

    def toggle(self, key: int) -> None:
        """Fold a line that is open, and unfold one that is folded."""
        row = self.rows.get(key)
        if row is not None and _has_below(row):
            self.fold(key, folded=not row.is_folded)

    def action_list_left(self) -> None:
        """Fold the line, else go to the one it stands below."""
        row = self.here
        if row is None:
            return
        if _has_below(row) and not row.is_folded:
            self.fold(row.key, folded=True)
        elif (above := parent_of(self.rows, row.key)) is not None:
            self.select(above)

    def action_list_right(self) -> None:
        """Unfold the line, else go to the first one below it."""
        row = self.here
        if row is None or not _has_below(row):
            return
        if row.is_folded:
            self.fold(row.key, folded=False)
        else:
            self.action_list_down()

    def action_fold_all(self) -> None:
        """Fold every goal; where all are folded, unfold all goals, objectives and sections."""
        rows = [row for row in self.rows.values() if isinstance(row, Leaf) and row.line.kind == "goals"]
        folds = any(row.below and not row.is_folded for row in rows)
        for section in self.sections:
            if not folds:
                self.outlook.fold(section.key, is_action=False, folded=False)
            for line in section.lines:
                if line.kind == "goals" or (line.kind == "objectives" and not folds):
                    self.outlook.fold(line.key, is_action=False, folded=folds)
        at = self._goal_above() if folds else None
        if at is not None:
            self.select(at)
        self.lay_out()

    def _goal_above(self) -> int | None:
        """Return the goal that the line under the cursor stands below, None where there is none."""
        at = self.cursor_id
        while at is not None and (row := self.rows.get(at)) is not None:
            if isinstance(row, Leaf) and row.line.kind == "goals":
                return at
            at = parent_of(self.rows, at)
        return None

    def filter(self, section: int, show: Show) -> None:
        """Choose which actions a section shows; the cursor stays, or goes to what its line stood below."""
        if show is Show.ALL:
            self.outlook.shows.pop(section, None)
        else:
            self.outlook.shows[section] = show
        self.outlook.fold(section, is_action=False, folded=False)
        kept = outline(self.sections, self.outlook)
        at = self.cursor_id
        while at is not None and at not in kept:
            at = parent_of(self.rows, at)
        if at is not None:
            self.select(at)
        self.lay_out()

    def peel(self) -> bool:
        """Show all actions of the section under the cursor again, else of the others; False where nothing is hidden."""
        shows = self.outlook.shows
        filtered = [section.key for section in self.sections if section.key in shows]
        at_cursor = [key for key in filtered if self.section is not None and key == self.section.key]
        for key in at_cursor or filtered:
            del shows[key]
        if filtered:
            self.lay_out()
        return bool(filtered)

    def on_click(self, event: events.Click) -> None:
        """Fold by the triangle; a click on what a filter says asks for another one."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y - self._header + self.scroll_offset.y
        if offset is None or offset.y < self._header or not 0 <= index < len(self.ids):
            super().on_click(event)
            return
        row = self.rows[self.ids[index]]
        first = GUTTER + (indent(row.depth) if isinstance(row, Leaf) else 0)
        if first <= offset.x < first + _TRIANGLE and _has_below(row):
            event.stop()
            self.move_to(index)
            self.toggle(row.key)
            return
        super().on_click(event)
        if isinstance(row, Heading) and row.is_filtered:
            aside = words.aside_of(row, self._width - GUTTER, self._key("list.named-filters"))
            if offset.x >= self._width - cell_len(aside):
                self.post_message(self.FilterClicked())


def _has_below(row: Row) -> bool:
    return bool(row.section.lines) if isinstance(row, Heading) else bool(row.below)
