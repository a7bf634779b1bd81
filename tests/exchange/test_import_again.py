"""The same files again change nothing, whatever keys and cells their rows have and lack (interface.md 1).

`KAPTA_EXAMPLES` sets how many random cases each kind is tried with.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kapta_tui.data.store import Store
from tests.exchange.imports import Bench

COLUMNS: dict[str, dict[str, list[str]]] = {
    "users": {
        "external_id": ["", "", "X1", "X2"],
        "name": ["Omar", "Zed", "omar", ""],
        "email": ["", "", "a@own.test", "b@own.test"],
    },
    "accounts": {
        "external_id": ["", "", "X1", "X2"],
        "name": ["Acme", "Acme", "ACME", "Beta", ""],
        "website": ["", "", "one.test", "two.test"],
        "owner": ["", "", "Omar", "omar", "Zed"],
        "satisfaction": ["", "", "7", "11"],
        "parent": ["", "", "", "Beta", "Acme", "Nobody"],
        "contributors": ["", "", "Omar", "Zed;Omar"],
        "products": ["", "", "Kit", "Box;Kit", "Nix;Box"],
    },
    "products": {
        "external_id": ["", "", "X1", "X2"],
        "code": ["", "", "P1", "P2"],
        "name": ["Kit", "Kit", "Box"],
        "description": ["", "", "red", "blue"],
    },
    "contacts": {
        "account": ["Own", "Own", "Other", ""],
        "external_id": ["", "", "X1", "X2"],
        "name": ["Ana", "Ana", "ANA", "Bo", ""],
        "email": ["", "", "a@own.test", "A@own.test", "b@own.test"],
        "title": ["", "", "CEO", "CFO"],
        "reports_to": ["", "", "", "Ana", "Bo", "X1"],
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
    "opportunities": {
        "account": ["Own", "Own", "Other"],
        "external_id": ["", "", "X1", "X2"],
        "name": ["C-1", "C-1", "C-2"],
        "amount": ["", "", "12.34", "5", "5.00"],
        "currency": ["", "", "JPY", "EUR", "USD"],
    },
}
COLUMNS["documents"] = {
    "account": ["Own", "Own", "Other", ""],
    "external_id": ["", "", "X1", "X2"],
    "name": ["Offer", "Offer", "Plan", ""],
    "path": ["/a", "/a", "/b", ""],
    "description": ["", "", "old", "new"],
}
COLUMNS["qbrs"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1"],
    "name": ["", "", "First", "Second"],
    "type": ["", "quarterly", "annual"],
    "date": ["2026-01-02", "2026-04-02", ""],
    "agenda": ["", "", "Numbers"],
}
COLUMNS["metrics"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "name": ["Uptime", "Uptime", "Mood"],
    "unit": ["", "", "percent", "colour"],
    "target": ["", "", "3", "2.0"],
    "date": ["", "2026-01-31", "2026-02-28", "2026-03-31"],
    "value": ["", "1", "1.0", "2", "99"],
}
COLUMNS["satisfaction"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "date": ["", "2026-01-02", "2026-01-02", "2026-04-02"],
    "score": ["3", "3", "7", "11"],
    "description": ["", "", "Survey"],
}
COLUMNS["swot"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "quadrant": ["strengths", "strengths", "Threats", ""],
    "text": ["Price", "Price", "People"],
    "theme": ["", "", "money", "people"],
}
COLUMNS["voc"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "question": ["goals", "goals", "worth"],
    "text": ["More", "More", "Less"],
    "date": ["", "", "2026-01-02", "2026-04-02"],
}
COLUMNS["notes"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "text": ["Met Ana", "Met Ana", "Called"],
    "date": ["", "2026-01-02", "2026-04-02"],
    "type": ["", "", "call", "visit"],
}
COLUMNS["risks"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "reasons": ["QUIET", "QUIET", "SPONSOR", ""],
    "status": ["", "", "in_process", "closed_lost"],
    "opened_at": ["", "2026-01-02", "2026-04-02"],
    "closed_at": ["", "", "2026-05-02"],
}
COLUMNS["goals"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "name": ["Grow", "Grow", "Stay"],
    "section": ["", "", "customer", "internal"],
    "description": ["", "", "old", "new"],
}
COLUMNS["objectives"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "goal": ["Aim", "Aim", "End"],
    "name": ["Grow", "Grow", "Stay"],
    "description": ["", "", "old", "new"],
}
COLUMNS["actions"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "goal": ["Aim", "Aim", "End"],
    "objective": ["", "", "Half", "Rest"],
    "name": ["Grow", "Grow", "Stay"],
    "status": ["", "", "completed", "in_progress"],
    "percent": ["", "", "0", "50"],
}
COLUMNS["tasks"] = {
    "account": ["Own", "Own", "Other"],
    "external_id": ["", "", "X1", "X2"],
    "name": ["Ask", "Ask", "Tell"],
    "due": ["", "", "2026-01-02", "2026-04-02"],
    "description": ["", "", "old", "new"],
}
EXAMPLES = int(os.environ.get("KAPTA_EXAMPLES", "10"))
NUMBERS = count()
BEGUN: dict[str, bytes] = {}
"""Kind to the store that every case of it begins with."""
SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Rows = list[tuple[str, ...]]
NewStore = Callable[[str], Store]


def cases(kind: str) -> st.SearchStrategy[tuple[Rows, list[Rows]]]:
    """Return what draws the rows that are stored before, and those of one file or of two."""
    row = st.tuples(*(st.sampled_from(cells) for cells in COLUMNS[kind].values()))
    files = st.lists(st.lists(row, min_size=1, max_size=5), min_size=1, max_size=2)
    return st.tuples(st.lists(row, max_size=3), files)


def text_of(kind: str, rows: Sequence[Sequence[str]]) -> str:
    """Return rows as the text of a file of a kind."""
    out = io.StringIO()
    csv.writer(out).writerows([list(COLUMNS[kind]), *rows])
    return out.getvalue()


def rows_of(text: str) -> Rows:
    """Return the rows of lines without a header."""
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def begun(store: Store, kind: str) -> Bench:
    """Return a bench at `store` with what records of a kind belong to, imported once for all cases."""
    bench = Bench(store)
    if kind in BEGUN:
        store.path.write_bytes(BEGUN[kind])
        return bench
    bench.one("accounts.csv", "name\nOwn\nOther\n")
    if kind == "accounts":
        bench.one("products.csv", "name\nKit\nBox\n")
    if kind in ("objectives", "actions"):
        bench.one("goals.csv", "account,name\nOwn,Aim\nOwn,End\nOther,Aim\n", kind="goals")
    if kind == "actions":
        text = "account,goal,name\nOwn,Aim,Half\nOwn,End,Half\nOwn,Aim,Rest\n"
        bench.one("objectives.csv", text, kind="objectives")
    bench.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    BEGUN[kind] = store.path.read_bytes()
    return bench


def holds(new_store: NewStore, kind: str, before: Rows, files: Sequence[Rows]) -> None:
    """Import the files twice into a store that holds `before`, and look whether the second time does anything."""
    bench = begun(new_store(f"{next(NUMBERS)}.db"), kind)
    if before:
        bench.one("before.csv", text_of(kind, before), kind=kind)
    named = [(f"{number}.csv", text_of(kind, rows)) for number, rows in enumerate(files)]
    first = bench.load(*named, kind=kind)
    dump = bench.dump()
    again = bench.load(*named, kind=kind)
    assert again.event is None
    assert bench.dump() == dump
    assert [item.rejected for item in again.files] == [item.rejected for item in first.files]
    assert all(item.unchanged >= 0 for item in first.files)


def case(before: str, *files: str) -> tuple[Rows, list[Rows]]:
    """Return a case written as lines."""
    return rows_of(before), [rows_of(text) for text in files]


@SETTINGS
@given(drawn=cases("users"))
@example(drawn=case("", ",Omar,\nX1,,b@own.test\n,Omar,b@own.test\n"))
@example(drawn=case(",Zed,b@own.test\n", "X2,Omar,b@own.test\n,Zed,\n"))
@example(drawn=case("", ",Omar,\nX2,omar,\n", ",Omar,b@own.test\n"))
@example(drawn=case(",Omar,a@own.test\n", ",Zed,\n", ",Zed,a@own.test\n"))
def test_the_same_files_of_users_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "users", *drawn)


@SETTINGS
@given(drawn=cases("accounts"))
@example(drawn=case("", "X1,Acme,,,,,,\n,Acme,two.test,,,,,\nX1,Acme,one.test,,,,,\n"))
@example(drawn=case("X1,Old,,,,,,\n", "X1,New,,,,,,\n,Old,two.test,,,,,\n"))
def test_the_same_files_of_accounts_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "accounts", *drawn)


@SETTINGS
@given(drawn=cases("products"))
@example(drawn=case("", "X1,,Kit,\n,,Kit,blue\nX1,,Kit,red\n"))
@example(drawn=case(",P2,Kit,blue\nX1,,Kit,\n", ",P1,Kit,blue\nX1,P1,Kit,blue\n"))
@example(drawn=case(",,Kit,\n,P1,Box,\n", "X2,,Kit,\n", ",P2,Kit,red\nX2,P1,Kit,blue\n,P1,Box,\n"))
@example(drawn=case(",P1,Kit,\n", ",P1,Box,\nX1,,Kit,\n"))
@example(drawn=case(",,Kit,\nX1,,Box,\n", ",,Box,\n,P1,Kit,\n,P1,Box,\nX1,,Kit,\nX2,P2,Kit,\n"))
def test_the_same_files_of_products_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "products", *drawn)


@SETTINGS
@given(drawn=cases("contacts"))
@example(drawn=case("Own,,Ana,a@own.test,,\n", "Own,,Bo,a@own.test,,\nOwn,,Ana,a@own.test,CEO,\n"))
@example(
    drawn=case(
        "",
        "Own,X2,Bo,b@own.test,CFO,Bo\nOwn,,Bo,a@own.test,,X1\nOwn,,Bo,a@own.test,CFO,\nOwn,X2,,,,Bo\n",
        "Own,,ANA,,,Ana\n,X1,Ana,a@own.test,,X1\nOwn,,ANA,b@own.test,,Bo\nOwn,X1,,a@own.test,,\n",
    )
)
def test_the_same_files_of_contacts_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "contacts", *drawn)


@SETTINGS
@given(drawn=cases("contracts"))
@example(drawn=case("Own,X1,C-1,,,,\n", "Own,X1,C-2,2025-01-01,,,\nOwn,,C-1,2026-06-01,,,\n"))
def test_the_same_files_of_contracts_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "contracts", *drawn)


@SETTINGS
@given(drawn=cases("opportunities"))
@example(drawn=case("", "Own,X1,C-1,5,\nOwn,,C-1,,USD\n"))
@example(
    drawn=case(
        "Own,X1,C-1,12.34,USD\n",
        "Other,X1,C-1,5,JPY\n",
        "Own,X2,C-2,,EUR\nOwn,X1,C-1,12.34,\nOther,,C-1,5,USD\n",
    )
)
def test_the_same_files_of_opportunities_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "opportunities", *drawn)


@SETTINGS
@given(drawn=cases("documents"))
@example(drawn=case("", "Own,,Offer,/b,\nOwn,,,/a,\nOwn,X1,Offer,/b,\nOwn,X1,Offer,/a,\n"))
def test_the_same_files_of_documents_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "documents", *drawn)


@SETTINGS
@given(drawn=cases("qbrs"))
@example(drawn=case("Own,X1,,,2026-04-02,\n", "Own,,,,2026-01-02,\n", "Own,X1,,,2026-01-02,\n"))
def test_the_same_files_of_reviews_again_change_nothing(
    new_store: NewStore, drawn: tuple[Rows, list[Rows]]
) -> None:
    holds(new_store, "qbrs", *drawn)


OTHERS = [
    "metrics",
    "satisfaction",
    "swot",
    "voc",
    "notes",
    "risks",
    "goals",
    "objectives",
    "actions",
    "tasks",
]


@pytest.mark.parametrize("kind", OTHERS)
@SETTINGS
@given(data=st.data())
def test_the_same_files_of_what_is_taken_in_one_by_one_again_change_nothing(
    new_store: NewStore, kind: str, data: st.DataObject
) -> None:
    holds(new_store, kind, *data.draw(cases(kind)))


@pytest.mark.parametrize("own", [False, True], ids=["a file of others", "a file of this program"])
@pytest.mark.parametrize(
    ("kind", "columns", "rows"),
    [
        ("tasks", "account,name,due", ["Own,Ask,", "Own,Ask,2026-01-02"]),
        ("actions", "account,goal,objective,name", ["Own,Aim,,Ask", "Own,Aim,Half,Ask"]),
    ],
)
def test_of_several_of_a_name_the_row_that_leaves_a_cell_empty_is_the_one_where_it_is(
    new_store: NewStore, kind: str, columns: str, rows: list[str], own: bool
) -> None:
    bench = Bench(new_store("several.db"))
    bench.one("accounts.csv", "name\nOwn\n")
    bench.one("goals.csv", "account,name\nOwn,Aim\n", kind="goals")
    bench.one("objectives.csv", "account,goal,name\nOwn,Aim,Half\n", kind="objectives")
    text = f"{columns}\n{rows[0]}\n{rows[1]}\n"
    if own:
        # The other order too: what is empty in a file that says all is no other record's.
        stamps = [f"{number},,2020-01-01T00:00:00Z,2020-01-01T00:00:00Z" for number in (8, 9)]
        lines = [f"{stamp},{row}" for stamp, row in zip(stamps, reversed(rows), strict=True)]
        text = "\n".join([f"id,external_id,created_at,updated_at,{columns}", *lines, ""])
    first = bench.one(f"{kind}.csv", text, kind=kind)
    assert (first.created, first.rejected) == (2, 0)
    again = bench.load((f"{kind}.csv", text), kind=kind)
    assert (again.event, again.files[0].unchanged) == (None, 2)
