"""The combined view of a parent account: all that its family has, each record with its account (row 28)."""

from __future__ import annotations

from kapta_tui.screens.account.family.tabs import FAMILY_TABS

__all__ = ["FAMILY_TABS"]
