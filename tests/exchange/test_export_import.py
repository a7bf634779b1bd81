"""A table written and read back changes nothing, for every kind and format."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.exchange.export import export_all, export_table
from kapta_tui.exchange.pipeline import import_files
from kapta_tui.exchange.readers import open_tables
from kapta_tui.exchange.template import write_template
from tests.conftest import make_store
from tests.data.conftest import portfolio_file as portfolio_file  # the fixture, under its own name
from tests.exchange.imports import Bench


@pytest.fixture
def filled(portfolio_file: Path, tmp_path: Path) -> Bench:
    """A copy of the portfolio with one record of everything."""
    path = tmp_path / "filled.db"
    shutil.copyfile(portfolio_file, path)
    path.chmod(0o600)
    bench = Bench(make_store(path))
    bench.store.do(verbs.edit_record, "accounts", 1, {"products": ("Fibre",)})
    for day, value in (
        (date(2026, 1, 31), 91),
        (date(2026, 2, 28), Decimal("93.50")),
        (date(2026, 3, 31), 99),
    ):
        bench.store.do(verbs.edit_record, "metrics", 1, {"date": day, "value": value})
    bench.store.do(
        verbs.add_record,
        "metrics",
        {"account": "Beta", "name": "Uptime", "value": 1, "target": Decimal("9.90")},
    )
    return bench


class Wanted(TypedDict, total=False):
    """What an export may be asked for."""

    filter: str
    sort: Sequence[str]
    columns: Sequence[str]
    archived: bool


def export(store: Store, kind: str, out: Path, **options: Unpack[Wanted]) -> int:
    """Export as the command does."""
    with closing(store.connect()) as connection:
        view = View(store.today, store.user, current(connection))
        name = out.suffix.removeprefix(".")
        return export_table(connection, kind, view, out=out, format=name, **options)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "jsonl", "tsv"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_own_export_read_back_changes_nothing(
    filled: Bench, tmp_path: Path, kind: str, suffix: str
) -> None:
    out = tmp_path / f"{kind}.{suffix}"
    count = export(filled.store, kind, out, archived=True)
    assert count == len(filled.all(kind)) > 0
    before = filled.dump()
    outcome = import_files(filled.store, [out])
    (item,) = outcome.files
    assert (item.kind, item.unchanged, item.rejected) == (kind, count, 0), item.reasons
    assert outcome.event is None
    assert filled.dump() == before


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_people_of_one_name_are_told_apart_in_an_own_export(
    bench: Bench, tmp_path: Path, suffix: str
) -> None:
    bench.store.do(verbs.add_record, "accounts", {"name": "Acme"})
    for values in ({"external_id": "X1", "email": "ana@acme.test"}, {"phone": "+31 20"}, {}):
        bench.store.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Ana Ruiz", **values})
    out = tmp_path / f"contacts.{suffix}"
    export(bench.store, "contacts", out)
    outcome = import_files(bench.store, [out])
    assert (outcome.event, outcome.files[0].unchanged, outcome.files[0].reasons) == (None, 3, [])


def test_everything_as_a_workbook_or_a_folder(filled: Bench, bench: Bench, tmp_path: Path) -> None:
    with closing(filled.store.connect()) as connection:
        view = View(filled.store.today, filled.store.user, current(connection))
        book = export_all(connection, view, tmp_path / "all.xlsx")
        folder = export_all(connection, view, tmp_path / "all")
    assert book == folder == {kind: len(filled.all(kind)) for kind in KINDS}
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(
        f"{name}.csv" for name in (*KINDS, "measurements")
    )
    for files in ([tmp_path / "all.xlsx"], sorted((tmp_path / "all").iterdir())):
        again = import_files(filled.store, files)
        assert (again.event, again.rejected, again.left_out) == (None, 0, 0)
    outcome = import_files(bench.store, [tmp_path / "all.xlsx"])
    assert [cell for item in outcome.files for cell in (*item.reasons, *item.warnings)] == []
    for kind in KINDS:
        assert contents(bench, kind) == contents(filled, kind), kind
    assert bench.rows(MEASURED) == filled.rows(MEASURED)
    assert len(bench.rows(MEASURED)) == 5


MEASURED = (
    "SELECT a.name, m.name, v.date, CAST(v.value AS REAL) FROM metric_value v JOIN metric m ON m.id = v.metric_id "
    "JOIN account a ON a.id = v.account_id ORDER BY 1, 2, 3"
)
SECRET = {"id", "created_at", "updated_at", "last_contact", "checksum"}
"""What is of the store alone."""


def contents(bench: Bench, kind: str) -> list[dict[str, Value]]:
    """Return what the records of a kind say, in an order of their own."""
    records = [
        {item.name: record[item.name] for item in KINDS[kind].fields if item.name not in SECRET}
        for record in bench.all(kind)
    ]
    return sorted(records, key=str)


def test_columns_filter_and_order(filled: Bench, tmp_path: Path) -> None:
    out = tmp_path / "accounts.csv"
    assert export(filled.store, "accounts", out, columns=["name", "at_risk"], sort=["-name"]) == 2
    assert out.read_text() == "name,at_risk\nBeta,yes\nAcme,no\n"
    assert export(filled.store, "accounts", out, columns=["name"], filter="at-risk") == 1
    with pytest.raises(UsageError, match="no field 'nonsense'"):
        export(filled.store, "accounts", out, columns=["nonsense"])


def test_text_that_a_spreadsheet_could_run_is_made_harmless(bench: Bench, tmp_path: Path) -> None:
    names = ["=1+1", "+31 20", "-x", "@me", "'quoted", "plain"]
    bench.one("accounts.csv", "name\n" + "".join(f"'{name}\n" for name in names))
    out = tmp_path / "accounts.csv"
    export(bench.store, "accounts", out, columns=["name"])
    cells = out.read_text().splitlines()[1:]
    assert not [cell for cell in cells if cell[0] in "=+-@"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_lists_every_column_and_explains_it(bench: Bench, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "fill in.xlsx"
    with closing(bench.store.connect()) as connection:
        playbook = current(connection)
    write_template(kind, playbook, out)
    table, about = open_tables(out)
    writable = [item.name for item in KINDS[kind].fields if item.writable]
    assert list(table.header) == writable
    assert [row.cells[0] for row in about.rows] == writable
    explained = {row.cells[0]: row.cells for row in about.rows}
    if kind == "accounts":
        assert explained["type"][4] == "Normal; Strategic; Flagged; Archived"


def test_an_empty_template_imports_nothing_and_says_so(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "accounts.xlsx"
    with closing(bench.store.connect()) as connection:
        write_template("accounts", current(connection), out)
    outcome = import_files(bench.store, [out])
    assert outcome.event is None
    assert (outcome.files[0].kind, outcome.files[0].rows) == ("accounts", 0)
