"""What reports on health and activity tell (features: row 70)."""

from __future__ import annotations

from kapta_tui.data.read.healthreport.account import HealthReport, health_report
from kapta_tui.data.read.healthreport.happened import ActivityReport, activity_report
from kapta_tui.data.read.healthreport.portfolio import PortfolioHealth, portfolio_health

__all__ = [
    "ActivityReport",
    "HealthReport",
    "PortfolioHealth",
    "activity_report",
    "health_report",
    "portfolio_health",
]
