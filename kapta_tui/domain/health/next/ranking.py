"""Steps ranked by what they gain (domain.md 4.3, "What next?")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.next.plan import plan_changes
from kapta_tui.domain.health.next.profile import profile_changes
from kapta_tui.domain.health.next.shell import shell_line
from kapta_tui.domain.health.next.step import CLOSE, CREATE, WORK, Change, Step, gained
from kapta_tui.domain.health.next.talk import note_changes, review_change
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook

NO_RECORDS: Final[Mapping[tuple[str, str], tuple[str, int]]] = {}


def next_steps(
    facts: HealthFacts,
    day: date,
    playbook: Playbook,
    *,
    noted_today: int | None = None,
    records: Mapping[tuple[str, str], tuple[str, int]] = NO_RECORDS,
) -> tuple[Step, ...]:
    """Return what would raise the health of an account on `day`, each step evaluated whole with it alone done.

    Only what gains is there, the largest gain first, ties by effort, then by item, part and record. `noted_today`
    is how many notes of `day` are long enough to count (see `note_changes`); `records` names by item and part what
    is to be worked on where the facts do not say it. Where nothing is scored no gain can be told.
    """
    now = health(facts, day, playbook).scores
    found = []
    for change in changes(facts, day, playbook, noted_today):
        after = health(change.facts, day, playbook).scores
        gain = gained(now, after)
        if gain > 0 and after.score is not None:
            step = Step(
                change.item,
                change.part,
                *_record(change, records),
                gain,
                after.score,
                change.effort,
                change.command,
                "",
            )
            found.append(step._replace(shell=shell_line(step, facts.account, playbook)))
    return tuple(sorted(found, key=_rank))


def changes(
    facts: HealthFacts, day: date, playbook: Playbook, noted_today: int | None = None
) -> Iterator[Change]:
    """Yield every unmet item with the facts as they would be with it met."""
    yield from profile_changes(facts, day, playbook)
    yield from plan_changes(facts, day, playbook)
    yield from note_changes(facts, day, playbook, noted_today)
    yield from review_change(facts, day, playbook)
    for risk in facts.risks:
        rest = tuple(one for one in facts.risks if one is not risk)
        yield Change("risk", "", ("risks", risk.id), WORK, CLOSE, replace(facts, risks=rest))


def _record(change: Change, records: Mapping[tuple[str, str], tuple[str, int]]) -> tuple[str, int | None]:
    kind, number = change.record
    if number is None and change.command != CREATE:
        return records.get((change.item, change.part), (kind, None))
    return kind, number


def _rank(step: Step) -> tuple[object, ...]:
    return -step.gain, step.effort, step.item, step.part, step.id or 0
