"""Since when a risk had each status (features: row 34): kept through changes, merges, undo and the upgrade."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.data.engine import make_engine
from kapta_tui.data.migrations.riskstages import fill_stages
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk

CLOSED: Values = {"status": "closed_resolved", "resolutions": ("luck",)}


def stages(desk: Desk, risk: int) -> list[tuple[str, str]]:
    return desk.rows("SELECT status, since FROM risk_stage WHERE risk_id = ? ORDER BY id", risk)


def on(desk: Desk, days: int) -> Desk:
    return Desk(make_store(desk.store.path, today=TODAY + timedelta(days)))


def day(days: int) -> str:
    return (TODAY + timedelta(days)).isoformat()


def test_each_change_of_the_status_begins_a_stage(desk: Desk) -> None:
    on(desk, 3).there_and_back(verbs.move_risk, 2, "status", "in_process")
    on(desk, 5).there_and_back(verbs.close_risk, 2, CLOSED)
    on(desk, 9).there_and_back(verbs.reopen_risk, 2)
    first = desk.row("SELECT opened_at FROM risk WHERE id = 2")[0]
    assert stages(desk, 2) == [
        ("open", first),
        ("in_process", day(3)),
        ("closed_resolved", day(5)),
        ("open", day(9)),
    ]


def test_other_days_move_the_stages_along(desk: Desk) -> None:
    on(desk, 5).do(verbs.close_risk, 2, CLOSED)
    earlier: Values = {"opened_at": date(2026, 1, 1), "closed_at": date(2026, 2, 1)}
    desk.there_and_back(verbs.edit_risk, 2, earlier)
    assert stages(desk, 2) == [("open", "2026-01-01"), ("closed_resolved", "2026-02-01")]


def test_risks_that_become_one_keep_the_stages_of_the_one_that_stays(desk: Desk) -> None:
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("VALUE",), "opened_at": date(2026, 1, 1)})
    on(desk, 2).do(verbs.move_risk, 2, "status", "in_process")
    on(desk, 3).there_and_back(verbs.merge_accounts, 2, 1, {})
    assert stages(desk, 2) == [("open", "2026-01-01"), ("in_process", day(2))]


def test_the_check_tells_stages_that_contradict_their_risk(desk: Desk) -> None:
    with desk.store.write("spoil") as tx:
        tx.raw.execute("UPDATE risk_stage SET status = 'in_process', since = '2020-01-01' WHERE risk_id = 2")
        tx.say("spoiled", 2)
    opened = desk.row("SELECT opened_at FROM risk WHERE id = 2")[0]
    assert desk.faults() == [
        "The status of risk 2 is 'open', its last stage is 'in_process'.",
        f"Risk 2 was opened on {opened}, its first stage began on 2020-01-01.",
    ]


def test_the_upgrade_fills_the_stages_for_now_and_for_every_undo_and_redo(desk: Desk) -> None:
    """A history like one of a store without stages: they and their images go, the upgrade brings them."""
    _history(desk)
    undone = 3
    for _ in range(undone):
        desk.store.undo()
    wanted = {risk: stages(desk, risk) for (risk,) in desk.rows("SELECT id FROM risk")}
    engine = make_engine(desk.store.path)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM change WHERE tbl = 'risk_stage'")
        connection.exec_driver_sql("DELETE FROM risk_stage")
        fill_stages(connection)
    engine.dispose()
    found = {risk: stages(desk, risk) for (risk,) in desk.rows("SELECT id FROM risk")}
    assert {risk: [status for status, _ in steps] for risk, steps in found.items()} == {
        risk: [status for status, _ in steps] for risk, steps in wanted.items()
    }
    assert desk.faults() == []
    for _ in range(undone):
        desk.store.redo()
        assert desk.faults() == []
    full = desk.content()
    (events,) = desk.row("SELECT count(DISTINCT event_id) FROM change")
    for _ in range(events):
        desk.store.undo()
        assert desk.faults() == []
    for _ in range(events):
        desk.store.redo()
        assert desk.faults() == []
    assert desk.content() == full


def _history(desk: Desk) -> None:
    desk.do(verbs.move_risk, 2, "status", "in_process")
    desk.do(verbs.edit_risk, 2, {"opened_at": date(2026, 1, 1), "severity": "low"})
    desk.do(verbs.close_risk, 2, CLOSED)
    desk.do(verbs.reopen_risk, 2)
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("VALUE",)})
    desk.do(verbs.merge_accounts, 1, 2, {})
    desk.do(verbs.add_record, "accounts", {"name": "Gamma"})
    entered: Values = {"account": "Gamma", "reasons": ("PRICE",), "closed_at": TODAY, **CLOSED}
    gone = desk.do(verbs.start_risk, entered)
    desk.do(verbs.remove_record, "risks", gone)
    kept = desk.do(verbs.start_risk, {"account": "Gamma", "reasons": ("PRICE",)})
    desk.do(verbs.close_risk, kept, CLOSED)
    desk.do(verbs.remove_record, "risks", kept)
