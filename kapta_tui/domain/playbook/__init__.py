"""The playbook: the administrator's rules, parsed from one TOML text (interface.md 4, domain.md 3 and 4)."""

from __future__ import annotations

from kapta_tui.domain.playbook.book import Playbook
from kapta_tui.domain.playbook.default import default, default_text
from kapta_tui.domain.playbook.differences import differences
from kapta_tui.domain.playbook.health import (
    Ageing,
    Bands,
    Freshness,
    HealthRules,
    NoteRules,
    PlanRules,
    ProfileRules,
)
from kapta_tui.domain.playbook.model import (
    Calendar,
    Choice,
    CoverageRules,
    CustomField,
    JeopardyCode,
    Reason,
    Section,
    SwotPrompt,
)
from kapta_tui.domain.playbook.parse import parse
from kapta_tui.domain.playbook.problems import PlaybookError, Problem
from kapta_tui.domain.playbook.retire import retire_missing
from kapta_tui.domain.playbook.templates import (
    ActionTemplate,
    GoalTemplate,
    ObjectiveTemplate,
    TaskTemplate,
    Template,
)

__all__ = [
    "ActionTemplate",
    "Ageing",
    "Bands",
    "Calendar",
    "Choice",
    "CoverageRules",
    "CustomField",
    "Freshness",
    "GoalTemplate",
    "HealthRules",
    "JeopardyCode",
    "NoteRules",
    "ObjectiveTemplate",
    "PlanRules",
    "Playbook",
    "PlaybookError",
    "Problem",
    "ProfileRules",
    "Reason",
    "Section",
    "SwotPrompt",
    "TaskTemplate",
    "Template",
    "default",
    "default_text",
    "differences",
    "parse",
    "retire_missing",
]
