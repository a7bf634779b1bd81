"""What a form needs from the store before it opens; runs in a thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import account_page, names, profilepoints, records
from kapta_tui.data.read.inherited import Inherited, inherited, own_values
from kapta_tui.data.read.names import AccountName
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.presence import is_empty
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.next import Gain
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class FormStart:
    """The rules in force, the account the record belongs to, and for an edit the record with its version."""

    playbook: Playbook
    account: AccountName | None
    values: Values
    version: int | None
    held: Mapping[str, Inherited]
    """By field what holds while the field is empty, the currency aside."""
    gains: tuple[Gain, ...] = ()
    """Of an account, what filling gaps of its profile would add."""

    @property
    def currency(self) -> str:
        """The currency of amounts that name none."""
        return self.playbook.currency if self.account is None else self.account.currency

    def inherited(self, kind: str) -> dict[str, str]:
        """Return in words, by field, what holds in a form of `kind` while the field is empty."""
        if kind == "accounts" or self.account is None:
            return {"currency": f"{self.playbook.currency} (from the playbook)"}
        words = {name: f"{value} (from the {source})" for name, (value, source) in self.held.items()}
        return words | {"currency": f"{self.account.currency} (from the account)"}


def load_new(
    connection: sqlite3.Connection, kind: str, account: int | None, today: date | None = None
) -> FormStart:
    """Return what a form for a new record of `kind` needs.

    Raises:
        NotFound: the account is gone.
        RuleError: such records belong to an account, and the store has none.
    """
    _refuse_alone(connection, kind, account)
    found = None if account is None else names.account_name(connection, account)
    held = {} if account is None else inherited(connection, kind, account)
    playbook = current(connection)
    gains = profilepoints.new_gains(playbook, today) if kind == "accounts" and today is not None else ()
    return FormStart(playbook, found, {}, None, held, gains)


def _refuse_alone(connection: sqlite3.Connection, kind: str, account: int | None) -> None:
    belongs = KINDS[kind].by_name.get("account")
    if account is None and belongs is not None and belongs.required and is_empty(connection, "account"):
        one = KINDS[kind].one
        raise RuleError(
            f"{one[0].upper()}{one[1:]} belongs to an account, and there is none yet.", "Add one first."
        )


def load_record(connection: sqlite3.Connection, kind: str, number: int, user: str, today: date) -> FormStart:
    """Return what a form for an existing record needs. Raises NotFound when it is gone."""
    playbook = current(connection)
    # The version is read before the values: a change in between is then noticed, not overwritten.
    version = records.version(connection, kind, number)
    values = records.record(connection, kind, View(today, user, playbook), number)
    values = own_values(kind, values)
    account = names.account_of(connection, kind, number)
    if kind == "accounts":
        # Lists show the currency that holds; the form must not store one that was only inherited.
        values = values | {"currency": account_page.own_currency(connection, number)}
    if account is None:
        return FormStart(playbook, None, values, version, {})
    held = inherited(connection, kind, account, number)
    gains = profilepoints.gains(connection, number, playbook, today) if kind == "accounts" else ()
    return FormStart(playbook, names.account_name(connection, account), values, version, held, gains)
