"""A store moves as the program's own export: as a workbook, as a folder of tables, or as the dump."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import planwriter, verbs
from kapta_tui.domain.fields import Values
from kapta_tui.exchange.export import export_all
from kapta_tui.exchange.outcome import FileOutcome
from kapta_tui.exchange.pipeline import import_files
from tests.conftest import make_store
from tests.data.conftest import portfolio_file as portfolio_file  # the fixture, under its own name
from tests.exchange.imports import Bench, reasons

OF_THE_STORE = {"id", "created_at", "updated_at", "version", "position"}
"""Columns that every store has its own of; places keep their order, not their numbers."""
JOURNAL = {"event", "change", "health_day"}
"""What happened in a store, day by day; it goes with the dump alone."""


@pytest.fixture(scope="module")
def full_file(portfolio_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with a flagged and an archived account, with work of theirs, and colleagues who know people."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    shutil.copyfile(portfolio_file, path)
    path.chmod(0o600)
    bench = Bench(make_store(path))
    do = bench.store.do
    for name, type_code in (("Gone", "archived"), ("Leaving", "flagged")):
        do(verbs.add_record, "accounts", {"name": name, "type": "strategic"})
        do(verbs.add_record, "contacts", {"account": name, "name": "Bo Lind"})
        do(verbs.add_record, "opportunities", {"account": name, "name": "Next", "amount": 10})
        do(verbs.add_note, {"account": name, "text": f"Talked to {name}", "contacts": ("Bo Lind",)})
        do(verbs.edit_record, "accounts", name_to_id(bench, name), {"type": type_code})
    _work_that_ended(bench)
    for user, strength in (("jane", "trusted"), ("Lee: Met", "working"), ('Q; "x", y', "met")):
        do(verbs.set_relationship, 1, user, strength)
    bench.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def full(full_file: Path, tmp_path: Path) -> Bench:
    """The full portfolio for one test."""
    return Bench(make_store(Path(shutil.copyfile(full_file, tmp_path / "full.db"))))


def _work_that_ended(bench: Bench) -> None:
    """Work begun and ended on former days, made from what was there and told in notes about it."""
    store = bench.store
    earlier = make_store(store.path, today=date(2026, 11, 3))
    with earlier.write("add_goals") as tx:
        for source, code in (("Renew", "contract"), ("Sell", "opportunity"), ("Heal", "risk")):
            planwriter.insert_goal(tx, {"account": 1, "name": source}, source=code, source_id=1)
        task: Values = {"account": "Acme", "name": "Call", "recurrence": "FREQ=WEEKLY"}
        planwriter.insert_task(tx, task, until="risk_closed")
        tx.say("Added goals", 1)
    earlier.do(verbs.edit_record, "actions", 1, {"status": "completed"})
    earlier.do(verbs.done_task, 1)
    earlier.do(verbs.complete_goal, 3)
    _actions_begun(bench, earlier)
    _made_from_texts(bench)
    for kind, number in (("risk", 1), ("risk", 2), ("action", 1), ("task", 1), ("task", 2)):
        earlier.do(verbs.add_note, {"text": f"About {kind} {number}"}, **{kind: number})


def _made_from_texts(bench: Bench) -> None:
    """A task, an action and a goal made from each record that says something, an active risk among them."""
    do = bench.store.do
    note = do(verbs.add_note, {"text": "The sponsor asks for a plan"}, risk=2).value
    for source in (
        ("notes", 1),
        ("swot", 1),
        ("voc", 1),
        ("qbrs", 1),
        ("risks", 1),
        ("risks", 2),
        ("notes", note),
    ):
        named = {"name": f"From {source[0]} {source[1]}"}
        do(verbs.add_work, "tasks", named, source)
        goal = do(verbs.add_work, "goals", named, source).value
        do(verbs.add_work, "actions", {**named, "goal": goal}, source)


def linked(bench: Bench) -> list[tuple[Any, ...]]:
    """Return the work made from texts, each with what that says and the day on which the risk was opened."""
    rows: list[tuple[Any, ...]] = []
    for kind in ("goals", "actions", "tasks"):
        made = (one for one in bench.all(kind) if str(one["name"]).startswith("From "))
        rows += [(kind, one["name"], one["source"], one["source_name"], one["risk"]) for one in made]
    return sorted(rows, key=str)


def _actions_begun(bench: Bench, earlier: Store) -> None:
    """Actions begun on a former day: one completed a week later, one cancelled, one still going on."""
    later = make_store(bench.store.path, today=date(2026, 11, 10))
    for name, status in (("Begun", ""), ("Done since", "completed"), ("Dropped since", "cancelled")):
        earlier.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Renew", "name": name})
        ((number,),) = bench.rows("SELECT max(id) FROM action")
        earlier.do(verbs.edit_record, "actions", number, {"status": "in_progress"})
        if status:
            later.do(verbs.edit_record, "actions", number, {"status": status})


def name_to_id(bench: Bench, name: str) -> int:
    """Return the id of an account."""
    return next(int(str(record["id"])) for record in bench.all("accounts") if record["name"] == name)


def exported(bench: Bench, out: Path, format_name: str) -> list[Path]:
    """Export everything and return the files."""
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        export_all(connection, view, out, format_name)
    return sorted(out.iterdir()) if out.is_dir() else [out]


def contents(bench: Bench) -> dict[str, Counter[tuple[tuple[str, str], ...]]]:
    """Return the rows of all tables as the dump writes them, references as what the other row says of itself."""
    tables: Mapping[str, list[dict[str, Any]]] = json.loads(bench.dump())["tables"]
    keys = 'SELECT "from", "table" FROM pragma_foreign_key_list(\'{}\')'
    refers = {table: dict(bench.rows(keys.format(table))) for table in tables}
    spoken = {
        table: {
            row["id"]: str(row.get("name") or row.get("text") or row.get("opened_at"))
            for row in rows
            if "id" in row
        }
        for table, rows in tables.items()
    }

    def plain(table: str, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, str(spoken[refers[table][name]].get(value)) if name in refers[table] else str(value))
            for name, value in row.items()
            if name not in OF_THE_STORE
        )

    return {
        table: Counter(plain(table, row) for row in rows)
        for table, rows in tables.items()
        if table not in JOURNAL
    }


@pytest.mark.parametrize("format_name", ["xlsx", "csv", "tsv", "json", "jsonl"])
def test_a_store_moves_whole(full: Bench, bench: Bench, tmp_path: Path, format_name: str) -> None:
    files = exported(full, tmp_path / ("all.xlsx" if format_name == "xlsx" else "all"), format_name)
    again = import_files(full.store, files)
    assert (again.event, again.rejected, again.left_out) == (None, 0, 0)
    outcome = import_files(bench.store, files)
    assert [cell for item in outcome.files for cell in (*item.reasons, *item.warnings)] == []
    moved, wanted = contents(bench), contents(full)
    assert moved.keys() == wanted.keys()
    for table, rows in wanted.items():
        assert moved[table] == rows, table
    assert bench.faults() == []
    assert linked(bench) == linked(full)
    assert [len(linked(bench)), all(row[3] for row in linked(bench))] == [21, True]
    assert len(bench.rows("SELECT * FROM relationship")) == 3
    types = bench.rows(
        "SELECT name, type, archived FROM account WHERE name IN ('Gone', 'Leaving') ORDER BY 1"
    )
    assert types == [("Gone", "strategic", 1), ("Leaving", "flagged", 0)]


def test_a_row_that_was_added_to_an_export_is_new(full: Bench, bench: Bench, tmp_path: Path) -> None:
    exported(full, tmp_path / "all", "csv")
    file = tmp_path / "all" / "accounts.csv"
    header = file.read_text().splitlines()[0].split(",")
    added = [
        {"name": "A", "type": "flagged"},
        {"name": "B", "type": "normal", "archived": "yes"},
        {"name": "C", "type": "normal", "archived": "no"},
    ]
    lines = [",".join(row.get(name, "") for name in header) for row in added]
    item = bench.one("accounts.csv", "\n".join([",".join(header), *lines]) + "\n")
    assert reasons(item) == [
        (2, "type", "a new account cannot be flagged"),
        (3, "archived", "a new account cannot be archived"),
    ]
    assert bench.names("accounts") == ["C"]


def test_an_export_that_was_edited_changes_relationships_and_archives(full: Bench, tmp_path: Path) -> None:
    exported(full, tmp_path / "all", "csv")
    file = tmp_path / "all" / "contacts.csv"
    file.write_text(file.read_text().replace("jane: Trusted", "jane: Met; nobody in particular"))
    (item,) = import_files(full.store, [file]).files
    assert (item.updated, [cell.reason for cell in item.warnings]) == (
        1,
        ["it names no colleague and strength"],
    )
    known = full.rows(
        "SELECT strength FROM relationship r JOIN \"user\" u ON u.id = r.user_id WHERE u.name = 'jane'"
    )
    assert known == [("met",)]
    assert import_files(full.store, [file]).event is None


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("contracts", {"name": "Same"}),
        ("opportunities", {"name": "Same"}),
        ("contacts", {"name": "Same", "email": "same@acme.test"}),
        ("goals", {"name": "Same"}),
        ("objectives", {"goal": "Aim", "name": "Same"}),
        ("actions", {"goal": "Aim", "name": "Same"}),
        ("tasks", {"name": "Same"}),
        ("notes", {"text": "Same", "date": date(2026, 1, 2)}),
        ("documents", {"name": "Same", "path": "https://acme.test/same"}),
        ("swot", {"quadrant": "strengths", "text": "Same"}),
        ("voc", {"question": "goals", "text": "Same", "date": date(2026, 1, 2)}),
        ("qbrs", {"type": "quarterly", "date": date(2026, 1, 2)}),
    ],
)
def test_records_that_only_their_ids_tell_apart_move_too(
    new_store: Callable[[str], Store], tmp_path: Path, kind: str, values: Values
) -> None:
    source, target = Bench(new_store("source.db")), Bench(new_store("target.db"))
    source.one("accounts.csv", "name\nAcme\n")
    source.one("goals.csv", "account,name\nAcme,Aim\n", kind="goals")
    for _ in range(3):
        if kind == "notes":
            source.store.do(verbs.add_note, {"account": "Acme", **values})
        else:
            source.store.do(verbs.add_record, kind, {"account": "Acme", **values})
    files = exported(source, tmp_path / "all", "csv")
    for again in range(2):
        outcome = import_files(target.store, files)
        assert [cell.reason for item in outcome.files for cell in (*item.reasons, *item.warnings)] == []
        assert (outcome.event is None) == bool(again)
    assert contents(target) == contents(source)
    assert import_files(source.store, files).event is None
    assert target.faults() == []


def test_a_row_without_an_id_that_could_be_several_of_an_export_is_rejected(
    new_store: Callable[[str], Store],
) -> None:
    bench = Bench(new_store("several.db"))
    bench.one("accounts.csv", "name\nAcme\n")
    stamp = "2020-01-01T00:00:00Z"
    header = "id,external_id,created_at,updated_at,account,name,value"
    rows = [
        f"{number},,{stamp},{stamp},Acme,{name}," for number, name in ((7, "Same"), (8, "Same"), (9, "Sole"))
    ]
    added = [",,,,Acme,Same,5", ",,,,Acme,Sole,6"]
    text = "\n".join([header, *rows, *added, ""])
    for created in (3, 0):
        item = bench.one("contracts.csv", text)
        words = "several contracts of this file have this name; say by id which one this is"
        assert (item.created, reasons(item)) == (created, [(5, "name", words)])
    assert bench.rows("SELECT name, value_minor FROM contract ORDER BY 1, 2") == [
        ("Same", None),
        ("Same", None),
        ("Sole", 600),
    ]


def edited(full: Bench, file: Path, number: int, **cells: str) -> FileOutcome:
    """Import an exported table after cells of the record `number` were changed; return what came of it."""
    with file.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    next(row for row in rows if row["id"] == str(number)).update(cells)
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (item,) = import_files(full.store, [file]).files
    return item


@pytest.mark.parametrize(
    ("kind", "cells", "column", "reason"),
    [
        (
            "goals",
            {"source": "banana"},
            "source",
            "'banana' is none of contract, opportunity, risk, note, swot, voc, qbr",
        ),
        (
            "risks",
            {"stages": "in_process 2026-02-20; open 2026-02-01"},
            "stages",
            "'open 2026-02-01' lies before the status that it follows",
        ),
        (
            "risks",
            {"stages": "open"},
            "stages",
            "'open' is no status with a day, such as 'open 2026-01-31'",
        ),
        ("tasks", {"until": "whatever"}, "until", "'whatever' is none of risk_closed"),
        (
            "goals",
            {"completed_at": "2031-01-01"},
            "completed_at",
            "Goal cannot have ended on 2031-01-01: that day is ahead",
        ),
        (
            "tasks",
            {"done_at": "2031-01-01"},
            "done_at",
            "Task cannot have been done on 2031-01-01: that day is ahead",
        ),
        (
            "actions",
            {"status": "in_progress", "started_at": "2031-01-01"},
            "started_at",
            "Action cannot have begun on 2031-01-01: that day is ahead",
        ),
        (
            "actions",
            {"status": "completed", "started_at": "2026-05-05", "completed_at": "2019-01-01"},
            "completed_at",
            "It ended on 2019-01-01, before it began on 2026-05-05",
        ),
    ],
)
def test_an_export_that_was_edited_says_no_day_and_no_code_that_cannot_be(
    full: Bench, tmp_path: Path, kind: str, cells: dict[str, str], column: str, reason: str
) -> None:
    exported(full, tmp_path / "all", "csv")
    before = full.dump()
    item = edited(full, tmp_path / "all" / f"{kind}.csv", 1, **cells)
    assert [(cell.column, cell.reason) for cell in item.reasons] == [(column, reason)]
    assert full.dump() == before
    assert full.faults() == []


def test_an_action_that_is_set_back_in_an_export_loses_its_days(full: Bench, tmp_path: Path) -> None:
    exported(full, tmp_path / "all", "csv")
    ((number,),) = full.rows("SELECT id FROM action WHERE name = 'Done since'")
    item = edited(full, tmp_path / "all" / "actions.csv", number, status="not_started")
    assert (item.updated, item.reasons) == (1, [])
    assert full.rows(f"SELECT started_at, completed_at FROM action WHERE id = {number}") == [(None, None)]
