"""The metrics of an account: values, gains, histories (features: row 11)."""

from __future__ import annotations

from kapta_tui.screens.account.measure.tab import MeasureTab

__all__ = ["MeasureTab"]
