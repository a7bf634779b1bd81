"""What keys and mouse do to the lines of a plan."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from textual import on

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.account_page_plan import PlanLine, line_key
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.plan.finishing import complete_or_reopen
from kapta_tui.screens.account.plan.listing import PlanList
from kapta_tui.screens.account.plan.model import SHOWS, Heading, Leaf, fits
from kapta_tui.screens.account.plan.outline import steps_to
from kapta_tui.screens.account.plan.sums import reasoning
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.plans import jobs
from kapta_tui.screens.plans.wish import SHOW_HELP, SHOW_WORDS
from kapta_tui.screens.plans.work import WORKING, PlanWork
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing.messages import CopyRequested, Opened

_NEED_LINE: Final = frozenset(
    {
        *("list.edit", "list.editor", "list.archive", "list.remove", "list.history"),
        *("plan.place-up", "plan.place-down"),
    }
)


_REPORTED: Final = frozenset({"plans.start", "plans.progress", "plans.status"})
"""What is said of work itself, not of what sums it up."""

_STEPS: Final = {"plan.place-up": -1, "plan.place-down": 1}


class PlanKeys(PlanWork):
    """Work on the outline of a plan; mixed into the tab that shows it."""

    HINTS: ClassVar = {
        "list.new": 3,
        "plans.progress": 4,
        "list.archive": 5,
        "list.why": 6,
        "list.named-filters": 7,
        "plans.goal": 7,
        "global.back": 8,
        "screen.next-tab": 9,
        "screen.previous-tab": 10,
        "screen.create": 10,
        "plan.fold-all": 8,
    }
    CALLED: ClassVar = {
        "list.archive": (
            "Complete",
            "Complete the marked lines, else the one under the cursor, or reopen them",
        ),
        "list.left": ("Fold", "Fold what is below, else go to what the line stands below"),
        "list.right": ("Unfold", "Unfold what is below, else go there"),
        "list.named-filters": ("Filter", "Choose which actions of the section under the cursor are shown"),
        "list.why": ("Why", "Show the calculation behind the percent"),
    }
    BINDINGS = bindings(
        *WORKING,
        "plans.goal",
        "plan",
        "list.new",
        "list.edit",
        "list.archive",
        "list.remove",
        "list.editor",
        "list.history",
        "list.why",
        "list.named-filters",
    )

    @property
    def outline(self) -> PlanList:
        """The outline."""
        return self.query_one(PlanList)

    @property
    def page(self) -> PageActions:
        """The page."""
        assert isinstance(self.screen, PageActions)
        return self.screen

    def targets(self) -> tuple[Key, ...]:
        """Return the marked lines, else the one under the cursor."""
        return self.outline.keys

    def label_of(self, key: Key) -> str:
        """Return the name of a line."""
        row = self.outline.rows.get(line_key(NOUNS[key[0]].name, key[1]))
        return row.line.name if isinstance(row, Leaf) else key[0]

    def after_work(self) -> None:
        """Take the marks away."""
        self.outline.clear_marks()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a line while the cursor is on the heading of a section."""
        if command_id in _NEED_LINE and self.outline.line is None and not self.outline.marked:
            return "Put the cursor on a goal, an action or a task first"
        if command_id in ("list.sort", "list.reverse"):
            return "A plan stands in the order it is given"
        if command_id in _STEPS:
            return self._why_not_placed(_STEPS[command_id])
        if command_id in ("list.named-filters", "list.why", "plan.fold-all") and self.outline.here is None:
            return "There is no goal yet"
        if command_id in _REPORTED and all(_is_summed(line) for line in self.outline.lines):
            return (
                "Its progress follows from its actions"
                if self.outline.lines
                else "Put the cursor on an action first"
            )
        return None if command_id in ("list.why", "list.editor") else super().why_not(command_id)

    def _why_not_placed(self, step: int) -> str | None:
        """Say why the line under the cursor does not move up (-1) or down (1)."""
        line, section = self.outline.line, self.outline.section
        if line is None or section is None:
            return None
        if line.kind == "tasks":
            return "Tasks stand by their due dates"
        if steps_to(self.outline.rows, self.outline.sections, line.key, step):
            return None
        place = "first" if step < 0 else "last"
        if line.objective and line.kind == "actions":
            return f"It stands {place} of its objective {one_line(line.objective)} already"
        return f"It stands {place} already"

    def _account(self) -> int | None:
        here = self.outline.account_here()
        return self.page.account if here is None else here

    def action_new(self) -> None:
        """Add what belongs below the line under the cursor."""
        kind, given = self.outline.begins()
        editing.add(self.page, kind, account=self._account(), given=given, then=partial(self._go_to, kind))

    def action_plans_goal(self) -> None:
        """Add a goal in a form, as an outline or from a template."""
        from kapta_tui.screens.plans.goals import new_goal

        section = self.outline.section
        code = "" if section is None else section.code
        new_goal(self.page, self._account(), section=code, then=partial(self._go_to, "goals"))

    def _go_to(self, kind: str, record: int) -> None:
        """Move the cursor to a line that was just made."""
        self.outline.want(line_key(kind, record))

    def action_levels(self) -> None:
        """Choose how many levels plan sections have."""
        from kapta_tui.screens.plans.levels import ask_levels

        ask_levels(self.page)

    @on(Opened, "#plan")
    def _open(self, event: Opened) -> None:
        """Fold a section, show the page of an action, edit anything else."""
        event.stop()
        row = self.outline.here
        if isinstance(row, Heading):
            self.outline.toggle(row.key)
        elif row is not None and row.line.kind == "actions":
            from kapta_tui.screens.action.screen import ActionScreen

            self.app.push_screen(ActionScreen(row.line.id, type(self.page)))
        elif row is not None:
            self.action_edit()

    def action_edit(self) -> None:
        """Open the form of the line under the cursor."""
        if (line := self.outline.line) is not None:
            editing.edit(self.page, line.kind, line.id)

    def action_editor(self) -> None:
        """Edit the description of the line under the cursor in the user's editor."""
        if (line := self.outline.line) is not None:
            editing.edit_text(self.page, line.kind, line.id)

    def action_history(self) -> None:
        """Show what became of the line under the cursor."""
        from kapta_tui.screens.history import show_history

        if (line := self.outline.line) is not None:
            show_history(self.page, line.kind, line.id)

    def action_remove(self) -> None:
        """Remove the lines with all that stands below them."""
        named = [(line.kind, line.id) for line in self.outline.lines]
        editing.remove_all(self.page, named, then=lambda _: self.after_work())

    def action_archive(self) -> None:
        """Complete the lines, or reopen them where the first one has ended."""
        plan = [line for section in self.outline.sections for line in section.lines]
        complete_or_reopen(self.page, self.outline.lines, plan, lambda _: self.after_work())

    def action_why(self) -> None:
        """Show the calculation behind the percent of the line or section under the cursor."""
        if (row := self.outline.here) is not None:
            self.app.push_screen(Explanation(reasoning(row)))

    def action_place_up(self) -> None:
        """Put the line above the one before it."""
        self._place(-1)

    def action_place_down(self) -> None:
        """Put the line below the one after it."""
        self._place(1)

    def _place(self, step: int) -> None:
        line = self.outline.line
        if line is None:
            return
        places = steps_to(self.outline.rows, self.outline.sections, line.key, step)
        if places:
            self.work(jobs.place((KINDS[line.kind].noun, line.id), places))

    def action_fold_all(self) -> None:
        """Fold every goal, or unfold them all."""
        self.outline.action_fold_all()

    @on(PlanList.FilterClicked)
    def action_named_filters(self) -> None:
        """Choose which actions of the section under the cursor are shown, each choice with its count."""
        section = self.outline.section
        if section is None:
            return

        def chosen(show: str | None) -> None:
            if show is not None:
                self.outline.filter(section.key, Show(show))

        work = list(section.work)
        options = [
            PickOption(
                show.value, f"{SHOW_WORDS[show]}  {sum(fits(line, show) for line in work)}", SHOW_HELP[show]
            )
            for show in SHOWS
        ]
        self.app.push_screen(Pick(f"Which actions · {section.label}", options), chosen)

    @on(CopyRequested, "#plan")
    def _copy(self, event: CopyRequested) -> None:
        """Copy the rows as columns, headings by their names."""
        event.stop()
        shown = [
            column
            for column in self.outline.columns
            if column.key in self.outline.shown and column.key != "bar"
        ]
        rows = [self.outline.rows[key] for key in event.ids if key in self.outline.rows]
        self.page.copy_lines(
            [
                "\t".join(
                    _name(row) if column.key == "name" else plain(column.cell(row)).strip()
                    for column in shown
                )
                for row in rows
            ]
        )


def _is_summed(line: PlanLine) -> bool:
    """Say whether the line is a goal or objective that is measured by its actions."""
    return line.sums is not None and bool(line.sums.parts)


def _name(row: Heading | Leaf) -> str:
    return row.section.label if isinstance(row, Heading) else row.line.name
