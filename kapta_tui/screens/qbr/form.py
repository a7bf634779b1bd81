"""The form of a new review: it begins with the last one of its type (domain.md 1.1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from functools import partial

from textual import on
from textual.widgets import Input, Select

from kapta_tui.data.read.find import find
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.reviews import begin
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.screens.dialogs.form import FormDialog

_ASKED = ("account", "type", "date")
"""Fields on which it depends what a review begins with."""


class NewReviewForm(FormDialog):
    """A form over the fields of a review that does not exist yet.

    Owner, participants and agenda come from the account, the last review of the type and the playbook; another
    type or account renews those that nobody has touched.
    """

    _asked: tuple[Value, ...] = ()

    def on_mount(self) -> None:
        """Ask what the review begins with; keys typed meanwhile wait."""
        self._asked = self._basis()
        self._ask(opens=True)

    @on(Select.Changed)
    @on(Input.Changed)
    def _renew(self) -> None:
        basis = self._basis()
        if basis != self._asked:
            self._asked = basis
            self._ask()

    def _basis(self) -> tuple[Value, ...]:
        """Return account, type and day as they stand; what is no value yet counts as none."""
        found: list[Value] = []
        for name in _ASKED:
            try:
                found.append(self._editors[name].current())
            except ValueError:
                found.append(None)
        return tuple(found)

    def _ask(self, *, opens: bool = False) -> None:
        account, type_, day = self._asked
        if account is None or type_ is None:
            return
        if self._account is not None and not self._editors["account"].is_changed:
            account = self._account
        query = partial(
            _begun, account=account, type_=str(type_), day=day if isinstance(day, date) else self.shell.today
        )
        self.shell.run_query("review begins", query, self._put_in, owner=self, opens=opens)

    def _put_in(self, begun: Mapping[str, Value]) -> None:
        """Fill in what nobody has touched."""
        for name, value in begun.items():
            editor = self._editors.get(name)
            if editor is not None and not editor.is_changed and editor.initial != value:
                editor.begin_with(value)


def _begun(connection: sqlite3.Connection, *, account: Value, type_: str, day: date) -> Mapping[str, Value]:
    if not isinstance(account, str | int):
        return {}
    try:
        number = find(connection, "accounts", account)
    except (NotFound, Ambiguous):
        # The account is still being typed; its own field says so.
        return {}
    return begin(connection, number, type_, day, current(connection))
