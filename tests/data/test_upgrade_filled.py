"""A store that was filled under the first schema is sound after the upgrade, and its old changes can be undone."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from kapta_tui.data import connect, dump, dumpload, upgrade
from kapta_tui.data.engine import make_engine
from kapta_tui.data.labels import labels_of
from kapta_tui.data.read.history import history
from kapta_tui.data.read.playbook import current
from kapta_tui.data.schema import APPLICATION_ID, REVISIONS
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.playbook import default_text
from tests.conftest import NOW, TODAY, make_store
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
_OF_RISK = {"priority_by_hand": 0, "position": 0}
_OF_GOAL = {"section": "customer", "in_customer_report": 1, "position": 0, "source": "risk", "source_id": 1}
_NAMED = {"account_id": 1, "name": "Report", "name_folded": "report", "position": 0, "version": 1}
_WEEKLY = {**_NAMED, "recurrence": "FREQ=WEEKLY"}


_GOAL = {"id": 1, "account_id": 1, "name": "Win", "name_folded": "win", **_OF_GOAL, **_STAMP}


def _weekly(
    number: int, due: str, made: str, done: str = "", **more: object
) -> tuple[str, dict[str, object]]:
    stamps = {"created_at": f"{made}T08:00:00Z", "updated_at": f"{done or made}T08:00:00Z"}
    return "task", {**_WEEKLY, "id": number, "due": due, "done_at": done or None, **stamps, **more}


_PRODUCT = {"id": 1, "name": "Kit", "name_folded": "kit", "currency": "EUR", **_STAMP}
_SECOND = {**_PRODUCT, "id": 2, "name": "KIT", "description": "blue"}
_LONG = {**_PRODUCT, "id": 4, "name": "x" * 500, "name_folded": "x" * 500}
_OTHER_TEXT = default_text().replace('currency = "EUR"', 'currency = "USD"', 1)


def _change(number: int, event: int, before: object, after: object = None) -> dict[str, object]:
    images = {"before": json.dumps(before), "after": None if after is None else json.dumps(after)}
    return {"id": number, "event_id": event, "tbl": "account", "row_id": 1, "account_id": 1, **images}


def _event(number: int, sentence: str, undone: int = 0) -> dict[str, object]:
    return {"id": number, "at": NOW, "user": "jane", "verb": "edit", "sentence": sentence, "undone": undone}


_ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("user", {"id": 1, "name": "jane", "name_folded": "jane", "is_queue": 0, **_STAMP}),
    ("account", _NEWER),
    ("account_summary", _SUMMARY),
    ("event", _event(2, "Edited Acme")),
    ("event", _event(3, "Named Acme", undone=1)),
    ("change", _change(2, 2, _ACCOUNT)),
    ("change", _change(3, 3, _NEWER, {**_NEWER, "website": "acme.example"})),
    ("product", _PRODUCT),
    ("product", _SECOND),
    ("product", {**_PRODUCT, "id": 3, "name": "Kit (2)", "name_folded": "kit (2)"}),
    ("product", _LONG),
    ("product", {**_LONG, "id": 5}),
    ("event", _event(1, "Changed description of product KIT")),
    (
        "change",
        {
            **_change(1, 1, {**_SECOND, "description": None}),
            "tbl": "product",
            "row_id": 2,
            "account_id": None,
        },
    ),
    # Product 3 was called Kit before, and product 9, which was removed, was too.
    ("event", _event(4, "Changed name of product Kit (2)")),
    ("change", {**_change(4, 4, {**_PRODUCT, "id": 3}), "tbl": "product", "row_id": 3, "account_id": None}),
    ("event", _event(5, "Removed product Kit")),
    ("change", {**_change(5, 5, {**_PRODUCT, "id": 9}), "tbl": "product", "row_id": 9, "account_id": None}),
    ("risk", {"id": 1, "account_id": 1, "status": "open", "opened_at": "2026-01-05", **_OF_RISK, **_STAMP}),
    (
        "risk_reason",
        {"account_id": 1, "risk_id": 1, "position": 0, "code": "QUIET", "label": "Customer gone quiet"},
    ),
    ("goal", _GOAL),
    # Two series named alike: of the first one two were done, of the second one.
    _weekly(1, "2026-11-09", "2026-11-02", done="2026-11-09", assignee_id=1),
    _weekly(2, "2026-11-13", "2026-11-03", done="2026-11-19"),
    _weekly(3, "2026-11-16", "2026-11-09", done="2026-11-18", assignee_id=1),
    _weekly(4, "2026-11-23", "2026-11-18", assignee_id=1),
    _weekly(5, "2026-11-20", "2026-11-19"),
    ("playbook_version", {"text": default_text(), "labels": "{}", "created_at": NOW, "created_by": "kapta"}),
    ("playbook_version", {"text": _OTHER_TEXT, "labels": "{}", "created_at": NOW, "created_by": "jane"}),
)


@pytest.fixture
def older_file(tmp_path: Path) -> Path:
    """A store of the first schema with an archived account, a change that stands and one undone."""
    path = tmp_path / "kapta.db"
    engine = make_engine(path)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade.migrate(connection, "0001")
    engine.dispose()
    _put(path, *_ROWS)
    return path


@pytest.fixture
def older(older_file: Path, tmp_path: Path) -> Desk:
    """The same, upgraded."""
    return _upgraded(older_file, tmp_path)


def _put(path: Path, *rows: tuple[str, dict[str, object]]) -> None:
    with closing(connect.connect(path)) as connection, connect.immediate(connection):
        for table, row in rows:
            held = {column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')}
            given = {name: value for name, value in row.items() if name in held}
            names = ", ".join(f'"{name}"' for name in given)
            marks = ", ".join("?" * len(given))
            connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(given.values()))


def _upgraded(older_file: Path, tmp_path: Path) -> Desk:
    path = tmp_path / "upgraded.db"
    path.write_bytes(older_file.read_bytes())
    path.chmod(0o600)
    return Desk(make_store(path).open())


def test_a_filled_store_of_the_first_schema_is_sound_after_the_upgrade(older: Desk) -> None:
    assert older.faults() == []
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, "acme.test")


def test_risks_have_stages_after_the_upgrade_and_goals_made_from_them_address_them(older: Desk) -> None:
    assert older.rows("SELECT risk_id, status, since FROM risk_stage") == [(1, "open", "2026-01-05")]
    assert older.row("SELECT risk_id FROM goal") == (1,)


def test_the_history_of_a_goal_of_before_tells_no_change_that_nobody_made(
    older_file: Path, tmp_path: Path
) -> None:
    renamed = {**_GOAL, "name": "Won", "name_folded": "won"}
    _put(
        older_file,
        ("event", _event(6, "Changed description of goal Win")),
        ("change", {**_change(6, 6, {**_GOAL, "description": "big"}), "tbl": "goal"}),
        ("event", _event(7, "Named goal Win", undone=2)),
        ("change", {**_change(7, 7, _GOAL, renamed), "tbl": "goal"}),
    )
    older = _upgraded(older_file, tmp_path)
    found = [
        (entry.event, entry.field) for entry in history(older.reading, current(older.reading), "goals", 1)
    ]
    assert found == [(7, "name"), (6, "description")]
    older.store.redo()
    assert older.row("SELECT name, status, percent, started_at FROM goal") == (
        "Won",
        "not_started",
        None,
        None,
    )
    for _ in range(2):
        older.store.undo()
    assert older.row("SELECT name, description, status FROM goal") == ("Win", "big", "not_started")
    assert older.faults() == []


def test_a_series_of_before_knows_its_first_task_so_that_a_reopened_one_makes_no_twin(older: Desk) -> None:
    series = older.rows("SELECT id, series_id FROM task ORDER BY id")
    assert series == [(1, None), (2, None), (3, 1), (4, 1), (5, 2)]
    for task in (1, 2, 3):
        older.do(verbs.reopen_task, task)
        assert older.do(verbs.done_task, task) is None
    made = older.do(verbs.done_task, 4)
    assert older.rows("SELECT id FROM task WHERE series_id = 1 ORDER BY id") == [(3,), (4,), (made,)]


def test_the_labels_of_every_version_are_those_of_its_text(older: Desk) -> None:
    found = older.rows("SELECT text, labels FROM playbook_version ORDER BY id")
    assert [labels for _, labels in found] == [labels_of(text) for text, _ in found]
    assert len({labels for _, labels in found}) == 2


def test_an_old_change_is_undone_and_redone_without_the_former_type(older: Desk) -> None:
    older.store.redo()
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, "acme.example")
    with pytest.raises(Conflict):
        older.store.undo(2)
    for _ in range(4):
        older.store.undo()
    assert older.row("SELECT type, archived, website FROM account") == ("normal", 1, None)
    assert older.faults() == []


def test_products_of_one_name_are_numbered_by_the_upgrade_and_their_changes_can_be_undone(
    older: Desk,
) -> None:
    called = [("Kit", "kit"), ("KIT (3)", "kit (3)"), ("Kit (2)", "kit (2)")]
    assert older.rows("SELECT name, name_folded FROM product ORDER BY id LIMIT 3") == called
    assert older.row("SELECT name FROM product WHERE id = 5") == ("x" * 496 + " (2)",)
    told = older.rows("SELECT at, sentence FROM event WHERE verb = 'edit_product' ORDER BY id LIMIT 1")
    assert told == [
        (NOW, "The upgrade named a second product 'KIT' 'KIT (3)': a name is borne by one alone"),
    ]
    assert older.store.undo(1) == "Changed description of product KIT"
    assert older.row("SELECT name, description FROM product WHERE id = 2") == ("KIT (3)", None)
    assert older.faults() == []


def test_a_product_whose_former_name_another_one_bears_is_brought_back_under_a_number(older: Desk) -> None:
    older.store.redo()
    for _ in range(3):
        older.store.undo()
    named = older.rows("SELECT id, name FROM product WHERE id IN (3, 9) ORDER BY id")
    assert named == [(3, "Kit (4)"), (9, "Kit (5)")]
    assert older.faults() == []


def test_a_dump_of_an_earlier_version_fills_an_empty_store_as_its_upgrade_would(
    older_file: Path, older: Desk, tmp_path: Path
) -> None:
    with closing(connect.connect(older_file)) as former:
        values = json.loads(dump.dump(former).replace(f'"schema": "{REVISIONS[-1]}"', '"schema": "0001"', 1))
    fresh = Desk(make_store(tmp_path / "fresh.db").open())
    with closing(connect.connect(fresh.store.path)) as connection, connect.immediate(connection):
        dumpload.load(connection, values, TODAY, NOW)
    assert fresh.faults() == []
    assert fresh.content() == older.content()
