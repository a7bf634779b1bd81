"""What was written down becomes a task, an action or a goal, and each side leads to the other."""

from __future__ import annotations

from kapta_tui.screens.turning.linked import Linked, Points
from kapta_tui.screens.turning.spoken import Spoken
from kapta_tui.screens.turning.turner import Turning

__all__ = ["Linked", "Points", "Spoken", "Turning"]
