"""What filling the gaps of an account's profile would add (domain.md 4.2, factor profile)."""

from __future__ import annotations

import sqlite3
from datetime import date

from kapta_tui.data.read.health import ONE, gather
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.next import Gain, profile_gains
from kapta_tui.domain.health.profile import ProfileFacts
from kapta_tui.domain.playbook import Playbook

_NEW_TYPE = "normal"


def facts(connection: sqlite3.Connection, account: int, playbook: Playbook, today: date) -> HealthFacts:
    """Return what is known of one account on the day `today`. Raises NotFound."""
    found = gather(connection, today, playbook, ONE, account)
    if not found:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    return found[0]


def gains(connection: sqlite3.Connection, account: int, playbook: Playbook, today: date) -> tuple[Gain, ...]:
    """Return what each gap of the account's profile would add, the best first. Raises NotFound."""
    return profile_gains(facts(connection, account, playbook, today), today, playbook)


def new_gains(playbook: Playbook, today: date) -> tuple[Gain, ...]:
    """Return the same for an account of today that nothing is known about yet."""
    needed = playbook.required("accounts", _NEW_TYPE)
    own = (item.name for item in playbook.custom_fields("accounts") if item.name in needed)
    empty = ProfileFacts(custom=dict.fromkeys(own, False))
    return profile_gains(HealthFacts(0, _NEW_TYPE, today, profile=empty), today, playbook)
