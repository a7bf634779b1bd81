"""Lists of the records of a whole family: as those of one account, with a column that names the account."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from typing import cast

from textual.content import Content

from kapta_tui.data.read import account_page, families, records
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.columns import record_columns
from kapta_tui.screens.account.commerce import ContractList, OpportunityList
from kapta_tui.screens.account.measure.satisfaction import SatisfactionList
from kapta_tui.screens.account.panes import RecordIds, RecordList
from kapta_tui.screens.account.papers.documents import DocumentList
from kapta_tui.screens.severity import marked, risk_tokens
from kapta_tui.widgets.cells import Cell, Token
from kapta_tui.widgets.listing import Column
from kapta_tui.widgets.preview_feed import FEED_COLUMNS, Feed


def _account(row: Record) -> Cell:
    return marked(str(row.get("account") or ""), cast("Token | None", row.get("risk")))


class OfFamily(RecordList):
    """What a list of one account's records becomes with those of a whole family: each names its account."""

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return the columns, the account behind the first; names of one family begin alike, so it needs room."""
        first, *others = super().columns_for(playbook)
        account = record_columns(self.kind, (first.key, "account"), playbook)[-1]
        account = account._replace(cell=_account, minimum=20, wish=26, flex=3, priority=19)
        return (first, account, *others)

    def load_rows(
        self, connection: sqlite3.Connection, view: View, wanted: Sequence[int]
    ) -> Mapping[int, Record]:
        """Return the rows `wanted` by id with their accounts; runs in a thread."""
        rows = super().load_rows(connection, view, wanted)
        accounts = families.accounts_of(connection, self.kind, list(rows))
        risks = risk_tokens(connection, view.playbook, (account.id for account in accounts.values()))
        for number, account in accounts.items():
            rows[number].update(account=account.name, account_id=account.id, risk=risks.get(account.id))
        return rows

    def account_here(self) -> int | None:
        """The account of the record under the cursor."""
        row = None if self.cursor_id is None else self.row(self.cursor_id)
        account = None if row is None else row.get("account_id")
        return account if isinstance(account, int) else None


class FamilyList(OfFamily):
    """The records of one kind of all accounts of a family."""


class FamilyContracts(OfFamily, ContractList):
    """The contracts of a family."""


class FamilyOpportunities(OfFamily, OpportunityList):
    """The opportunities of a family."""


class FamilyDocuments(OfFamily, DocumentList):
    """The documents of a family."""


class FamilySatisfaction(OfFamily, SatisfactionList):
    """How pleased the accounts of a family are."""

    @property
    def more(self) -> str:
        """Nothing: the newest entry is that of one account."""
        return ""


class FamilyProducts(RecordList):
    """The products that accounts of the family have or are offered, each once."""

    def __init__(self) -> None:
        super().__init__("products", "Products", ("name", "code", "family", "price"))
        self.empty = Content("No account of the family has a product, and none is on offer.")

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return the ids to show; runs in a thread."""
        named = account_page.products(connection, each(account))
        ordered = records.ids(connection, self.kind, view, sort=self.order) if named else ()
        return RecordIds(array("q", (number for number in ordered if number in named)), view.playbook)

    def begins(self) -> None:
        """Nothing: which account an opportunity would be for, no row here says."""


class FamilyRisks(FamilyList):
    """The risks of a family, those still active first."""

    def __init__(self) -> None:
        super().__init__(
            "risks",
            "Risks",
            ("reasons", "status", "severity", "priority", "assignee", "opened_at", "closed_at", "days_open"),
            empty=Content("No account of the family has had a risk."),
        )

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return the ids to show; runs in a thread."""
        if self.order:
            return super().load(connection, account, view)
        parts = (
            records.ids(connection, self.kind, view, filter=query, account=account)
            for query in ("active:yes", "active:no")
        )
        return RecordIds(sum(parts, array("q")), view.playbook)


def _changed_account(row: FeedRow) -> str:
    return row.account


class FamilyFeed(Feed):
    """The changes of all accounts of a family, newest first."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        super().__init__(id=id)
        account = Column[FeedRow](
            "account",
            "Account",
            _changed_account,
            minimum=12,
            wish=22,
            maximum=30,
            sortable=False,
            priority=8,
        )
        self.set_columns((FEED_COLUMNS[0], account, *FEED_COLUMNS[1:]))

    def account_here(self) -> int | None:
        """The account of the change under the cursor."""
        row = None if self.cursor_id is None else self.row(self.cursor_id)
        return None if row is None else row.account_id
