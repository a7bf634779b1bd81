"""What the fields on the page of an action follow from (mission S3; features: rows 83 to 88)."""

from __future__ import annotations

from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.dialogs.explanation import Reasoning
from kapta_tui.screens.plans import why

_FIXED = {
    "section": "The plan section is that of the goal; it is changed there.",
    "objective": "The section shows no objectives; this one is kept, and comes back with level three.",
    "started_at": "The day on which the action was begun, or first reported above 0 %.",
    "completed_at": "The day on which the action was completed or cancelled. x opens it again.",
    "in_customer_report": "Whether the customer's reports name the action; Q changes it.",
}


def reasoning(page: ActionPage, field: str) -> Reasoning:
    """Return what `field` follows from; of a field that is simply set, how the percents come about."""
    if field in _FIXED:
        return Reasoning(f"Why? · {page.row.name}", (_FIXED[field],))
    return why.reasoning(page.full.detail, page.today)
