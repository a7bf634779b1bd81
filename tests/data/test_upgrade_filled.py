"""A store that was filled under the first schema is sound after the upgrade, and its old changes can be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapta_tui.data import upgrade
from kapta_tui.data.engine import make_engine
from kapta_tui.data.schema import APPLICATION_ID
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.playbook import default_text
from tests.conftest import NOW, make_store
from tests.data.desk import Desk

_STAMP = {"created_at": NOW, "updated_at": NOW, "version": 1}
_ACCOUNT = {
    "id": 1,
    "name": "Acme",
    "name_folded": "acme",
    "type": "archived",
    "website": None,
    "archived": 0,
    "owner_id": 1,
    "is_customer": 1,
    "is_reseller": 0,
    "is_provider": 0,
    "custom": "{}",
    **_STAMP,
}
_NEWER = {**_ACCOUNT, "website": "acme.test", "version": 2}
_SUMMARY = {
    "account_id": 1,
    "valid_from": "2026-01-01",
    "valid_until": "2026-01-01",
    "currency": "EUR",
    **dict.fromkeys(
        ("contract_value_minor", "other_currencies", "contracts", "open_actions", "overdue", "children"), 0
    ),
}
_OTHER_TEXT = default_text().replace('currency = "EUR"', 'currency = "USD"', 1)


def _change(number: int, event: int, before: object, after: object = None) -> dict[str, object]:
    images = {"before": json.dumps(before), "after": None if after is None else json.dumps(after)}
    return {"id": number, "event_id": event, "tbl": "account", "row_id": 1, "account_id": 1, **images}


_ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("user", {"id": 1, "name": "jane", "name_folded": "jane", "is_queue": 0, **_STAMP}),
    ("account", _NEWER),
    ("account_summary", _SUMMARY),
    ("event", {"id": 1, "at": NOW, "user": "jane", "verb": "edit", "sentence": "Edited Acme", "undone": 0}),
    ("event", {"id": 2, "at": NOW, "user": "jane", "verb": "edit", "sentence": "Named Acme", "undone": 1}),
    ("change", _change(1, 1, _ACCOUNT)),
    ("change", _change(2, 2, _NEWER, {**_NEWER, "website": "acme.example"})),
    ("playbook_version", {"text": default_text(), "labels": "{}", "created_at": NOW, "created_by": "kapta"}),
    ("playbook_version", {"text": _OTHER_TEXT, "labels": "{}", "created_at": NOW, "created_by": "jane"}),
)


@pytest.fixture
def older(tmp_path: Path) -> Desk:
    """A store of the first schema with an archived account, a change that stands and one undone; upgraded."""
    path = tmp_path / "kapta.db"
    engine = make_engine(path)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade.migrate(connection, "0001")
        for table, row in _ROWS:
            held = {column[1] for column in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')}
            given = {name: value for name, value in row.items() if name in held}
            names = ", ".join(f'"{name}"' for name in given)
            marks = ", ".join("?" * len(given))
            values = tuple(given.values())
            connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
    engine.dispose()
    return Desk(make_store(path).open())


def test_a_filled_store_of_the_first_schema_is_sound_after_the_upgrade(older: Desk) -> None:
    assert older.faults() == []
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, "acme.test")


def test_the_labels_of_every_version_are_those_of_its_text(older: Desk) -> None:
    found = [
        json.loads(labels) for (labels,) in older.rows("SELECT labels FROM playbook_version ORDER BY id")
    ]
    assert all("swot_quadrant" in labels for labels in found)
    assert len({json.dumps(labels) for labels in found}) == 2


def test_an_old_change_is_undone_and_redone_without_the_former_type(older: Desk) -> None:
    older.store.redo()
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, "acme.example")
    with pytest.raises(Conflict):
        older.store.undo(1)
    older.store.undo()
    older.store.undo()
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, None)
    assert older.faults() == []
