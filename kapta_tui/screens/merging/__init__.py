"""Merging two accounts in the app: choosing the other one, then field by field whose value stands."""

from __future__ import annotations

from kapta_tui.screens.merging.flow import merge

__all__ = ["merge"]
