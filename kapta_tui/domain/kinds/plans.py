"""Goals, objectives, actions and tasks (mission S3; domain.md 1.1, 3.8)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import common

_START = Field("start", FieldType.DATE, "Start", synonyms=("start date", "planned start"))
_DUE = Field("due", FieldType.DATE, "Due", synonyms=("due date", "end date", "deadline"))
_COMPLETED = Field("completed_at", FieldType.DATE, "Completed", writable=False)
_REPORT = Field("in_customer_report", FieldType.FLAG, "In customer report", default=True)
_PERCENT = Field("percent", FieldType.PERCENT, "Percent", writable=False)
_STATUS = Field("status", FieldType.CHOICE, "Status", choices="action_status", default="not_started")
_NOTE = Field("status_note", FieldType.TEXT, "Status note")
_REPORTED = ("percent complete", "progress", "% complete")
_STARTED = Field("started_at", FieldType.DATE, "Started", writable=False)
_OVERDUE = Field("overdue", FieldType.FLAG, "Overdue", writable=False)
_PLAYERS = Field("contacts", FieldType.REFERENCES, "Key players", target="contacts", writable=False)
_OWN = "Of a goal without actions; else its actions say it"
_SOURCE = Field(
    "source", FieldType.TEXT, "Source", writable=False, help="The kind of record it was made from"
)
_SOURCE_NAME = Field(
    "source_name",
    FieldType.TEXT,
    "Made from",
    writable=False,
    help="The name of what it was made from, or how its text begins; of a risk the day on which it was opened",
)
_RISK = Field(
    "risk",
    FieldType.TEXT,
    "Addresses risk",
    writable=False,
    feature="risks",
    help="The day on which the risk it addresses was opened",
)
_SECTION = Field("section", FieldType.CHOICE, "Section", choices="section", writable=False)


def _id_of(field: str, label: str) -> Field:
    """Return the field that tells which of several records of one name `field` names (features: row 89)."""
    return Field(f"{field}_id", FieldType.INTEGER, f"{label} id", writable=False)


_READY = frozenset({"mine", "contributing", "overdue", "strategic", "archived"})

GOALS = Kind(
    name="goals",
    noun="goal",
    table="goal",
    feature="plans",
    columns=("account", "section", "name", "percent", "owner", "start", "due", "completed_at"),
    sort=("account", "section", "position"),
    ready=_READY,
    synonyms=("goal",),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field("section", FieldType.CHOICE, "Section", required=True, choices="section", default="customer"),
        common.name("Name", "goal name", "goal"),
        common.description(),
        Field(
            "reported_status",
            FieldType.CHOICE,
            "Reported status",
            choices="action_status",
            column="status",
            default="not_started",
            tab="More info",
            synonyms=("status",),
            help=_OWN,
            shown_as="status",
        ),
        Field(
            "reported_percent",
            FieldType.PERCENT,
            "Reported percent",
            column="percent",
            tab="More info",
            minimum=0,
            maximum=100,
            synonyms=("percent", *_REPORTED),
            help=_OWN,
            shown_as="percent",
        ),
        _NOTE._replace(tab="More info"),
        common.user("owner", "Owner", "goal owner"),
        _START,
        _DUE,
        _REPORT,
        common.EXTERNAL,
        _STATUS._replace(default=None, writable=False, column="shown_status"),
        _PERCENT._replace(column="shown_percent"),
        _STARTED,
        _COMPLETED,
        _OVERDUE,
        _PLAYERS,
        _SOURCE,
        _SOURCE_NAME,
        _RISK,
        Field("position", FieldType.INTEGER, "Position", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

OBJECTIVES = Kind(
    name="objectives",
    noun="objective",
    table="objective",
    feature="plans",
    columns=("account", "goal", "name", "percent", "start", "due", "completed_at"),
    sort=("account", "goal", "position"),
    ready=_READY,
    synonyms=("objective",),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field("goal", FieldType.REFERENCE, "Goal", required=True, target="goals", synonyms=("goal name",)),
        common.name("Name", "objective name", "objective"),
        common.description(),
        common.user("owner", "Owner"),
        _START,
        _DUE,
        common.EXTERNAL,
        _id_of("goal", "Goal"),
        _SECTION,
        _STATUS._replace(default=None, writable=False),
        _PERCENT,
        _COMPLETED,
        _OVERDUE,
        _REPORT._replace(default=None, writable=False),
        _PLAYERS,
        Field(
            "source",
            FieldType.TEXT,
            "Source",
            writable=False,
            help="The kind of record its goal was made from",
        ),
        Field("position", FieldType.INTEGER, "Position", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

ACTIONS = Kind(
    name="actions",
    noun="action",
    table="action",
    feature="plans",
    columns=("account", "goal", "name", "status", "percent", "owner", "start", "due"),
    sort=("due", "name"),
    ready=_READY,
    synonyms=("action",),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field("goal", FieldType.REFERENCE, "Goal", required=True, target="goals", synonyms=("goal name",)),
        Field(
            "objective", FieldType.REFERENCE, "Objective", target="objectives", synonyms=("objective name",)
        ),
        common.name("Name", "action name", "action"),
        common.description(),
        _STATUS,
        _NOTE,
        Field(
            "percent",
            FieldType.PERCENT,
            "Percent",
            minimum=0,
            maximum=100,
            default=0,
            synonyms=_REPORTED,
        ),
        common.user("owner", "Owner", "action owner", "assigned to"),
        _START,
        _DUE,
        Field("contacts", FieldType.REFERENCES, "Key players", target="contacts", tab="More info"),
        _REPORT,
        common.EXTERNAL,
        _STARTED,
        _COMPLETED,
        _OVERDUE,
        _id_of("goal", "Goal"),
        _id_of("objective", "Objective"),
        _SECTION,
        _SOURCE,
        _SOURCE_NAME,
        _RISK,
        Field("position", FieldType.INTEGER, "Position", writable=False),
        common.CREATED,
        common.UPDATED,
    ),
)

TASKS = Kind(
    name="tasks",
    noun="task",
    table="task",
    feature="plans",
    columns=("account", "action", "name", "due", "assignee", "recurrence", "done_at"),
    sort=("due", "name"),
    ready=_READY,
    synonyms=("task", "to do"),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field("action", FieldType.REFERENCE, "Action", target="actions", synonyms=("action name",)),
        common.name("Name", "task name", "task", "subject"),
        Field(
            "due", FieldType.DATE, "Due", synonyms=("due date", "end date"), help="Empty means the action's"
        ),
        common.user("assignee", "Assigned to", "assigned to", "owner", "task owner"),
        Field(
            "recurrence",
            FieldType.RECURRENCE,
            "Recurrence",
            help='Words such as "every 2 weeks on Monday", or FREQ=WEEKLY',
        ),
        common.description(),
        common.EXTERNAL,
        _id_of("action", "Action"),
        Field("goal", FieldType.REFERENCE, "Goal", target="goals", writable=False),
        _SECTION,
        Field("due_inherited", FieldType.FLAG, "Due inherited", writable=False),
        Field(
            "until",
            FieldType.TEXT,
            "Until",
            writable=False,
            help="risk_closed: it recurs while there is a risk",
        ),
        Field("done_at", FieldType.DATE, "Done", writable=False),
        _OVERDUE,
        _SOURCE,
        _SOURCE_NAME,
        _RISK,
        common.CREATED,
        common.UPDATED,
    ),
)
