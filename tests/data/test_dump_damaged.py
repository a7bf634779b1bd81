"""A dump is taken back whole, or refused in words; ids are never used twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from kapta_tui.data import check, connect, dump, dumpload
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import UsageError
from tests.conftest import NOW, TODAY
from tests.data.desk import Desk

Damage = Callable[[dict[str, Any]], object]


def _load(store: Store, values: dict[str, Any]) -> None:
    with closing(connect.connect(store.path)) as connection, connect.immediate(connection):
        dumpload.load(connection, values, TODAY, NOW)


def _no_owner(values: dict[str, Any]) -> None:
    for row in values["tables"]["account"]:
        del row["owner_id"]


def _null_owner(values: dict[str, Any]) -> None:
    values["tables"]["account"][0]["owner_id"] = None


def _two_active_risks(values: dict[str, Any]) -> None:
    for row in values["tables"]["risk"]:
        row.update(account_id=1, closed_at=None)


DAMAGES: dict[str, Damage] = {
    "journal absent": lambda values: values.pop("journal"),
    "tables a list": lambda values: values.update(tables=[]),
    "tables empty": lambda values: values["tables"].clear(),
    "a table absent": lambda values: values["tables"].pop("note"),
    "a table unknown": lambda values: values["tables"].update(spells=[]),
    "a table no list": lambda values: values["tables"].update(account=5),
    "a row no object": lambda values: values["tables"]["account"].append(7),
    "rows without owner": _no_owner,
    "one row with fewer columns": lambda values: values["tables"]["account"][1].pop("owner_id"),
    "a null owner": _null_owner,
    "an absent owner": lambda values: values["tables"]["account"][0].update(owner_id=99),
    "a list as a name": lambda values: values["tables"]["product"][0].update(name=["x"]),
    "a number beyond all": lambda values: values["tables"]["account"][0].update(version=1 << 70),
    "an id twice": lambda values: values["tables"]["account"][1].update(id=1),
    "two active risks": _two_active_risks,
    "no playbook": lambda values: values["tables"]["playbook_version"].clear(),
    "an unusable playbook": lambda values: values["tables"]["playbook_version"][0].update(text="garbage"),
    "another schema": lambda values: values.update(schema=["0001"]),
    "a change without event": lambda values: values["journal"]["event"].clear(),
}


@pytest.fixture
def store_beside(new_store: Callable[..., Store]) -> Store:
    """An empty store beside the portfolio."""
    return new_store("beside.db")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dump_is_refused_in_words(desk: Desk, store_beside: Store, damage: str) -> None:
    values = json.loads(dump.dump(desk.reading))
    DAMAGES[damage](values)
    with closing(store_beside.connect()) as connection:
        before = dump.dump(connection)
        with pytest.raises(UsageError):
            _load(store_beside, values)
        assert dump.dump(connection) == before


def test_a_dump_comes_back_whole(desk: Desk, store_beside: Store) -> None:
    text = dump.dump(desk.reading)
    _load(store_beside, json.loads(text))
    with closing(store_beside.connect()) as connection:
        assert dump.dump(connection) == text
        assert check.check(connection, TODAY) == []


def test_the_id_of_a_removed_record_is_not_used_again_after_a_dump(desk: Desk, store_beside: Store) -> None:
    removed = desk.do(verbs.add_record, "accounts", {"name": "Gone"})
    desk.do(verbs.remove_record, "accounts", removed)
    desk.do(verbs.remove_record, "products", 1)
    _load(store_beside, json.loads(dump.dump(desk.reading)))
    assert store_beside.do(verbs.add_record, "accounts", {"name": "New"}).value > removed
    assert store_beside.do(verbs.add_record, "products", {"name": "New"}).value > 1
