"""Rows that say what is stored are counted without being staged; nothing else may differ by it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.store import Store
from kapta_tui.data.write import bulk_same
from kapta_tui.data.write.bulk_load import Staged
from tests.exchange.imports import Bench, reasons

HEADER = ["account_id", "name", "owner", "parent", "satisfaction", "is_customer", "currency"]
ROW = st.tuples(
    st.sampled_from(["A1", "A2", "A3", "A4", ""]),
    st.sampled_from(["Acme", "ACME", "Beta", "Gamma", ""]),
    st.sampled_from(["jane", "Omar", ""]),
    st.sampled_from(["", "", "Acme", "A2"]),
    st.sampled_from(["", "3", "7"]),
    st.sampled_from(["", "yes", "no"]),
    st.sampled_from(["", "eur", "USD"]),
)
NUMBERS = count()
ROWS = st.lists(ROW, min_size=1, max_size=7)


def text_of(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a CSV text."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, repeated=st.booleans())
def test_leaving_out_what_is_stored_changes_no_record(
    new_store: Callable[[str], Store],
    first: Sequence[Sequence[str]],
    second: Sequence[Sequence[str]],
    repeated: bool,
) -> None:
    second = [*first, *second] if repeated else second
    found = []
    for shortcut in (True, False):
        bench = Bench(new_store(f"{next(NUMBERS)}.db"))
        bench.one("accounts.csv", text_of(first))
        with pytest.MonkeyPatch.context() as patch:
            if not shortcut:
                patch.setattr(bulk_same, "_key", lambda _raw, _load: None)
            item = bench.one("accounts.csv", text_of(second))
        found.append((item, bench.dump()))
    (quick, quick_dump), (slow, slow_dump) = found
    assert quick_dump == slow_dump
    assert (quick.created, quick.updated) == (slow.created, slow.updated)
    # Rows that all say what is stored do not contradict each other, whichever cells they leave empty.
    assert {line for line, _, _ in reasons(quick)} <= {line for line, _, _ in reasons(slow)}
    if not any("" in row for row in [*first, *second]):
        assert sorted(reasons(quick)) == sorted(reasons(slow))


def test_the_later_of_two_rows_of_one_record_is_rejected(bench: Bench) -> None:
    stored = ["A1", "Acme", "jane", "", "3", "yes", "EUR"]
    other = ["A1", "Acme", "jane", "", "7", "yes", "EUR"]
    bench.one("accounts.csv", text_of([stored]))
    for rows in ([stored, other], [other, stored]):
        item = bench.one("accounts.csv", text_of(rows))
        assert item.rejected == 1
        (reason,) = reasons(item)
        assert reason[:2] == (3, "satisfaction")
        assert reason[2].startswith("the same account as line 2, with other values")
        bench.one("accounts.csv", text_of([stored]))


def test_every_row_that_contradicts_an_earlier_one_is_rejected(bench: Bench) -> None:
    rows = {site: ["A1", "Acme", "jane", "", site, "yes", "EUR"] for site in "123"}
    for order, lines in (("122", [3, 4]), ("311", [3, 4]), ("1121", [4]), ("2112", [3, 4])):
        bench.one("accounts.csv", text_of([rows["1"]]))
        item = bench.one("accounts.csv", text_of([rows[site] for site in order]))
        assert [line for line, _, _ in reasons(item)] == lines, order


def test_a_contact_without_its_account_is_judged_by_rules_and_not_by_its_cells(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    head = "contact_id,name,account,title\n"
    bench.one("contacts.csv", f"{head}C1,Ana,Acme,CEO\nC2,Bo,Acme,CFO\n")
    item = bench.one("contacts.csv", f"{head}C1,Ana,,CEO\nC2,Bo,,COO\n")
    assert len({reason.split(" belongs")[0] for _, _, reason in reasons(item)}) == 1
    assert item.rejected == 2


def test_rows_that_say_what_is_stored_are_not_staged(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["A1", "Acme", "jane", "", "3", "yes", "EUR"], ["A2", "Beta", "", "", "", "", ""]]
    bench.one("accounts.csv", text_of(rows))
    left: list[int] = []
    real = bulk_same.Same.without

    def counted(self: bulk_same.Same, columns: Staged) -> Staged:
        kept = real(self, columns)
        left.append(len(kept[0]))
        return kept

    monkeypatch.setattr(bulk_same.Same, "without", counted)
    assert bench.one("accounts.csv", text_of(rows)).unchanged == 2
    assert left == [0]
