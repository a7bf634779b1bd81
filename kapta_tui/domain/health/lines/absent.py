"""Why a factor does not count: it is switched off, or has no value (domain.md 4.1, "when empty")."""

from __future__ import annotations

from kapta_tui.domain.health.lines.line import Known, Line, Piece, line_of
from kapta_tui.domain.health.lines.said import rating_pieces, satisfaction_pieces
from kapta_tui.domain.health.score import FEATURES, Factor, Health
from kapta_tui.domain.playbook import Playbook


def absent(factor: Factor, health: Health, playbook: Playbook, known: Known) -> Line:
    """Return the line of a factor that does not count; its item is the factor's state, its part the reason.

    Disabled is so by its `feature` or its `weight`. Missing is what was `never` given, has `expired`, is empty of an
    account that is `young`, is empty and so left out by the playbook (`skipped`), or belongs to an account that was
    `unknown` then.
    """
    if not factor.weight:
        feature = FEATURES.get(factor.name)
        is_off = feature is not None and not playbook.enabled(feature)
        return Line(factor.name, "disabled", "feature" if is_off else "weight")
    if health.facts.created > health.day:
        return Line(factor.name, "missing", "unknown", on=health.facts.created)
    if factor.name in ("qbr", "satisfaction"):
        return _expired(factor, health, playbook, known)
    if factor.name == "delivery":
        return Line(factor.name, "missing", "never")
    limit = playbook.health.new_account_days
    age = (health.day - health.facts.created).days
    part = "young" if age < limit else "skipped"
    return Line(factor.name, "missing", part, values={"age": age, "limit": limit})


def _expired(factor: Factor, health: Health, playbook: Playbook, known: Known) -> Line:
    pieces = rating_pieces if factor.name == "qbr" else satisfaction_pieces
    found: Piece | None = next(pieces(health, playbook, known), None)
    if found is None:
        return Line(factor.name, "missing", "never")
    return line_of(factor.name, found._replace(item="missing"), health.day)
