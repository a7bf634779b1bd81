"""An export of this program says by its ids which rows are different records; the same file again changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data.write import bulk_rows
from tests.exchange.imports import Bench, reasons
from tests.exchange.test_import_again import SETTINGS, NewStore

STAMP = "2020-01-01T00:00:00Z"
NUMBERS = count()
ACCOUNT, EXTERNAL = ["Own", "Own", "Other"], ["", "", "X1"]
COLUMNS: dict[str, dict[str, list[str]]] = {
    "contracts": {"name": ["C-1", "C-1", "C-2"], "start": ["", "2026-01-01"]},
    "opportunities": {"name": ["C-1", "C-1", "C-2"], "amount": ["", "5"]},
    "contacts": {
        "name": ["Ana", "Ana", "Bo"],
        "email": ["", "a@own.test", "b@own.test"],
        "title": ["", "CEO"],
    },
    "goals": {"name": ["Grow", "Grow", "Stay"], "section": ["", "customer"], "description": ["", "new"]},
    "tasks": {"name": ["Ask", "Ask", "Tell"], "due": ["", "2026-01-02"], "description": ["", "old"]},
    "notes": {"text": ["Met", "Met", "Called"], "date": ["", "2026-01-02"], "type": ["", "call"]},
}

Row = tuple[str, ...]


def text_of(kind: str, rows: Sequence[Row], ids: list[int] | None = None) -> str:
    """Return rows as the text of a file, of this program where there are `ids`."""
    out = io.StringIO()
    writer = csv.writer(out)
    stamps = [(str(number), STAMP, STAMP) for number in ids] if ids is not None else [()] * len(rows)
    header = ("id", "created_at", "updated_at") if ids is not None else ()
    writer.writerow([*header, "account", "external_id", *COLUMNS[kind]])
    writer.writerows([*stamp, *row] for stamp, row in zip(stamps, rows, strict=True))
    return out.getvalue()


@pytest.mark.parametrize("kind", COLUMNS)
@SETTINGS
@given(data=st.data())
def test_an_own_export_again_changes_nothing(new_store: NewStore, kind: str, data: st.DataObject) -> None:
    row = st.tuples(*map(st.sampled_from, (ACCOUNT, EXTERNAL, *COLUMNS[kind].values())))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    number = st.integers(min_value=7, max_value=11)
    ids = data.draw(st.lists(number, min_size=len(rows), max_size=len(rows)))
    bench = Bench(new_store(f"{next(NUMBERS)}.db"))
    bench.one("accounts.csv", "name\nOwn\nOther\n")
    if before := data.draw(st.lists(row, max_size=3)):
        bench.one("before.csv", text_of(kind, before), kind=kind)
    file = "own.csv", text_of(kind, rows, ids)
    first = bench.load(file, kind=kind)
    dump = bench.dump()
    again = bench.load(file, kind=kind)
    assert again.event is None
    assert bench.dump() == dump
    assert [item.rejected for item in again.files] == [item.rejected for item in first.files]


def test_rows_that_share_even_the_id_of_another_system_stay_apart(new_store: NewStore) -> None:
    bench = Bench(new_store("shared.db"))
    bench.one("accounts.csv", "name\nOwn\n")
    rows = [("Own", "X1", "C-1", ""), ("Own", "", "C-1", ""), ("Own", "X1", "C-1", "")]
    file = text_of("contracts", rows, [7, 8, 9])
    first, again = (bench.one("contracts.csv", file) for _ in range(2))
    assert (first.created, again.unchanged) == (3, 3)


def test_a_row_that_is_refused_has_no_other_row_written_again(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = []
    write = bulk_rows.write

    def counted(*given: Any) -> None:
        rounds.append(1)
        write(*given)

    monkeypatch.setattr(bulk_rows, "write", counted)
    bench = Bench(new_store("refused.db"))
    bench.one("accounts.csv", "name\nOwn\n")
    item = bench.one(
        "tasks.csv", "account,external_id,name\nOwn,T1,Ask\nOwn,T2,Tell\nOwn,T1,Other\n", kind="tasks"
    )
    assert (item.created, item.rejected, len(rounds)) == (2, 1, 1)


def test_a_row_that_another_one_makes_unclear_is_judged_again(new_store: NewStore) -> None:
    bench = Bench(new_store("unclear.db"))
    bench.one("accounts.csv", "name\nOwn\n")
    text = "account,external_id,name,description\nOwn,,Ask,old\nOwn,T2,Tell,\nOwn,T1,Ask,\nOwn,T1,Ask,new\n"
    first = bench.one("tasks.csv", text, kind="tasks")
    again = bench.load(("tasks.csv", text), kind="tasks")
    assert again.event is None
    assert reasons(again.files[0]) == reasons(first)
