"""What the accounts list and an account's preview and page show."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from kapta_tui.data.read.days import day_of

_CHUNK = 500


class AccountRow(NamedTuple):
    """One line of the accounts list. Money is in minor units of `currency`."""

    id: int
    name: str
    owner: str
    type: str
    archived: bool
    parent_id: int | None
    below: int
    """Accounts below it, at any depth; archived ones do not count."""
    currency: str
    value_minor: int
    other_currencies: int
    """How many more currencies the active contracts have sums in."""
    contracts: int
    expiration: date | None
    nearest_end: date | None
    risk_id: int | None
    risk_severity: str | None
    risk_status: str | None
    open_actions: int
    overdue: int
    last_contact: date | None
    health: int | None
    """The score shown, 0..100; None while nothing is scored."""
    band: str | None
    health_delta: int | None
    """Gain or loss since `health_since`, None without an earlier day to compare with."""
    health_since: date | None


def seen_row(row: AccountRow, off: Collection[str]) -> AccountRow:
    """Return the row without what belongs to features that are switched off: nothing is said of it anywhere."""
    if "risks" in off:
        row = row._replace(risk_id=None, risk_severity=None, risk_status=None)
    if "contracts" in off:
        row = row._replace(contracts=0, value_minor=0, other_currencies=0, expiration=None, nearest_end=None)
    return row._replace(open_actions=0, overdue=0) if "plans" in off else row


class TreeIds(NamedTuple):
    """Account ids in the order of a tree, with the line drawn before each name ("├ ", "  └ ")."""

    ids: array[int]
    prefixes: dict[int, str]
    added: frozenset[int] = frozenset()
    """Accounts that were not asked for and stand there because one below them was."""


_BY_NAME = """
SELECT group_concat(id) FROM (SELECT id FROM account WHERE NOT archived ORDER BY name_folded, id)
"""

# A union drops what it has found already, so that even a circle of a damaged store comes to an end.
_BELOW = """
WITH RECURSIVE below (top, id) AS (
  SELECT a.parent_id, a.id FROM account a WHERE a.parent_id IN ({marks})
  UNION SELECT b.top, a.id FROM account a JOIN below b ON a.parent_id = b.id
)
SELECT b.top, count(*) FROM below b JOIN account a ON a.id = b.id WHERE NOT a.archived GROUP BY b.top
"""

_ROWS = """
SELECT a.id, a.name, u.name, CASE WHEN a.archived THEN 'archived' ELSE a.type END, a.archived, a.parent_id,
       0, s.currency, s.contract_value_minor, s.other_currencies, s.contracts, s.contract_expiration,
       s.nearest_contract_end, s.risk_id, s.risk_severity, s.risk_status, s.open_actions, s.overdue, s.last_contact,
       h.score, h.band, h.delta, h.since
FROM account a JOIN account_summary s ON s.account_id = a.id JOIN "user" u ON u.id = a.owner_id
LEFT JOIN account_health h ON h.account_id = a.id
WHERE a.id IN ({marks})
"""


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, AccountRow]:
    """Return the list lines of the accounts `wanted` by id; ids that are gone are left out."""
    found: dict[int, AccountRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        marks = ", ".join(str(int(number)) for number in wanted[start : start + _CHUNK])
        for raw in connection.execute(_ROWS.format(marks=marks)):
            found[raw[0]] = _row(list(raw))
    for number, count in below(connection, wanted).items():
        found[number] = found[number]._replace(below=count)
    return found


def below(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, int]:
    """Return how many accounts stand below each of `wanted`, at any depth; archived ones do not count.

    An account without any is left out.
    """
    chosen = sorted({int(number) for number in wanted})
    found: dict[int, int] = {}
    for start in range(0, len(chosen), _CHUNK):
        marks = ", ".join(map(str, chosen[start : start + _CHUNK]))
        found.update(connection.execute(_BELOW.format(marks=marks)).fetchall())
    return found


def by_name(connection: sqlite3.Connection) -> array[int]:
    """Return the accounts that are not archived by name, as `records.ids` does without filter and order.

    The list the app opens with has a statement of its own, because it needs neither filter nor playbook.
    """
    # One row instead of one per account: while it is made, the thread that draws has the interpreter to itself.
    (found,) = connection.execute(_BY_NAME).fetchone()
    return array("q", map(int, found.split(",")) if found else ())


def tree(connection: sqlite3.Connection, ordered: array[int]) -> TreeIds:
    """Return the accounts `ordered` as a tree, families together, siblings in the given order.

    Whatever stands above them is added, as far as it is not archived; then the next one above takes its place.
    """
    parents = dict(connection.execute("SELECT id, parent_id FROM account WHERE parent_id IS NOT NULL"))
    if not parents:
        return TreeIds(ordered, {})
    present = set(ordered)
    if not all(parent in present for parent in map(parents.get, ordered) if parent is not None):
        hidden = _archived(connection) - present
        parents = {account: _not_among(hidden, parents, parent) for account, parent in parents.items()}
    children: dict[int | None, list[int]] = {}
    added: set[int] = set()
    for account in ordered:
        while (above := parents.get(account)) is not None and above not in present:
            # It stands where the first account below it does.
            present.add(above)
            added.add(above)
            children.setdefault(above, []).append(account)
            account = above
        children.setdefault(above, []).append(account)
    return flatten(children)._replace(added=frozenset(added))


def _not_among(hidden: set[int], parents: dict[int, int], account: int | None) -> int | None:
    """Return the account, or the first one above it that is not `hidden`."""
    passed: set[int] = set()
    # A damaged store may hold a circle.
    while account in hidden and account not in passed:
        passed.add(account)
        account = parents.get(account)
    return account


def _archived(connection: sqlite3.Connection) -> set[int]:
    return {number for (number,) in connection.execute("SELECT id FROM account WHERE archived")}


def flatten(children: dict[int | None, list[int]]) -> TreeIds:
    """Return the tree of which `children` holds what stands below each account, below None the roots."""
    ids = array("q")
    prefixes: dict[int, str] = {}
    # A stack instead of recursion: families may be deeper than Python's call stack.
    stack = [(account, "", "") for account in reversed(children.get(None, []))]
    while stack:
        account, own, below = stack.pop()
        ids.append(account)
        if own:
            prefixes[account] = own
        kin = children.get(account, [])
        for place, child in reversed(list(enumerate(kin))):
            last = place == len(kin) - 1
            stack.append((child, below + ("└ " if last else "├ "), below + ("  " if last else "│ ")))
    return TreeIds(ids, prefixes)


def _row(values: list[Any]) -> AccountRow:
    values[4] = bool(values[4])
    for place in (11, 12, 18, 22):
        values[place] = day_of(values[place])
    return AccountRow(*values)
