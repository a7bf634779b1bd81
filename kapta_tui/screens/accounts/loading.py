"""What the accounts screen asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kapta_tui.data.read import accounts
from kapta_tui.data.read.accounts import AccountRow, TreeIds
from kapta_tui.data.read.labels import Labels, home_currency, labels
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.presence import is_empty
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.ends import ends_soon
from kapta_tui.screens.severity import UNRATED, token_in
from kapta_tui.widgets.cells import Token

if TYPE_CHECKING:
    from kapta_tui.screens.accounts.preview import Glance


class Wish(NamedTuple):
    """What the list is to show: filter, order, tree or flat, seen by whom on which day."""

    filter: str
    sort: tuple[str, ...]
    as_tree: bool
    user: str
    today: date
    lines: int = 0
    """So many lines come with the ids."""
    archived: bool = False
    """Whether archived accounts stand among the others."""
    among: str = ""
    """The account filter that holds on every screen."""
    off: frozenset[str] = frozenset()
    """The features that are switched off, as far as is known."""


class AccountLine(NamedTuple):
    """An account as one line shows it."""

    row: AccountRow
    prefix: str
    is_added: bool
    """It was not asked for and stands there because an account below it was."""
    type_label: str
    severity_label: str
    token: Token
    """The colour of the active risk's severity."""
    ends_soon: bool


class Loaded(NamedTuple):
    """The list's ids in order, the tree lines before names, and the first lines."""

    ids: array[int]
    prefixes: Mapping[int, str]
    added: frozenset[int]
    """Accounts that were not asked for and stand above those that were."""
    first: Mapping[int, AccountLine]
    """The lines of as many ids from the start as were wished for."""
    is_empty: bool
    """Whether the store has no account at all, archived ones included."""
    hidden: int
    """Of an empty list the accounts that it would have without the account filter."""


def load(connection: sqlite3.Connection, wish: Wish) -> Loaded | KaptaError:
    """Return the accounts that `wish` describes, or what is wrong with its filter."""
    try:
        ordered = _ordered(connection, wish)
        hidden = 0 if ordered or not wish.among else len(_ordered(connection, wish._replace(among="")))
    except KaptaError as error:
        return error
    found = accounts.tree(connection, ordered) if wish.as_tree else TreeIds(ordered, {})
    some = found.ids[: wish.lines]
    first = lines(connection, some, found.prefixes, wish.today, found.added, wish.off) if some else {}
    return Loaded(found.ids, found.prefixes, found.added, first, is_empty(connection, "account"), hidden)


def _ordered(connection: sqlite3.Connection, wish: Wish) -> array[int]:
    if not wish.filter and not wish.sort and not wish.archived and not wish.among:
        return accounts.by_name(connection)
    from kapta_tui.data.read import records
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.scope import scope

    playbook = current(connection)
    among = scope(wish.among, playbook, wish.today)
    view = records.View(wish.today, wish.user, playbook, among)
    return records.ids(
        connection, "accounts", view, filter=wish.filter, sort=wish.sort, archived=wish.archived
    )


def money(connection: sqlite3.Connection, wanted: Sequence[int] | None, today: date) -> Money:
    """Return the money under contract of the accounts `wanted`, or of all that are not archived."""
    return contract_money(connection, today.isoformat(), home_currency(connection), wanted)


def glance(connection: sqlite3.Connection, account: int, user: str, today: date) -> Glance | None:
    """Return the account at a glance, None when it is gone."""
    # The preview follows the list, so what it imports shall not delay the list; here it is in the thread.
    from kapta_tui.screens.accounts.preview import look

    return look(connection, account, user, today)


def lines(
    connection: sqlite3.Connection,
    wanted: Sequence[int],
    prefixes: Mapping[int, str],
    today: date,
    added: Collection[int] = (),
    off: Collection[str] = (),
) -> dict[int, AccountLine]:
    """Return the lines of the accounts `wanted` by id; ids that are gone are left out, `added` ones are marked.

    `off` are the features of the playbook that are switched off.
    """
    words = labels(connection)
    return {
        number: _line(
            accounts.seen_row(row, off), prefixes.get(number, ""), words, today, is_added=number in added
        )
        for number, row in accounts.rows(connection, wanted).items()
    }


def _line(row: AccountRow, prefix: str, words: Labels, today: date, *, is_added: bool) -> AccountLine:
    types, severities = words["account_type"], words["severity"]
    severity = row.risk_severity
    return AccountLine(
        row=row,
        prefix=prefix,
        is_added=is_added,
        type_label=types.get(row.type, row.type),
        severity_label=severities.get(severity, severity) if severity else UNRATED,
        token=token_in(list(severities), severity),
        ends_soon=ends_soon(row.nearest_end, today),
    )
