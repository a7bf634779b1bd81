"""A list as a file: its rows in their order, its columns, values as a list shows them (features: row 49)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
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


def test_columns_that_are_no_fields_are_left_out_and_amounts_have_their_currency(
    filled: Store, tmp_path: Path
) -> None:
    lines = written(filled, tmp_path / "out.csv", [1], ["name", "glyph", "contract_value"], "accounts")
    assert lines[0] == "name,contract_value,currency"
    assert lines[1].endswith(",USD")


def test_more_rows_than_are_read_at_once_are_all_written(filled: Store, tmp_path: Path) -> None:
    assert len(written(filled, tmp_path / "out.csv", [1, 2, 3] * 1000, ["name"])) == 3001


def test_a_name_without_a_format_is_refused_and_leaves_no_transaction(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        written(filled, tmp_path / "out", [1], ["name"])
    with closing(filled.connect()) as connection:
        assert not connection.in_transaction
