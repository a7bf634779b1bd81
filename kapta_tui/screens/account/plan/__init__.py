"""The Act tab of an account: its plan as an outline that is worked on in place (mission S3)."""

from __future__ import annotations

from kapta_tui.screens.account.plan.listing import PlanList
from kapta_tui.screens.account.plan.tab import ActTab

__all__ = ["ActTab", "PlanList"]
