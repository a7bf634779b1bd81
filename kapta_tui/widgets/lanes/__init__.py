"""Swim lanes: goals, objectives and actions along a time line."""

from __future__ import annotations

from kapta_tui.widgets.lanes.commands import LANE_COMMANDS
from kapta_tui.widgets.lanes.widget import Lanes

__all__ = ["LANE_COMMANDS", "Lanes"]
