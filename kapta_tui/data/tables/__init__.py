"""SQLModel tables, one file per aggregate. Rows never leave `kapta_tui.data`.

Rules every table follows: dates are dates, moments UTC text ending in Z, money integer minor units beside
a currency, names carry a folded column for search and order, no column is floating-point (row images are
JSON), and whatever belongs to an account carries `account_id`, so that journal, summary and filters need no
joins.
"""

from kapta_tui.data.tables.accounts import Account, AccountContributor, AccountProduct, AccountSummary, User
from kapta_tui.data.tables.commerce import Contract, Opportunity, Product
from kapta_tui.data.tables.contacts import Contact, Note, NoteContact, Relationship
from kapta_tui.data.tables.health import AccountHealth, HealthDay, HealthState, Satisfaction
from kapta_tui.data.tables.journal import Change, Event, JournalState
from kapta_tui.data.tables.knowledge import (
    Document,
    Metric,
    MetricValue,
    Qbr,
    QbrColleague,
    QbrContact,
    Swot,
    Voc,
)
from kapta_tui.data.tables.plans import Action, ActionContact, Goal, Objective, Task
from kapta_tui.data.tables.playbook import PlaybookVersion
from kapta_tui.data.tables.risks import Risk, RiskReason, RiskResolution, RiskStage

__all__ = [
    "Account",
    "AccountContributor",
    "AccountHealth",
    "AccountProduct",
    "AccountSummary",
    "Action",
    "ActionContact",
    "Change",
    "Contact",
    "Contract",
    "Document",
    "Event",
    "Goal",
    "HealthDay",
    "HealthState",
    "JournalState",
    "Metric",
    "MetricValue",
    "Note",
    "NoteContact",
    "Objective",
    "Opportunity",
    "PlaybookVersion",
    "Product",
    "Qbr",
    "QbrColleague",
    "QbrContact",
    "Relationship",
    "Risk",
    "RiskReason",
    "RiskResolution",
    "RiskStage",
    "Satisfaction",
    "Swot",
    "Task",
    "User",
    "Voc",
]
