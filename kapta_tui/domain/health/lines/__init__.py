"""The health of an account down to single facts, each with the points it earned (domain.md 4.3, "why n?")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kapta_tui.domain.health.lines.absent import absent
from kapta_tui.domain.health.lines.line import RISK, Known, Line, Piece, settled
from kapta_tui.domain.health.lines.plan import plan_pieces
from kapta_tui.domain.health.lines.profile import profile_pieces
from kapta_tui.domain.health.lines.risks import risk_lines
from kapta_tui.domain.health.lines.said import rating_pieces, satisfaction_pieces
from kapta_tui.domain.health.lines.talk import freshness_pieces, note_pieces
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook

__all__ = ["RISK", "Known", "Line", "lines"]

_NOTHING_MORE: Final = Known()
_PIECES: Final[dict[str, Callable[[Health, Playbook, Known], Iterable[Piece]]]] = {
    "profile": profile_pieces,
    "plan": plan_pieces,
    "notes": note_pieces,
    "qbr": rating_pieces,
    "freshness": freshness_pieces,
    "satisfaction": satisfaction_pieces,
}


def lines(health: Health, playbook: Playbook, known: Known = _NOTHING_MORE) -> tuple[Line, ...]:
    """Return the facts behind every factor in its order, then those of the active risks.

    What the lines of a factor earned adds up to the factor's exact points, what they could have earned to all it could
    give. A factor that does not count has one line that says why, with no points. `known` names the records that facts
    gathered for many accounts do not name. `playbook` is the one that `health` was computed by.
    """
    found: list[Line] = []
    for factor in health.scores.factors:
        if factor.counts:
            pieces = tuple(_PIECES[factor.name](health, playbook, known))
            found += settled(factor, pieces, health.scores, health.day)
        else:
            found.append(absent(factor, health, playbook, known))
    return (*found, *risk_lines(health, playbook))
