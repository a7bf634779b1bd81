"""Heads of a board say what the table says, and both what one counts by hand (features: rows 48 and 50)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.data.read import records, riskboard, riskchosen, risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import scope
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.desk import Desk

CONTRACTS: dict[str, list[dict[str, Value]]] = {
    "Alder": [{"value": 100, "currency": "EUR"}, {"value": 30, "currency": "USD"}],
    "Birch": [
        {"value": 7, "currency": "EUR"},
        {"value": 5, "currency": "JPY"},
        {"value": 2, "currency": "EUR"},
    ],
    "Cedar": [{"value": 40, "currency": "USD"}, {"value": 9, "currency": "EUR", "end": date(2026, 11, 20)}],
    "Dogwood": [{"currency": "EUR"}],
    "Elm": [],
    "Fir": [{"value": 11, "currency": "USD", "start": date(2026, 12, 1)}, {"value": 3, "currency": "USD"}],
    "Gone": [{"value": 1000, "currency": "EUR"}],
}
"""Several currencies in one account, none, a contract that has run out, and one that has not begun."""

FILTERS = (
    "",
    "active:yes",
    "active:no",
    "active:yes mine",
    "active:yes opened>-7d",
    "unaddressed",
    "birch",
    "!birch",
    "value>20",
    "severity:high,medium likelihood:",
    "priority:p1 status:in_process",
    "archived",
    "end<=90d",
)
"""Quick filters, and what one types beside them."""

PLACE = "SELECT position, id FROM risk WHERE id = ?"

SCOPES = ("", "owner:jane", "strategic", "archived")


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a store of seven accounts, the last one archived; a rating of its playbook is retired."""
    store = Store(Path(tmp_path_factory.mktemp("heads"), "kapta.db"), "jane", TODAY).open()
    text = default_text().replace(
        'medium = { label = "Medium"', 'medium = { retired = true, label = "Medium"'
    )
    store.do(verbs.set_playbook, text)
    with store.write("fill") as tx:
        for place, (name, contracts) in enumerate(CONTRACTS.items()):
            owner = ("jane", "omar")[place % 2]
            account = verbs.add_record(tx, "accounts", {"name": name, "owner": owner})
            for number, contract in enumerate(contracts):
                span: dict[str, Value] = {"start": date(2026, 1, 1), "end": date(2027, 1 + place, 1)}
                given: dict[str, Value] = {"account": account, "name": f"C{number}"}
                verbs.add_record(tx, "contracts", given | span | contract)
        verbs.edit_record(tx, "accounts", 1, {"type": "strategic"})
        verbs.archive_accounts(tx, [7])
    with closing(store.connect()) as connection:
        yield connection


risk = st.tuples(
    st.integers(1, len(CONTRACTS)),
    st.sampled_from([None, "low", "medium", "high", "critical"]),
    st.sampled_from([None, "unlikely", "almost_certain"]),
    st.sampled_from([None, "p1", "p4"]),
    st.sampled_from(["open", "in_process", "closed_resolved", "closed_lost"]),
    st.integers(0, 20),
    st.integers(-3, 3),
)
"""Account, ratings, status, age in days and place on the board."""


def fill(connection: Connection, wanted: list[tuple[Any, ...]]) -> None:
    """Write the risks `wanted`; of an account's active ones all but the first have ended."""
    active: set[int] = set()
    for account, severity, likelihood, priority, status, age, place in wanted:
        ended = status.startswith("closed") or account in active
        active |= set() if ended else {account}
        connection.execute(
            "INSERT INTO risk (account_id, severity, likelihood, priority, status, opened_at, closed_at, position,"
            " priority_by_hand, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, '', '')",
            (
                account,
                severity,
                likelihood,
                priority,
                "closed_lost" if ended and not status.startswith("closed") else status,
                (TODAY - timedelta(days=age)).isoformat(),
                TODAY.isoformat() if ended else None,
                place,
            ),
        )


def worth(connection: Connection, ids: list[int]) -> dict[str, int]:
    """Return by currency what the accounts of risks have under contract, counted one by one."""
    accounts = {
        connection.execute("SELECT account_id FROM risk WHERE id = ?", (number,)).fetchone()[0]
        for number in ids
    }
    sums: dict[str, int] = {}
    for account in accounts:
        for currency, minor, start, end in connection.execute(
            'SELECT currency, coalesce(value_minor, 0), start, "end" FROM contract WHERE account_id = ?',
            (account,),
        ):
            if start <= TODAY.isoformat() <= end:
                sums[currency] = sums.get(currency, 0) + minor
    return {currency: minor for currency, minor in sums.items() if minor}


@settings(max_examples=80)
@given(
    wanted=st.lists(risk, max_size=14),
    by=st.sampled_from(riskboard.GROUPS),
    text=st.sampled_from(FILTERS),
    among=st.sampled_from(SCOPES),
)
def test_the_columns_hold_the_rows_of_the_table_and_their_heads_its_count_and_money(
    seven: Connection, wanted: list[tuple[Any, ...]], by: str, text: str, among: str
) -> None:
    playbook = current(seven)
    view = View(TODAY, "jane", playbook, scope(among, playbook, TODAY))
    seven.execute("BEGIN")
    try:
        fill(seven, wanted)
        columns = riskboard.boards(seven, view, filter=text)[by]
        table = list(records.ids(seven, "risks", view, filter=text))
        assert sorted(number for column in columns for number in column.ids) == sorted(table)
        assert len({column.key for column in columns}) == len(columns)
        whole = risks.totals(seven, view, filter=text)
        assert (whole.count, dict(whole.value.sums)) == (len(table), worth(seven, table))
        for column in columns:
            ids = list(column.ids)
            held = f"SELECT count(*) FROM risk WHERE id IN ({','.join(map(str, ids))}) AND {by} IS ?"
            assert seven.execute(held, (column.key,)).fetchone() == (len(ids),)
            assert dict(column.value.sums) == worth(seven, ids)
            narrowed = risks.totals(seven, view, filter=f"{text} {by}:{column.key or ''}")
            assert (narrowed.count, narrowed.value) == (len(ids), column.value)
            places = {number: seven.execute(PLACE, (number,)).fetchone() for number in ids}
            assert ids == sorted(ids, key=places.__getitem__)
    finally:
        seven.execute("ROLLBACK")


@pytest.mark.parametrize("words", ["", "acme", "archived", "!mine"])
@pytest.mark.parametrize("quick", ["", "active:yes", "unaddressed", "archived"])
def test_totals_among_risks_known_to_pass_are_those_of_both_filters(
    desk: Desk, words: str, quick: str
) -> None:
    desk.do(verbs.archive_account, 1)
    view = View(TODAY, "jane", current(desk.reading))
    among = riskchosen.passing(desk.reading, view, words)
    both = f"{quick} {words}".strip()
    assert risks.totals(desk.reading, view, filter=quick, among=among) == risks.totals(
        desk.reading, view, filter=both
    )
