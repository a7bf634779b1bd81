"""Health of accounts: the facts it is computed from, and what screens and commands show of it (domain.md 4)."""

from __future__ import annotations

from kapta_tui.data.read.health.gather import ALL, ONE, TOUCHED, gather

__all__ = ["ALL", "ONE", "TOUCHED", "gather"]
