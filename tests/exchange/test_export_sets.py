"""Goals, objectives, actions and tasks written together come back unchanged (features: row 89)."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, ids
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text, parse
from kapta_tui.exchange.export import SETS, export_set, set_format
from kapta_tui.exchange.pipeline import import_files
from kapta_tui.exchange.template import write_template
from kapta_tui.exchange.writers import write_folder
from tests.conftest import make_store
from tests.data.conftest import portfolio_file as portfolio_file  # the fixture, under its own name
from tests.exchange.imports import Bench

FIELD = """
[fields.action.effort]
label = "Effort"
type = "number"
"""
KINDS = SETS["plans"]


@pytest.fixture
def planned(portfolio_file: Path, tmp_path: Path) -> Bench:
    """A copy of the portfolio whose second account has a plan too, with a custom field and inherited dates."""
    path = tmp_path / "planned.db"
    shutil.copyfile(portfolio_file, path)
    path.chmod(0o600)
    store = make_store(path)
    store.do(verbs.set_playbook, default_text() + FIELD)
    store.do(verbs.add_goal_outline, 2, "internal", "Renew\n  Ready\n    Ask | them\n      Call\n    *Then*")
    described: Values = {
        "effort": 3,
        "due": date(2026, 12, 24),
        "status_note": "waiting; for\nparts",
        "in_customer_report": True,
    }
    store.do(verbs.edit_record, "actions", 2, described)
    store.do(
        verbs.add_record, "tasks", {"account": "Beta", "name": "=of nobody", "recurrence": "FREQ=WEEKLY"}
    )
    return Bench(store)


def export(bench: Bench, out: Path, *, filter: str = "", account: int | None = None) -> dict[str, int]:  # noqa: A002
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        form = set_format(out, None)
        return export_set(
            connection, "plans", view, out=out, format=form, filter=filter, account=account, archived=True
        )


def paths(out: Path) -> list[Path]:
    return sorted(out.iterdir()) if out.is_dir() else [out]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.json", "folder"])
@pytest.mark.parametrize("account", [None, 2])
def test_the_same_plan_again_changes_nothing(
    planned: Bench, tmp_path: Path, name: str, account: int | None
) -> None:
    counts = export(planned, tmp_path / name, account=account)
    every = {kind: len(planned.all(kind)) for kind in KINDS}
    assert counts == (every if account is None else {"goals": 1, "objectives": 1, "actions": 2, "tasks": 2})
    before = planned.dump()
    outcome = import_files(planned.store, paths(tmp_path / name))
    assert {item.kind: item.unchanged for item in outcome.files} == counts
    assert (outcome.event, outcome.rejected, outcome.left_out) == (None, 0, 0)
    assert planned.dump() == before


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.json", "folder"])
def test_a_plan_is_laid_out_again_where_it_was_removed(planned: Bench, tmp_path: Path, name: str) -> None:
    export(planned, tmp_path / name, account=2)
    held = {kind: describe(planned, kind) for kind in KINDS}
    planned.store.do(verbs.remove_record, "goals", 3)
    planned.store.do(verbs.remove_record, "tasks", 4)
    assert describe(planned, "actions") != held["actions"]
    outcome = import_files(planned.store, paths(tmp_path / name))
    assert outcome.rejected == 0
    assert {kind: describe(planned, kind) for kind in KINDS} == held


def describe(bench: Bench, kind: str) -> list[list[tuple[str, object]]]:
    """Return what the records of a kind say, but for what is of the store alone."""
    secret = {"id", "created_at", "updated_at", "position", "goal_id", "objective_id", "action_id"}
    return sorted(
        ([pair for pair in record.items() if pair[0] not in secret] for record in bench.all(kind)), key=str
    )


def test_every_field_custom_ones_too_and_the_names_of_parents_are_there(
    planned: Bench, tmp_path: Path
) -> None:
    export(planned, tmp_path / "plan.json", filter="account:Beta")
    found = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert list(found) == list(KINDS)
    first = found["actions"][0]
    assert (first["goal"], first["objective"], first["effort"]) == ("Renew", "Ready", 3)
    task = found["tasks"][0]
    assert (task["action"], task["due"], task["due_inherited"]) == ("Ask | them", None, True)


def test_a_filter_holds_for_each_kind(planned: Bench, tmp_path: Path) -> None:
    counts = export(planned, tmp_path / "plan.json", filter="name:ask")
    assert counts == {"goals": 0, "objectives": 0, "actions": 1, "tasks": 0}
    found = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert [found[kind] for kind in ("goals", "objectives", "tasks")] == [[], [], []]
    assert import_files(planned.store, [tmp_path / "plan.json"]).event is None
    with pytest.raises(UsageError, match="status"):
        export(planned, tmp_path / "plan.json", filter="recurrence:weekly status:open")


def test_markdown_has_a_heading_and_a_table_for_each_kind(planned: Bench, tmp_path: Path) -> None:
    export(planned, tmp_path / "plan.md", account=2)
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        *("## Goals", "## Objectives", "## Actions", "## Tasks")
    ]
    assert "| Ask \\| them |" in text
    assert text.count("\n| --- |") == len(KINDS)


@pytest.mark.parametrize(
    ("name", "wanted", "form"),
    [
        ("a.xlsx", None, "xlsx"),
        ("a.json", None, "json"),
        ("a.md", None, "md"),
        ("a", None, "csv"),
        ("a", "tsv", "tsv"),
    ],
)
def test_the_suffix_says_whether_it_is_a_file_or_a_folder(name: str, wanted: str | None, form: str) -> None:
    assert set_format(Path(name), wanted) == form


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.doc", "a.vcf"])
def test_a_file_of_one_table_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        set_format(Path(name), None)


def test_nothing_is_strewn_into_the_root_of_a_disk() -> None:
    with pytest.raises(UsageError, match="root of a disk"):
        write_folder(Path(Path.cwd().anchor), "csv", [])


def test_a_filter_by_goal_or_section_holds_for_all_four_kinds(planned: Bench, tmp_path: Path) -> None:
    counts = export(planned, tmp_path / "plan.json", filter="section:internal")
    assert counts == {"goals": 1, "objectives": 1, "actions": 2, "tasks": 1}
    tasks = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["tasks"]
    assert [(task["goal"], task["section"]) for task in tasks] == [("Renew", "internal")]
    with closing(planned.store.connect()) as connection:
        view = View(planned.store.today, planned.store.user, current(connection))
        assert len(ids(connection, "tasks", view, filter="goal:renew")) == 1
    for kind in KINDS:
        template = io.BytesIO()
        write_template(kind, parse(default_text()), template, "csv")
        header = template.getvalue().decode("utf-8-sig").strip().split(",")
        derived = {"goal_id", "objective_id", "action_id"} | (
            {"goal", "section"} if kind == "tasks" else set()
        )
        assert not derived & set(header)
