"""Gaps of the profile that could be filled, each with the facts as they would be (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.next.people import cast, joined
from kapta_tui.domain.health.next.step import CREATE, EDIT, ENTRY, FIELD, REVIEW, WORK, Change, Record
from kapta_tui.domain.health.profile import NO_CONTRACT, WHOLE_CONTRACT, core_roles, shares_of
from kapta_tui.domain.playbook import Playbook

_PER_PLAYER = 4
"""What is counted of a key player: name, title, friendliness, decision power."""


def profile_changes(facts: HealthFacts, day: date, playbook: Playbook) -> Iterator[Change]:
    """Yield each unmet item of the profile, met."""
    for item, parts in shares_of(facts.profile, playbook, day).items():
        for part, earned in parts.items():
            if earned == 1:
                continue
            if item in core_roles(playbook):
                yield cast(facts, day, playbook, item)
            elif item == "breadth":
                missing = playbook.health.profile.breadth_contacts - facts.profile.players
                yield Change(item, part, ("contacts", None), WORK, CREATE, joined(facts, missing))
            elif item in ("swot_quadrant", "voc", "contract"):
                yield _reviewed(facts, day, item, part)
            elif item != "completeness":
                yield _filled(facts, ("accounts", facts.account), item, part)
            elif facts.profile.players:
                yield _filled(facts, ("contacts", None), item, part)


def _filled(facts: HealthFacts, record: Record, item: str, part: str) -> Change:
    profile = facts.profile
    effort = FIELD
    if item == "website":
        profile = replace(profile, website=True)
    elif item == "description":
        profile = replace(profile, description=True)
    elif item == "custom_fields":
        profile = replace(profile, custom={**profile.custom, part: True})
    else:
        profile = replace(profile, filled=_PER_PLAYER * profile.players)
        effort = ENTRY
    return Change(item, part, record, effort, EDIT, replace(facts, profile=profile))


def _reviewed(facts: HealthFacts, day: date, item: str, part: str) -> Change:
    """Return what is entered of today: the quadrant, the answer or the contract."""
    profile, command, effort = facts.profile, CREATE, ENTRY
    if item == "swot_quadrant":
        if part in profile.swot:
            command, effort = REVIEW, FIELD
        kind, profile = "swot", replace(profile, swot={**profile.swot, part: day})
    elif item == "voc":
        kind, profile = "voc", replace(profile, voc={**profile.voc, part: day})
    else:
        command = CREATE if profile.contract == NO_CONTRACT else EDIT
        kind, profile = "contracts", replace(profile, contract=WHOLE_CONTRACT)
    return Change(item, part, (kind, None), effort, command, replace(facts, profile=profile))
