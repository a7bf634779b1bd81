"""What would raise the health of an account, ranked by the exact points each step would gain (domain.md 4.3)."""

from __future__ import annotations

from kapta_tui.domain.health.next.gains import Gain, profile_gains
from kapta_tui.domain.health.next.hints import Hint, hints
from kapta_tui.domain.health.next.ranking import next_steps
from kapta_tui.domain.health.next.step import ENTRY, FIELD, WORK, Step

__all__ = ["ENTRY", "FIELD", "WORK", "Gain", "Hint", "Step", "hints", "next_steps", "profile_gains"]
