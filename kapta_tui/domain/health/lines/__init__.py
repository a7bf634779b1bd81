"""The health of an account down to single facts, each with the points it earned (domain.md 4.3, "why n?")."""

from __future__ import annotations

from kapta_tui.domain.health.lines.line import Known, Line
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook

__all__ = ["Known", "Line", "lines"]


def lines(health: Health, playbook: Playbook, known: Known = Known()) -> tuple[Line, ...]:
    """Return the facts behind every factor in its order, then those of the active risks.

    What the lines of a factor earned adds up to the factor's exact points, what they could have earned to all it could
    give. A factor that does not count has one line that says why, with no points.
    """
    return ()
