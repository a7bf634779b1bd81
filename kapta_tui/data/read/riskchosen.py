"""The risks that a filter finds, as parts of the statements that count and list them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kapta_tui.data.read.sources import SOURCES

if TYPE_CHECKING:
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.viewing import Viewing

ACTIVE: Final = "active:yes"
"""The filter of the risks that are shown first."""


class Chosen(NamedTuple):
    """FROM, WHERE and their parameters; the risk is `t`, its account `a`, the account's summary `s`."""

    tables: str
    where: str
    parameters: dict[str, Any]


class Passing(NamedTuple):
    """Risks that pass a filter, those of archived accounts too: their ids as JSON, and whether it asks for such."""

    ids: str
    asks_for_archived: bool


def all_active(view: Viewing) -> Chosen:
    """Return what `chosen` returns of `ACTIVE` where every account is in view, without what reads filters."""
    where = "t.closed_at IS NULL AND NOT a.archived"
    return Chosen(SOURCES["risks"].tables_for(where), where, dict(view.parameters))


def those(view: Viewing, ids: str) -> Chosen:
    """Return the risks whose ids stand in the JSON list `ids`, whatever else holds of them."""
    where = "t.id IN (SELECT value FROM json_each(:among))"
    return Chosen(SOURCES["risks"].tables_for(where), where, {**view.parameters, "among": ids})


def chosen(
    view: View,
    filter: str,  # noqa: A002
    among: Passing | None = None,
    *,
    archived: bool = False,
) -> Chosen:
    """Return the risks of the accounts in view that pass `filter`, and what `among` passed where it is given.

    Those of archived accounts are left out unless `archived` or a filter asks for them. Raises FilterError.
    """
    from kapta_tui.data.read import records
    from kapta_tui.data.read.where import Compiler

    source = SOURCES["risks"]
    compiler = Compiler(source, view.playbook, view.today)
    query = records.query_of("risks", filter)
    where = records.condition(
        compiler, query, view, archived=archived or (among is not None and among.asks_for_archived)
    )
    parameters = view.parameters | compiler.parameters
    if among is not None:
        where = f"t.id IN (SELECT value FROM json_each(:among)) AND {where}"
        parameters["among"] = among.ids
    return Chosen(source.tables_for(where), where, parameters)


def passing(connection: sqlite3.Connection, view: View, filter: str) -> Passing:  # noqa: A002
    """Return the risks that pass `filter`, so that several questions about them look for its words but once.

    Raises FilterError.
    """
    from kapta_tui.data.read import records
    from kapta_tui.data.read.where import Compiler

    source = SOURCES["risks"]
    compiler = Compiler(source, view.playbook, view.today)
    query = records.query_of("risks", filter)
    where = records.condition(compiler, query, view, archived=True)
    sql = f"SELECT json_group_array(t.id) FROM {source.tables_for(where)} WHERE {where}"
    (ids,) = connection.execute(sql, view.parameters | compiler.parameters).fetchone()
    return Passing(str(ids), compiler.asks_for_archived(query))
