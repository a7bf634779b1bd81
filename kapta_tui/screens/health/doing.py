"""Going to what is behind a line of the screen, and doing the steps that would raise the score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kapta_tui.data.read.health.next import Advice
from kapta_tui.data.read.health.why import Fact, Note
from kapta_tui.data.read.search import Hit
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.next import Hint
from kapta_tui.domain.health.next.step import CLOSE, CREATE, EDIT, REPORT, REVIEW
from kapta_tui.domain.health.profile import core_roles
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.lanes import Key
from kapta_tui.screens import editing
from kapta_tui.screens.account.people.jobs import review
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.create import choose_and_create
from kapta_tui.screens.editing_closing import close, complete
from kapta_tui.screens.finding import show_place
from kapta_tui.screens.health.covering import cover
from kapta_tui.screens.health.listing import WhyList
from kapta_tui.screens.health.loading import Found
from kapta_tui.screens.health.places import place_of
from kapta_tui.screens.health.rows import Row
from kapta_tui.screens.health.starting import begins
from kapta_tui.screens.plans.work import PlanWork
from kapta_tui.screens.record.onefield import edit_field

_DOES: Final = {"list.archive": "completes or closes", "plans.progress": "reports", "swot.review": "reviews"}
"""Command of a step to what it does, where it does nothing else here."""


class StepDoing(BaseScreen, PlanWork):
    """What Enter and the keys of steps do to the line under the cursor."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        self.listing = WhyList()

    @property
    def row_here(self) -> Row | None:
        """The line under the cursor."""
        return self.listing.here

    @property
    def _todo(self) -> Advice | Hint | None:
        """What could be done under the cursor."""
        target = None if self.row_here is None else self.row_here.target
        return target if isinstance(target, Advice | Hint) else None

    @property
    def _command(self) -> str:
        """The command that does it, empty where there is nothing to do."""
        todo = self._todo
        return "" if todo is None else todo.step.command if isinstance(todo, Advice) else todo.command

    def account_here(self) -> int:
        """The account that is explained."""
        return self.found.account

    def given_here(self) -> Mapping[str, Values]:
        """What the step under the cursor begins with."""
        todo = self._todo
        if not isinstance(todo, Advice) or todo.step.command != CREATE:
            return {}
        kind, given = begins(todo, self.found.playbook)
        return {kind: given}

    def targets(self) -> tuple[Key, ...]:
        """The work that the step under the cursor is about, or that is behind the fact there."""
        record = self._record
        return () if record is None else ((KINDS[record[0]].noun, record[1]),)

    def label_of(self, key: Key) -> str:
        """Return what the work is called."""
        record = self._record
        return "" if record is None else record[2]

    @property
    def _record(self) -> tuple[str, int, str] | None:
        """Kind, id and title of the record behind the line."""
        target = None if self.row_here is None else self.row_here.target
        if isinstance(target, Note):
            return "notes", target.id, target.text
        return target.record if isinstance(target, Fact | Advice) else None

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the line under the cursor has nothing for."""
        row = self.row_here
        if command_id == "list.open" and (row is None or not row.stops):
            return "there is nothing to open here"
        if command_id == "list.edit" and self._command != EDIT and self._record is None:
            return "there is no record behind this line"
        if command_id in _DOES and self._command != command_id:
            return f"no step here {_DOES[command_id]}: put the cursor on one that names the key"
        return None

    def open_target(self, row: Row) -> None:
        """Do the step of the line, or go to the record behind it, else to where that would stand."""
        if self._todo is not None:
            self.do_step()
        elif (record := self._record) is not None:
            kind, number, title = record
            self.shell.show_record(Hit(kind, number, title, "", self.found.account, self.found.why.name))
        elif isinstance(row.target, Fact):
            self.call_next(show_place, self, place_of(row.target.line, self.found.account))

    def do_step(self) -> None:
        """Do what the step under the cursor asks for, as far as it can be begun for the user."""
        command = self._command
        if command == CREATE:
            self._start()
        elif command == EDIT:
            self.action_edit()
        elif command == CLOSE:
            self.action_archive()
        elif command == REPORT:
            self.action_plans_progress()
        elif command == REVIEW:
            self.action_swot_review()

    def action_create(self) -> None:
        """Begin the record that the step asks for; elsewhere ask what to create."""
        if self._command == CREATE:
            self._start()
        else:
            choose_and_create(self, self.account_here())

    def _start(self) -> None:
        todo = self._todo
        if isinstance(todo, Advice) and todo.step.item == "coverage":
            cover(self, self.found.account, todo.step.part)
        elif isinstance(todo, Advice):
            kind, given = begins(todo, self.found.playbook)
            editing.add(self, kind, account=self.found.account, given=given)
        elif todo is not None:
            editing.add(self, "qbrs" if todo.item == "qbr" else todo.item, account=self.found.account)

    def action_edit(self) -> None:
        """Fill the field that the step asks for, else edit the record behind the line."""
        todo = self._todo
        if isinstance(todo, Hint):
            edit_field(self, "accounts", self.found.account, todo.item)
            return
        record = self._record
        if record is None:
            self._start()
            return
        kind, number, _ = record
        if not isinstance(todo, Advice):
            editing.edit(self, kind, number)
        elif todo.step.item in core_roles(self.found.playbook):
            edit_field(self, kind, number, "role", given=todo.step.item)
        elif field := _field(todo.step.item, todo.step.part):
            edit_field(self, kind, number, field)
        else:
            editing.edit(self, kind, number)

    def action_archive(self) -> None:
        """Close the risk, or complete the work, that the step is about."""
        record = self._record
        if record is not None and record[0] == "risks":
            close(self, "risks", (record[1],))
        elif record is not None:
            complete(self, (record[:2],))

    def action_swot_review(self) -> None:
        """Mark the item that the step is about as reviewed today."""
        record = self._record
        if record is not None:
            editing.run(self, review((record[1],)))


def _field(item: str, part: str) -> str:
    """Return the only field that a step fills with what only the user knows, empty where it is about several."""
    if item == "custom_fields":
        return part
    return item if item in ("website", "description") else ""
