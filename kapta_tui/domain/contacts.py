"""Gaps among the key players of an account (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class KeyPlayer:
    """A contact as the rules see it: codes of the playbook, the superior's id, day of the newest note."""

    id: int
    name: str
    role: str | None = None
    friendliness: str | None = None
    power: str | None = None
    reports_to: int | None = None
    has_left: bool = False
    last_contact: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: `rule` is `role_empty`, `role_hostile`, `power_silent`, `single_threaded`,
    `reports_to_cycle` or `reports_to_left`; `text` is a sentence; `contacts` are the ids concerned, `role` the code
    of the role that wants somebody."""

    rule: str
    text: str
    contacts: tuple[int, ...] = ()
    role: str = field(default="", compare=False)


def coverage_gaps(players: Sequence[KeyPlayer], playbook: Playbook, today: date) -> tuple[Gap, ...]:
    """Return every gap; contacts who have left fill no role and need no calls."""
    present = [player for player in players if not player.has_left]
    return (
        *_roles(present, playbook),
        *_silent(present, playbook, today),
        *_single_threaded(present, playbook, today),
        *_reports(players),
    )


def find_cycle(reports_to: Mapping[int, int | None], start: int) -> tuple[int, ...]:
    """Return the ids of the circle that `start` itself stands in, beginning with it; empty when it is in none."""
    chain = [start]
    seen = {start}
    above = reports_to.get(start)
    while above is not None and above not in seen:
        chain.append(above)
        seen.add(above)
        above = reports_to.get(above)
    return tuple(chain) if above == start else ()


def _roles(present: Sequence[KeyPlayer], playbook: Playbook) -> Iterator[Gap]:
    for role in playbook.coverage.core_roles:
        holders = [player for player in present if player.role == role]
        label = playbook.label("contact_role", role)
        if not holders:
            yield Gap("role_empty", f"Nobody is {label.lower()}.", role=role)
        elif all(_value(playbook, "friendliness", player.friendliness) < 0 for player in holders):
            text = f"{_names(holders)}: {label.lower()}, and against us."
            yield Gap("role_hostile", text, _ids(holders), role)


def _silent(present: Sequence[KeyPlayer], playbook: Playbook, today: date) -> Iterator[Gap]:
    rules = playbook.coverage
    for player in present:
        strong = (
            player.power is not None
            and _value(playbook, "decision_power", player.power) >= rules.strong_power
        )
        if not strong or _within(player, today, rules.strong_contact_days):
            continue
        since = f"since {player.last_contact}" if player.last_contact else "ever"
        power = playbook.label("decision_power", player.power).lower()
        yield Gap("power_silent", f"{player.name} ({power}): no contact {since}.", (player.id,))


def _single_threaded(present: Sequence[KeyPlayer], playbook: Playbook, today: date) -> Iterator[Gap]:
    days = playbook.coverage.single_thread_days
    heard = [player for player in present if _within(player, today, days)]
    if len(heard) == 1:
        yield Gap("single_threaded", f"{heard[0].name} is the only contact in {days} days.", _ids(heard))


def _reports(players: Sequence[KeyPlayer]) -> Iterator[Gap]:
    by_id = {player.id: player for player in players}
    above = {player.id: player.reports_to for player in players}
    told: set[int] = set()
    for player in players:
        circle = find_cycle(above, player.id)
        if circle and player.id not in told:
            told.update(circle)
            names = _names(by_id[id_] for id_ in circle)
            yield Gap("reports_to_cycle", f"{names} report in a circle.", circle)
        superior = by_id.get(player.reports_to) if player.reports_to is not None else None
        if superior is not None and superior.has_left and not player.has_left:
            text = f"{player.name} reports to {superior.name}, who has left."
            yield Gap("reports_to_left", text, (player.id, superior.id))


def _within(player: KeyPlayer, today: date, days: int) -> bool:
    return player.last_contact is not None and (today - player.last_contact).days <= days


def _value(playbook: Playbook, scale: str, code: str | None) -> int:
    """Return the value of a code, 0 for none or for one the playbook lost."""
    found = (choice.value for choice in playbook.choices(scale) if choice.code == code)
    return int(next(found, 0) or 0)


def _names(players: Iterable[KeyPlayer]) -> str:
    return ", ".join(player.name for player in players)


def _ids(players: Iterable[KeyPlayer]) -> tuple[int, ...]:
    return tuple(player.id for player in players)
