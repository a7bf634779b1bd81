"""The stages in which an opportunity has ended; every playbook has them (domain.md 3.7)."""

from __future__ import annotations

from typing import Final

WON: Final = "won"
LOST: Final = "lost"

ENDED: Final = (WON, LOST)
"""Stages in which an opportunity is no longer open."""
