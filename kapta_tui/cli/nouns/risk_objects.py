"""Counts of risks as JSON, the same in `kapta risk` and in reports."""

from __future__ import annotations

from kapta_tui.cli.amounts import sums
from kapta_tui.cli.output.json_text import Json
from kapta_tui.data.read.riskviews import Matrix
from kapta_tui.data.read.riskviewspeople import Load
from kapta_tui.data.read.riskviewsreasons import Closed, ReasonCount
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.risk import proposed_priority


def closed_object(one: Closed) -> dict[str, Json]:
    """Return how many risks were closed with a status."""
    return {
        "status": one.status,
        "count": one.count,
        "contract_values": sums(one.value),
    }


def reason_object(one: ReasonCount) -> dict[str, Json]:
    """Return how often a reason was given; `code` is null for own words."""
    return {
        "code": one.code,
        "reason": one.label,
        "primary": one.primary,
        "any": one.any,
        "active": one.active,
        "contract_values": sums(one.value),
    }


def load_object(one: Load, playbook: Playbook) -> dict[str, Json]:
    """Return what a person works on, `person` null for nobody; `by_severity` leaves out what there is none of."""
    scale = (*(choice.code for choice in reversed(playbook.choices("severity"))), None)
    return {
        "person": one.person or None,
        "active": one.active,
        "assigned": one.assigned,
        "by_severity": {code or "none": one.by_severity[code] for code in scale if one.by_severity.get(code)},
        "overdue": one.overdue,
        "unaddressed": one.unaddressed,
        "contract_values": sums(one.value),
        "expected_losses": sums(one.loss),
    }


def matrix_objects(found: Matrix, playbook: Playbook) -> list[dict[str, Json]]:
    """Return an object per cell, empty ones included, with the priority that it proposes."""
    cells = (
        (severity, likelihood, found.at((severity, likelihood)))
        for severity in found.severities
        for likelihood in found.likelihoods
    )
    return [
        {
            "severity": severity,
            "likelihood": likelihood,
            "priority": proposed_priority(playbook, severity, likelihood),
            "count": cell.count,
            "contract_values": sums(cell.value),
            "expected_losses": sums(cell.loss),
        }
        for severity, likelihood, cell in cells
    ]
