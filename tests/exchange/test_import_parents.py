"""Plans come back under their own parents, though several are called alike, and as deep as they were (row 89)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.exchange.export import export_all, export_set, set_format
from kapta_tui.exchange.pipeline import import_files
from tests.exchange.imports import Bench, reasons

TREE = (
    "SELECT g.name, g.description, o.name, x.name, x.description, t.name, t.description FROM goal g "
    "LEFT JOIN objective o ON o.goal_id = g.id "
    "LEFT JOIN action x ON x.goal_id = g.id AND x.objective_id IS o.id "
    "LEFT JOIN task t ON t.action_id = x.id ORDER BY 2, 3, 5, 7"
)
NAMES = ["plan.xlsx", "plan.json", "folder"]


@pytest.fixture
def twins(new_store: Callable[..., Store]) -> Bench:
    """An account with two goals of one name, each with an objective, an action and a task of one name."""
    store = new_store("twins.db", now="2026-11-20T12:00:00Z")
    store.do(verbs.add_record, "accounts", {"name": "Acme"})
    # The goal of the first id comes last in the plan, so that no order of rows tells which is which.
    for which in ("one", "two", "three"):
        goal = store.do(verbs.add_record, "goals", {"account": 1, "name": "twin", "description": which}).value
        step = store.do(verbs.add_record, "objectives", {"account": 1, "goal": goal, "name": "Step"}).value
        action = store.do(
            verbs.add_record,
            "actions",
            {"account": 1, "goal": goal, "objective": step, "name": "Call", "description": which},
        ).value
        store.do(
            verbs.add_record,
            "tasks",
            {"account": 1, "action": action, "name": "Dial", "description": which, "due": date(2026, 12, 1)},
        )
    store.do(verbs.reorder, "goals", 1, 2)
    return Bench(store)


def written(bench: Bench, out: Path, kind: str = "plans") -> list[Path]:
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        if kind == "all":
            export_all(connection, view, out, None)
        else:
            export_set(connection, kind, view, out=out, format=set_format(out, None))
    return sorted(out.iterdir()) if out.is_dir() else [out]


@pytest.mark.parametrize("name", NAMES)
def test_work_below_goals_of_one_name_comes_back_under_its_own(
    twins: Bench, bench: Bench, tmp_path: Path, name: str
) -> None:
    files, before = written(twins, tmp_path / name), twins.dump()
    same = import_files(twins.store, files)
    assert (same.event, same.rejected, same.left_out) == (None, 0, 0)
    assert twins.dump() == before
    bench.one("accounts.csv", "name\nAcme\nOther\n")
    # Ids of the other store are none of this one: it has goals of its own before.
    for goal in ("Own", "twin"):
        bench.store.do(verbs.add_record, "goals", {"account": 2, "name": goal})
    brought = import_files(bench.store, files)
    assert brought.rejected == 0
    mine = [row for row in bench.rows(TREE) if row[1] is not None]
    assert mine == twins.rows(TREE)
    assert [row[1] == row[4] == row[6] for row in mine] == [True] * 3
    once = bench.dump()
    assert import_files(bench.store, files).event is None
    assert bench.dump() == once


def test_work_alone_is_refused_where_several_goals_are_called_so_and_stays_with_its_own_here(
    twins: Bench, bench: Bench, tmp_path: Path
) -> None:
    written(twins, tmp_path / "folder")
    alone = [tmp_path / "folder" / "objectives.csv", tmp_path / "folder" / "goals.csv"]
    here = import_files(twins.store, alone[:1])
    assert (here.event, here.rejected) == (None, 0)
    bench.one("accounts.csv", "name\nAcme\n")
    import_files(bench.store, alone[1:])
    (item,) = import_files(bench.store, alone[:1]).files
    assert reasons(item)[0][1:] == (
        "goal",
        "3 goals of this account are called 'twin'; tell them apart first",
    )
    nothing = bench.one("objectives.csv", "account,goal,name\nAcme,none,Step\n", kind="objectives")
    assert reasons(nothing) == [(2, "goal", "there is no goal 'none' in this account")]


def test_an_objective_is_looked_for_in_the_goal_of_its_row(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("goals.csv", "account,name\nAcme,A\nAcme,B\n", kind="goals")
    bench.one("objectives.csv", "account,goal,name\nAcme,A,Step\nAcme,B,Step\n", kind="objectives")
    item = bench.one(
        "actions.csv", "account,goal,objective,name\nAcme,B,Step,Call\nAcme,A,Step,Call\n", kind="actions"
    )
    assert (item.created, item.rejected) == (2, 0)
    assert bench.rows(
        "SELECT g.name, o.goal_id = g.id FROM action x JOIN goal g ON g.id = x.goal_id "
        "JOIN objective o ON o.id = x.objective_id ORDER BY 1"
    ) == [("A", 1), ("B", 1)]


@pytest.mark.parametrize("levels", [1, 2])
@pytest.mark.parametrize("name", ["all.xlsx", "all"])
def test_what_a_section_has_put_away_comes_back_from_an_export(
    twins: Bench, bench: Bench, tmp_path: Path, levels: int, name: str
) -> None:
    for one in (twins, bench):
        one.store.do(verbs.set_levels, "customer", levels)
    outcome = import_files(bench.store, written(twins, tmp_path / name, "all"))
    assert [reasons(item) for item in outcome.files if item.rejected] == []
    assert bench.rows(TREE) == twins.rows(TREE)
    with pytest.raises(RuleError, match=r"and so no objectives"):
        bench.store.do(verbs.add_record, "objectives", {"account": 1, "goal": 1, "name": "Typed"})
