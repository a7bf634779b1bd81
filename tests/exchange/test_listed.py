"""A list as a file: its rows in their order, its columns, values as they are stored (features: row 49)."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, records
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, archive_account, edit_record
from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.listed import export_listed


def written(
    store: Store, path: Path, wanted: list[int], columns: list[str], kind: str = "actions"
) -> list[str]:
    """Return the lines of the file."""
    with closing(store.connect()) as connection:
        view = View(store.today, store.user, current(connection))
        export_listed(connection, kind, view, wanted, columns, path)
        assert not connection.in_transaction
    return path.read_text(encoding="utf-8-sig").splitlines()


@pytest.fixture
def filled(store: Store) -> Store:
    store.do(add_record, "accounts", {"name": "Acme", "owner": "omar", "currency": "USD"})
    goal = store.do(add_record, "goals", {"account": "Acme", "name": "Live"}).value
    for name in ("first", "second", "third"):
        store.do(add_record, "actions", {"account": "Acme", "goal": goal, "name": name})
    return store


def test_rows_stand_in_the_order_given_and_one_that_is_gone_is_left_out(
    filled: Store, tmp_path: Path
) -> None:
    lines = written(filled, tmp_path / "out.csv", [3, 99, 1], ["name", "percent"])
    assert lines == ["name,percent", "third,0", "first,0"]


def test_who_is_inherited_stays_empty_so_that_a_reimport_sets_nobody(filled: Store, tmp_path: Path) -> None:
    assert written(filled, tmp_path / "out.csv", [1], ["name", "owner"]) == ["name,owner", "first,"]


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_what_is_inherited_stays_empty_so_that_a_reimport_makes_nothing_own(
    filled: Store, tmp_path: Path, suffix: str
) -> None:
    filled.do(edit_record, "actions", 1, {"due": date(2026, 12, 24)})
    filled.do(add_record, "tasks", {"account": "Acme", "action": "first", "name": "Call"})
    filled.do(add_record, "opportunities", {"account": "Acme", "name": "Deal", "stage": "proposal"})
    path = tmp_path / f"out.{suffix}"
    with closing(filled.connect()) as connection:
        view = View(filled.today, filled.user, current(connection))
        assert records(connection, "tasks", view, [1], ["due"]) == [{"due": date(2026, 12, 24)}]
        assert records(connection, "opportunities", view, [1], ["probability"]) != [{"probability": None}]
    comma = "," if suffix == "csv" else "\t"
    assert written(filled, path, [1], ["name", "due"], "tasks")[1] == f"Call{comma}"
    assert written(filled, path, [1], ["name", "probability"], "opportunities")[1] == f"Deal{comma}"


@pytest.mark.parametrize("suffix", ["xlsx", "json", "jsonl", "md", "csv", "tsv"])
def test_every_format_has_the_rows_in_the_order_given(filled: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out.{suffix}"
    with closing(filled.connect()) as connection:
        view = View(filled.today, filled.user, current(connection))
        assert export_listed(connection, "actions", view, [3, 99, 1, 2], ["name"], path) == 3
    if suffix != "xlsx":
        text = path.read_text(encoding="utf-8")
        assert text.index("third") < text.index("first") < text.index("second")


def test_records_of_an_archived_account_are_written_when_they_are_listed(
    filled: Store, tmp_path: Path
) -> None:
    filled.do(archive_account, 1)
    assert written(filled, tmp_path / "out.csv", [2], ["name"]) == ["name", "second"]


def test_a_list_without_a_single_field_is_refused_and_no_file_is_left(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        written(filled, tmp_path / "out.csv", [1, 2], ["glyph"])
    assert "no column" in caught.value.cause.lower()
    assert not (tmp_path / "out.csv").exists()


def test_columns_that_are_no_fields_are_left_out_and_amounts_have_their_currency(
    filled: Store, tmp_path: Path
) -> None:
    lines = written(filled, tmp_path / "out.csv", [1], ["name", "glyph", "contract_value"], "accounts")
    assert lines[0] == "name,contract_value,currency"
    assert lines[1].endswith(",USD")


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_sum_of_nothing_is_empty_and_a_sum_of_zero_is_zero(
    filled: Store, tmp_path: Path, suffix: str
) -> None:
    filled.do(add_record, "accounts", {"name": "Beta", "owner": "omar", "currency": "USD"})
    filled.do(add_record, "contracts", {"account": "Beta", "name": "Free", "value": 0})
    path = tmp_path / f"out.{suffix}"
    written(filled, path, [1, 2], ["name", "contract_value"], "accounts")
    text = path.read_text(encoding="utf-8-sig")
    if suffix == "csv":
        assert text.splitlines()[1:] == ["Acme,,USD", "Beta,0.00,USD"]
    else:
        assert [row["contract_value"] for row in json.loads(text)] == [None, 0]


def test_more_rows_than_are_read_at_once_are_all_written(filled: Store, tmp_path: Path) -> None:
    assert len(written(filled, tmp_path / "out.csv", [1, 2, 3] * 1000, ["name"])) == 3001


def test_a_name_without_a_format_is_refused_and_leaves_no_transaction(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        written(filled, tmp_path / "out", [1], ["name"])
    with closing(filled.connect()) as connection:
        assert not connection.in_transaction


def test_a_list_of_contacts_can_be_cards(filled: Store, tmp_path: Path) -> None:
    for name in ("Ana", "Bo"):
        filled.do(add_record, "contacts", {"account": "Acme", "name": name})
    lines = written(filled, tmp_path / "out.vcf", [2, 1], ["name"], "contacts")
    assert [line for line in lines if line.startswith(("FN", "ORG"))] == [
        "FN:Bo",
        "ORG:Acme",
        "FN:Ana",
        "ORG:Acme",
    ]
    with pytest.raises(UsageError, match="Only contacts"):
        written(filled, tmp_path / "out.vcf", [1], ["name"])
