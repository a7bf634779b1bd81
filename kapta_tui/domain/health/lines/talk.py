"""What notes and contact with key players earned (features: rows 63 and 65)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.lines.line import ALL, NONE, Detail, Known, Piece
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook

_EXACT: Final = 10**8
"""A half-life gives endless fractions: shares are kept to so many parts."""


def note_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield how many notes count of how many wanted, with what does not count, and how many contacts they are about."""
    rules, facts = playbook.health.notes(health.facts.type), health.facts.notes
    values: dict[str, Detail] = {
        "count": facts.counted,
        "target": rules.target,
        "within": rules.window_days,
        "per_day": rules.per_day,
        "min_length": rules.min_length,
        "beyond": 0 if known.written is None else max(0, known.written - facts.counted),
        "short": known.short,
    }
    has_contacts = playbook.enabled("contacts")
    # Without key players notes are all there is, whatever points they have.
    points = Fraction(rules.note_points) if has_contacts else ALL
    newest = known.records.get(("note_count", ""))
    share = Fraction(min(facts.counted, rules.target), rules.target)
    yield Piece("note_count", share, points, record=newest, values=values)
    if has_contacts:
        contacts = facts.contacts if facts.counted else 0
        share = Fraction(min(contacts, rules.contacts), rules.contacts)
        given = {"count": contacts, "target": rules.contacts, "within": rules.window_days}
        yield Piece("note_contacts", share, Fraction(rules.contact_points), values=given)


def freshness_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield the newest note, and each key player with the days since one was about them."""
    measure, newest = health.freshness, health.facts.notes.newest
    if measure is None:
        return
    has_contacts = playbook.enabled("contacts")
    own = Fraction(playbook.health.account_share) if has_contacts else ALL
    record = known.records.get(("newest_note", ""))
    yield Piece("newest_note", _share(measure.account), own, record=record, on=newest)
    if not has_contacts:
        return
    if not measure.players:
        yield Piece("key_player", NONE, 1 - own, "none")
    weights = sum(weight for _, weight, _ in measure.players)
    for player, weight, fresh in measure.players:
        values: dict[str, Detail] = {"weight": weight, "role": player.role or ""}
        points = (1 - own) * weight / weights
        contact = ("contacts", player.id)
        yield Piece("key_player", _share(fresh), points, "", contact, player.newest, values)


def _share(fresh: float) -> Fraction:
    """Return 0..100 as a share."""
    return Fraction(round(fresh * (_EXACT // 100)), _EXACT)
