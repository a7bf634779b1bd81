"""Choosing the account that another one is merged with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import partial

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kapta_tui.data.read import merging as reading
from kapta_tui.data.read.merging import Candidate
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.severity import RISK, risk_tokens
from kapta_tui.widgets.cells import Token


class ChooseAccount(Pick):
    """The accounts whose name holds what is typed, those called alike first; dismisses with the id as text."""

    def __init__(self, account: int, name: str) -> None:
        """`account` is the one that is merged with another, `name` what it is called."""
        super().__init__(f"Merge {name} with…", (), placeholder="type the name of the other account")
        self._account = account

    def fill(self, text: str) -> None:
        """Ask for the accounts that match `text`."""
        query = partial(_found, account=self._account, text=text)
        self.shell.run_query("merge candidates", query, self._show, owner=self, opens=bool(text))

    def _show(self, answer: tuple[list[Candidate], Mapping[int, Token]]) -> None:
        found, risks = answer
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(_prompt(one, risks.get(one.id)), str(one.id)) for one in found)
        listed.highlighted = 0 if found else None


def _found(
    connection: sqlite3.Connection, account: int, text: str
) -> tuple[list[Candidate], dict[int, Token]]:
    """Return the accounts, and the colour of the mark at the names of those at risk."""
    found = reading.candidates(connection, account, text)
    return found, risk_tokens(connection, current(connection), (one.id for one in found))


def _prompt(one: Candidate, risk: Token | None) -> Content:
    detail = " · ".join(one_line(part) for part in (f"id {one.id}", one.owner, one.website) if part)
    mark = (f" {RISK}", f"${risk}") if risk else ""
    return Content.assemble(one_line(one.name), mark, (f"  {detail}", "$muted"))
