"""The accounts that lists are about: an account filter that stays on everywhere until reset (domain.md 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kapta_tui.data.read.sources import SOURCES
from kapta_tui.data.read.where import Compiler
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.filter import parse
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook


class ScopeError(UsageError):
    """The account filter cannot be used, for instance because its field is no longer in the playbook."""


class Scope(NamedTuple):
    """Which accounts there are for who looks; the default is all of them.

    `select` is a SELECT of account ids that uses the `parameters` and those of a `View`.
    """

    select: str = ""
    parameters: Mapping[str, str | int | float] = {}
    asks_for_archived: bool = False
    """Whether the filter itself is about archived accounts, so that lists must not hide them."""

    def holds(self, account: str) -> str:
        """Return the condition that the account whose id is the expression `account` is one of them."""
        return f"{account} IN ({self.select})" if self.select else "true"

    def live(self, alias: str = "a") -> str:
        """Return the condition that the account `alias` is one of them and belongs into lists."""
        hidden = "true" if self.asks_for_archived else f"NOT {alias}.archived"
        return f"{hidden} AND {self.holds(f'{alias}.id')}" if self.select else hidden


EVERYWHERE = Scope()
"""All accounts."""


def scope(text: str, playbook: Playbook, today: date) -> Scope:
    """Return the scope of the account filter `text`, in the language that lists of accounts understand.

    Raises ScopeError.
    """
    if not text.strip():
        return EVERYWHERE
    source = SOURCES["accounts"]
    compiler = Compiler(source, playbook, today, prefix="scope")
    try:
        query = parse(text, KINDS["accounts"].ready)
        where = compiler.where(query, archived=True)
    except UsageError as error:
        raise ScopeError(error.cause, error.remedy) from error
    select = f"SELECT t.id FROM {source.tables_for(where)} WHERE {where}"
    return Scope(select, compiler.parameters, compiler.asks_for_archived(query))
