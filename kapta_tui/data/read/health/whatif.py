"""What another playbook would do to the health of the portfolio: nothing is written (features: row 60)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from kapta_tui.data.read.health.gather import ALL, gather
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.health.score import Scores, health, scores_of
from kapta_tui.domain.health.whatif import Foretold, WhatIf, reweighed, standing, what_if
from kapta_tui.domain.playbook import Playbook, parse, retire_missing
from kapta_tui.domain.playbook.health import FACTORS

__all__ = ["foretell", "foretell_text"]

_NAMES: Final = "SELECT id, name, type FROM main.account WHERE NOT archived"
_KEPT: Final = f"""
SELECT d.account_id, d.deduction, {", ".join(f"d.{name}" for name in FACTORS)},
       {", ".join(f"d.{name}_weight" for name in FACTORS)}
FROM main.account_health h
JOIN main.health_day d ON d.account_id = h.account_id AND d.day = h.day AND d.playbook_id = h.playbook_id
WHERE h.day = :day AND h.playbook_id = :playbook AND NOT d.carried
"""


def foretell_text(
    connection: sqlite3.Connection, day: date, text: str, among: Collection[int] | None = None
) -> WhatIf:
    """Return what the playbook `text` would do on `day` to the accounts that are not archived.

    What the text leaves out stays as retired, as when it is saved. `among` narrows to accounts by their ids.

    Raises PlaybookError when the text cannot be used; it names every line and cause.
    """
    number, before = current_version(connection)
    new = parse(retire_missing(before, text))
    return foretell(connection, day, (number, parse(before)), new, among)


def foretell(
    connection: sqlite3.Connection,
    day: date,
    rules: tuple[int, Playbook],
    new: Playbook,
    among: Collection[int] | None = None,
) -> WhatIf:
    """Return what the playbook `new` would do in place of `rules`, the one in force and its version."""
    number, old = rules
    wanted = None if among is None else frozenset(among)
    accounts = {
        account: (name, type_)
        for account, name, type_ in connection.execute(_NAMES)
        if wanted is None or account in wanted
    }
    if not accounts:
        return WhatIf(())
    before = _kept(connection, day, number) or _computed(connection, day, old)
    again = reweighed(old, new)
    if again is None:
        after = _computed(connection, day, new)
    else:
        after = {account: again(before[account], type_) for account, (_, type_) in accounts.items()}
    bands = old.health.bands, new.health.bands
    return what_if(
        Foretold(account, name, standing(before[account], bands[0]), standing(after[account], bands[1]))
        for account, (name, _) in accounts.items()
    )


def _kept(connection: sqlite3.Connection, day: date, number: int) -> Mapping[int, Scores]:
    """Return the scores that the store keeps for `day`; none unless it has those of every account by these rules."""
    count = len(FACTORS)
    found = {
        account: scores_of(rest[:count], rest[count:], deducted)
        for account, deducted, *rest in connection.execute(
            _KEPT, {"day": day.isoformat(), "playbook": number}
        )
    }
    (accounts,) = connection.execute("SELECT count(*) FROM main.account").fetchone()
    return found if len(found) == accounts else {}


def _computed(connection: sqlite3.Connection, day: date, playbook: Playbook) -> Mapping[int, Scores]:
    """Return the scores on `day` of all accounts by the rules of `playbook`."""
    return {
        facts.account: health(facts, day, playbook).scores for facts in gather(connection, day, playbook, ALL)
    }
