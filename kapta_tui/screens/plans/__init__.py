"""Plans: all actions as a list, and goals, objectives and actions as swim lanes."""

from __future__ import annotations

from kapta_tui.screens.plans.lanespane import PlanLanes
from kapta_tui.screens.plans.listpane import PlanList
from kapta_tui.screens.plans.screen import PlansScreen

__all__ = ["PlanLanes", "PlanList", "PlansScreen"]
