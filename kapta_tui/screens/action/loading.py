"""What the page of an action asks the store for; runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import tasks
from kapta_tui.data.read.actionpage import ActionFull, action_full
from kapta_tui.data.read.plans import ActionRow
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import PlanState
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.model import Section
from kapta_tui.screens.plans.loading import OBJECTIVES
from kapta_tui.screens.severity import severity_token
from kapta_tui.widgets.cells import Token


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action with all that its page shows, on one day by one playbook."""

    full: ActionFull
    tasks: tuple[TaskRow, ...]
    """Those that are open."""
    playbook: Playbook
    today: date

    @property
    def id(self) -> int:
        """The action."""
        return self.row.id

    @property
    def row(self) -> ActionRow:
        """What lists show of it."""
        return self.full.detail.row

    @property
    def state(self) -> PlanState:
        """How it stands on the day."""
        return self.row.state(self.today)

    @property
    def status(self) -> str:
        """The label of its status."""
        return self.playbook.label("action_status", self.row.status)

    @property
    def section(self) -> Section:
        """The plan section of its goal."""
        return self.playbook.section(str(self.full.values["section"]))

    @property
    def has_objectives(self) -> bool:
        """Whether objectives are seen in its section."""
        return self.section.levels >= OBJECTIVES

    @property
    def at_risk(self) -> bool:
        """Whether its account has an active risk that is to be seen."""
        return self.row.at_risk and "risks" not in self.playbook.off

    @property
    def token(self) -> Token:
        """How the mark of the account's risk is drawn."""
        return severity_token(self.playbook, self.row.risk_severity)

    @property
    def owner_named(self) -> str | None:
        """Who was chosen by name; None where it is the account's owner."""
        return str(self.full.values["owner"]) if self.full.values["owner"] else None

    @property
    def custom(self) -> tuple[Field, ...]:
        """The administrator's fields, retired ones only where they hold a value."""
        retired = {item.name for item in self.playbook.custom_fields("actions") if item.retired}
        fields = custom.fields_of(KINDS["actions"], self.playbook).values()
        held = self.full.values
        return tuple(
            item
            for item in fields
            if item.custom and (item.name not in retired or held.get(item.name) not in (None, "", ()))
        )


def load(connection: sqlite3.Connection, action: int, user: str, today: date) -> ActionPage | None:
    """Return the page of an action, None when it is gone."""
    playbook = current(connection)
    full = action_full(connection, View(today, user, playbook), action)
    if full is None:
        return None
    return ActionPage(full, tuple(tasks.of_action(connection, action, user)), playbook, today)
