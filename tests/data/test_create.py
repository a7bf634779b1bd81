"""A new store is made from the frozen schema, an older one by migrations; both are the same."""

from __future__ import annotations

from pathlib import Path

from kapta_tui.data import check, dump
from kapta_tui.data.create import create, statements
from kapta_tui.data.migrations.freeze import migrated, schema
from kapta_tui.data.upgrade import upgrade
from tests.conftest import TODAY, make_store

NOW = "2026-11-21T08:00:00Z"


def test_the_frozen_schema_is_what_the_migrations_lead_to() -> None:
    assert statements() == migrated(), "run python -m kapta_tui.data.migrations.freeze"


def test_a_created_store_equals_a_migrated_one(tmp_path: Path) -> None:
    made, grown = tmp_path / "made.db", tmp_path / "grown.db"
    create(made, now=NOW)
    upgrade(grown, now=NOW)
    assert schema(made) == schema(grown)
    stores = [make_store(path).connect() for path in (made, grown)]
    assert dump.dump(stores[0]) == dump.dump(stores[1])
    for pragma in ("application_id", "journal_mode", "user_version", "encoding"):
        assert len({store.execute(f"PRAGMA {pragma}").fetchone() for store in stores}) == 1
    assert [check.check(store, TODAY) for store in stores] == [[], []]


def test_creating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kapta.db"
    create(path, now=NOW)
    create(path, now="2030-01-01T00:00:00Z")
    with make_store(path).connect() as connection:
        assert connection.execute("SELECT created_at FROM playbook_version").fetchall() == [(NOW,)]
