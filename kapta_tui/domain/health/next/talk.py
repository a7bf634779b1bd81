"""Notes that could be written today, and reviews that could be held (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.facts import HealthFacts, Player, Review
from kapta_tui.domain.health.next.step import CREATE, FIELD, WORK, Change
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.playbook.health import NoteRules

_GOOD = 4
"""What a review is taken to be rated where none counts."""


def note_changes(
    facts: HealthFacts, day: date, playbook: Playbook, noted_today: int | None
) -> Iterator[Change]:
    """Yield a note of today with each core key player, and with the other one who is coldest.

    Who was spoken with today already is left out. `noted_today` is how many notes of today are long enough to count;
    unknown, a day that has one is taken to be full, so that no note is promised points that it may not bring. Where
    there are no key players at all the note is about the account alone.
    """
    rules = playbook.health.notes(facts.type)
    if noted_today is None:
        noted_today = rules.per_day if facts.notes.newest == day else 0
    counts = noted_today < rules.per_day
    if not playbook.enabled("contacts") or not facts.players:
        if facts.notes.newest != day:
            yield Change("note", "", ("notes", None), FIELD, CREATE, _noted(facts, day, counts=counts))
        return
    core = playbook.coverage.core_roles
    others = sorted(
        (player for player in facts.players if player.role not in core),
        key=lambda player: (player.newest or date.min, player.id),
    )
    for player in (*(one for one in facts.players if one.role in core), *others[:1]):
        if player.newest != day:
            met = _noted(facts, day, player, rules, counts=counts)
            yield Change("note", "", ("contacts", player.id), FIELD, CREATE, met)


def _noted(
    facts: HealthFacts,
    day: date,
    about: Player | None = None,
    rules: NoteRules | None = None,
    *,
    counts: bool,
) -> HealthFacts:
    """Return the facts with a note of today; one about a key player of whom the window holds none adds a contact."""
    contacts = facts.notes.contacts
    if about is not None and rules is not None:
        since = days_before(day, rules.window_days)
        contacts += about.newest is None or about.newest < since
    notes = facts.notes._replace(counted=facts.notes.counted + counts, contacts=contacts, newest=day)
    players = tuple(one._replace(newest=day) if one is about else one for one in facts.players)
    return replace(facts, notes=notes, players=players)


def review_change(facts: HealthFacts, day: date, playbook: Playbook) -> Iterator[Change]:
    """Yield a review held today: rated the next better than the one that counts, or good where none counts."""
    rated = facts.review
    counts = rated is not None and (day - rated.on).days <= playbook.health.qbr.expires_days
    offered = sorted(playbook.offered("qbr_rating"), key=_value)
    if rated is not None and counts:
        wanted = next((choice for choice in offered if _value(choice) > rated.value), None)
    else:
        wanted = next((choice for choice in reversed(offered) if _value(choice) <= _GOOD), None)
    if wanted is not None:
        met = replace(facts, review=Review(0, day, _value(wanted)))
        yield Change("qbr", wanted.code, ("qbrs", None), WORK, CREATE, met)


def _value(choice: Choice) -> int:
    return int(choice.value or 1)
