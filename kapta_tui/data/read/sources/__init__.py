"""The SQL of every kind."""

from __future__ import annotations

from kapta_tui.data.read.sources import accounts, commerce, knowledge, plans, risks, satisfaction
from kapta_tui.data.read.sources.base import Source

SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        accounts.USERS,
        accounts.ACCOUNTS,
        accounts.CONTACTS,
        accounts.NOTES,
        commerce.CONTRACTS,
        commerce.OPPORTUNITIES,
        commerce.PRODUCTS,
        knowledge.DOCUMENTS,
        knowledge.SWOT,
        knowledge.VOC,
        knowledge.QBRS,
        knowledge.METRICS,
        satisfaction.SATISFACTION,
        risks.RISKS,
        plans.GOALS,
        plans.OBJECTIVES,
        plans.ACTIONS,
        plans.TASKS,
    )
}
"""Kind name to source."""

__all__ = ["SOURCES", "Source"]
