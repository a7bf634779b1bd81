"""What two accounts that are merged have alike: active risks, metrics of one name, and what was done (row 29)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.data.read import feed, merging
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two accounts that are one, without anything below them."""
    return (
        desk.do(verbs.add_record, "accounts", {"name": "Acme Corp"}),
        desk.do(verbs.add_record, "accounts", {"name": "Acme [/oops] GmbH"}),
    )


def _merge(desk: Desk, kept: int, gone: int) -> None:
    desk.there_and_back(verbs.merge_accounts, kept, gone, {})


def _remarks(desk: Desk, kept: int, gone: int) -> tuple[str, ...]:
    view = View(desk.store.today, "jane", current(desk.reading))
    return merging.load(desk.reading, view, kept, gone).remarks


def _note(desk: Desk, account: int) -> str:
    (text,) = desk.row("SELECT text FROM note WHERE account_id = ? ORDER BY id DESC LIMIT 1", account)
    return str(text)


def test_of_two_active_risks_an_external_id_and_the_earlier_day_stay(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    for account, external, day in ((kept, "", 20), (gone, "R-2", 10)):
        risk: Values = {"account": account, "reasons": ("PRICE",), "opened_at": date(2026, 10, day)}
        desk.do(verbs.start_risk, {**risk, "external_id": external or None})
    _merge(desk, kept, gone)
    found = "SELECT external_id, opened_at FROM risk WHERE account_id = ? AND closed_at IS NULL"
    assert desk.row(found, kept) == ("R-2", "2026-10-10")
    assert "external id R-2; the other one was opened on 2026-10-20" in _note(desk, kept)


def test_of_two_external_ids_of_risks_both_are_written_down(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    for account, external in ((kept, "R-1"), (gone, "R-2")):
        desk.do(verbs.start_risk, {"account": account, "reasons": ("PRICE",), "external_id": external})
    _merge(desk, kept, gone)
    assert desk.row("SELECT external_id FROM risk WHERE account_id = ?", kept) == ("R-1",)
    assert "external id R-2 (the other one has R-1)" in _note(desk, kept)


def _feed(desk: Desk, account: int) -> list[str]:
    return [row.sentence for row in feed.feed(desk.reading, account=account)]


def test_the_activity_of_what_was_merged_stands_with_the_kept_account(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    desk.do(verbs.add_note, {"account": gone, "text": "Called them"})
    child = desk.do(verbs.add_record, "accounts", {"name": "Below", "parent": gone})
    before = _feed(desk, gone), _feed(desk, kept)
    _merge(desk, kept, gone)
    assert set(before[0]) <= set(_feed(desk, kept))
    desk.do(verbs.remove_record, "accounts", child)
    assert not any("Below" in sentence for sentence in _feed(desk, kept))
    third = desk.do(verbs.add_record, "accounts", {"name": "Third"})
    desk.do(verbs.merge_accounts, third, kept, {})
    assert set(before[0]) <= set(_feed(desk, third))
    for _ in range(4):
        desk.store.undo()
    assert _feed(desk, gone) == before[0]
    assert not set(before[0]) & set(_feed(desk, kept))


def test_the_activity_of_a_family_reads_through_merges_and_names_the_account_there_is_now(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    top = desk.do(verbs.add_record, "accounts", {"name": "Top"})
    desk.do(verbs.add_note, {"account": gone, "text": "Called them"})
    before = _feed(desk, gone)
    _merge(desk, kept, gone)
    found = feed.feed(desk.reading, account=(top, kept))
    numbers = [row.id for row in found]
    assert numbers == sorted(set(numbers), reverse=True)
    name = desk.row("SELECT name FROM account WHERE id = ?", kept)[0]
    of_gone = [row for row in found if row.sentence in before]
    assert len(of_gone) == len(before)
    assert {(row.account_id, row.account) for row in of_gone} == {(kept, name)}
    assert {row.account_id for row in found} == {top, kept}


def _measured(desk: Desk, account: int, unit: str, values: dict[int, int], **more: Value) -> int:
    given = {"account": account, "name": "NPS", "unit": unit, **more}
    metric = desk.do(verbs.add_record, "metrics", given)
    for day, value in values.items():
        desk.do(verbs.record_metric, metric, Decimal(value), date(2026, 10, day))
    return metric


def test_metrics_of_one_name_and_unit_become_one_history(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    metric = _measured(desk, kept, "percent", {1: 10, 2: 20}, target=50)
    _measured(desk, gone, "percent", {2: 21, 3: 30}, target=60, start=5)
    assert "Both have the metric NPS: its values become one history." in _remarks(desk, kept, gone)
    _merge(desk, kept, gone)
    values = desk.rows(
        "SELECT metric_id, account_id, date, value FROM metric_value WHERE account_id = ?", kept
    )
    assert sorted(values) == [
        (metric, kept, "2026-10-01", "10"),
        (metric, kept, "2026-10-02", "20"),
        (metric, kept, "2026-10-03", "30"),
    ]
    found = desk.rows("SELECT id, start, target FROM metric WHERE account_id = ?", kept)
    assert found == [(metric, "5", "50")]
    assert "Its metric NPS had the target 60 %; 21 % on 2026-10-02." in _note(desk, kept)


@pytest.mark.parametrize("other", ["number", "colour"])
def test_metrics_of_one_name_and_other_units_are_named_apart(
    desk: Desk, two: tuple[int, int], other: str
) -> None:
    kept, gone = two
    _measured(desk, kept, "percent", {1: 10})
    _measured(desk, gone, other, {1: 3})
    (remark,) = (each for each in _remarks(desk, kept, gone) if "NPS" in each)
    assert "becomes NPS (Acme [/oops] GmbH)" in remark
    _merge(desk, kept, gone)
    sql = "SELECT m.name, v.value FROM metric m JOIN metric_value v ON v.metric_id = m.id WHERE m.account_id = ?"
    assert sorted(desk.rows(sql, kept)) == [("NPS", "10"), ("NPS (Acme [/oops] GmbH)", "3")]


def test_long_names_that_begin_alike_are_named_apart_from_each_other_too(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    names = [f"{'x' * 499}{number}" for number in (1, 2)]
    for name in names:
        _measured(desk, kept, "percent", {1: 10}, name=name)
        _measured(desk, gone, "number", {1: 3}, name=name)
    _merge(desk, kept, gone)
    found = {name for (name,) in desk.rows("SELECT name FROM metric WHERE account_id = ?", kept)}
    behind = [" (Acme [/oops] GmbH)", " (Acme [/oops] GmbH, 2)"]
    assert found == {*names, *("x" * (500 - len(text)) + text for text in behind)}


def test_what_becomes_one_is_counted_once(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    for account in two:
        desk.do(verbs.start_risk, {"account": account, "reasons": ("PRICE",)})
        _measured(desk, account, "percent", {1: 10})
    _measured(desk, kept, "percent", {1: 10}, name="Seats")
    _measured(desk, gone, "number", {1: 10}, name="Seats")
    view = View(desk.store.today, "jane", current(desk.reading))
    moves = {move.kind: move for move in merging.load(desk.reading, view, kept, gone).moves}
    assert (moves["risks"].result, moves["risks"].words) == (1, "")
    assert (moves["metrics"].result, moves["metrics"].words) == (3, "1 metric")
    _merge(desk, kept, gone)
    for table in ("risk", "metric"):
        (count,) = desk.row(f"SELECT count(*) FROM {table} WHERE account_id = ?", kept)
        assert count == moves[f"{table}s"].result


def test_of_a_feature_that_is_off_a_merge_tells_nothing(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    for account in two:
        document: Values = {"account": account, "name": "Secret plan", "path": "https://x.test/a"}
        desk.do(verbs.add_record, "documents", document)
    desk.do(verbs.add_record, "documents", {"account": gone, "name": "Other", "path": "https://x.test/b"})
    desk.do(verbs.add_record, "contacts", {"account": gone, "name": "Kim"})
    off = default_text().replace("\ndocuments = true", "\ndocuments = false")
    assert off != default_text()
    desk.do(verbs.set_playbook, off)
    _merge(desk, kept, gone)
    (row,) = feed.feed(desk.reading, account=kept, limit=1, off={"documents"})
    assert (
        row.sentence == desk.last_event()[1] == "Merged account Acme [/oops] GmbH into Acme Corp: 1 contact"
    )
    assert len(desk.rows("SELECT id FROM document WHERE account_id = ?", kept)) == 2
