"""The same file again changes nothing, whatever keys and cells their rows have and lack (interface.md 1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.store import Store
from tests.exchange.imports import Bench

COLUMNS: dict[str, dict[str, list[str]]] = {
    "accounts": {
        "external_id": ["", "", "X1", "X2"],
        "name": ["Acme", "Acme", "ACME", "Beta", ""],
        "website": ["", "", "one.test", "two.test"],
        "satisfaction": ["", "", "7", "11"],
        "parent": ["", "", "", "Beta", "Nobody"],
    },
    "contacts": {
        "account": ["Own", "Own", "Other", ""],
        "external_id": ["", "", "X1", "X2"],
        "name": ["Ana", "Ana", "ANA", "Bo", ""],
        "email": ["", "", "a@own.test", "A@own.test", "b@own.test"],
        "title": ["", "", "CEO", "CFO"],
    },
    "products": {
        "external_id": ["", "", "X1", "X2"],
        "code": ["", "", "P1", "P2"],
        "name": ["Kit", "Kit", "Box"],
        "description": ["", "", "red", "blue"],
    },
    "contracts": {
        "account": ["Own", "Own", "Other"],
        "external_id": ["", "", "X1", "X2"],
        "name": ["C-1", "C-1", "C-2"],
        "start": ["", "", "2026-06-01", "2025-01-01"],
        "end": ["", "", "2026-01-01", "2027-01-01"],
        "value": ["", "", "12.34"],
        "currency": ["", "", "JPY", "EUR"],
    },
}
NUMBERS = count()


def rows_of(kind: str) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Return what draws the rows of a file of a kind."""
    row = st.tuples(*(st.sampled_from(cells) for cells in COLUMNS[kind].values()))
    return st.lists(row, min_size=1, max_size=6)


def load(bench: Bench, kind: str, rows: Sequence[Sequence[str]]) -> int | None:
    """Import the rows as a file of a kind and return the event."""
    out = io.StringIO()
    csv.writer(out).writerows([list(COLUMNS[kind]), *rows])
    return bench.load((f"{kind}.csv", out.getvalue()), kind=kind).event


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("kind", COLUMNS)
def test_the_same_file_again_changes_nothing(
    new_store: Callable[[str], Store], kind: str, data: st.DataObject
) -> None:
    bench = Bench(new_store(f"{next(NUMBERS)}.db"))
    bench.one("accounts.csv", "name\nOwn\nOther\n")
    rows = data.draw(rows_of(kind))
    load(bench, kind, rows)
    before = bench.dump()
    assert load(bench, kind, rows) is None
    assert bench.dump() == before
