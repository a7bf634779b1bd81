"""Goals, objectives, actions and tasks."""

from datetime import date
from typing import Any

from sqlmodel import Field

from kapta_tui.data.tables.base import Base, Record, foreign, json_object


class Work(Record):
    """What is planned: `source` and `source_id` name the record it was made from, `risk_id` the risk it addresses.

    A source that is removed leaves its id behind, so that undo of the removal links the two again.
    """

    source: str | None = None
    source_id: int | None = None


class Goal(Work, table=True):
    """A goal of a plan section.

    `status`, `status_note`, `percent` and `started_at` are what is reported of a goal without actions; whether it is
    completed says `completed_at` alone, whose status is what it was before.
    """

    account_id: int = foreign("account")
    section: str = "customer"
    name: str
    name_folded: str
    description: str | None = None
    status: str = Field(default="not_started", sa_column_kwargs={"server_default": "not_started"})
    status_note: str | None = None
    percent: int | None = None
    owner_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    start: date | None = None
    due: date | None = None
    in_customer_report: bool = True
    started_at: date | None = None
    completed_at: date | None = None
    position: int = 0
    risk_id: int | None = foreign("risk", on_delete="SET NULL", nullable=True)


class Objective(Record, table=True):
    """A step of a goal, in plan sections of three levels."""

    account_id: int = foreign("account")
    goal_id: int = foreign("goal")
    name: str
    name_folded: str
    description: str | None = None
    owner_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    start: date | None = None
    due: date | None = None
    completed_at: date | None = None
    position: int = 0


class Action(Work, table=True):
    """What is done for a goal."""

    account_id: int = foreign("account")
    goal_id: int = foreign("goal")
    objective_id: int | None = foreign("objective", nullable=True)
    name: str
    name_folded: str
    description: str | None = None
    status: str = "not_started"
    status_note: str | None = None
    percent: int = 0
    owner_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    start: date | None = None
    due: date | None = Field(default=None, index=True)
    started_at: date | None = None
    completed_at: date | None = None
    in_customer_report: bool = True
    position: int = 0
    risk_id: int | None = foreign("risk", on_delete="SET NULL", nullable=True)
    custom: dict[str, Any] = json_object()


class ActionContact(Base, table=True):
    """A key player linked to an action."""

    __tablename__ = "action_contact"

    account_id: int = foreign("account")
    action_id: int = foreign("action")
    contact_id: int = foreign("contact")


class Task(Work, table=True):
    """A small piece of work; an empty `due` means the action's.

    `until` "risk_closed" ends the recurrence when the account has no active risk any more. `series_id` names the task
    that a series began with in all that followed it; like a source, one that is removed leaves its id behind.
    """

    account_id: int = foreign("account")
    action_id: int | None = foreign("action", nullable=True)
    name: str
    name_folded: str
    description: str | None = None
    due: date | None = Field(default=None, index=True)
    assignee_id: int | None = foreign("user", on_delete="SET NULL", nullable=True)
    recurrence: str | None = None
    until: str | None = None
    done_at: date | None = None
    series_id: int | None = Field(default=None, index=True)
    position: int = 0
    risk_id: int | None = foreign("risk", on_delete="SET NULL", nullable=True)
