"""The sample portfolio: the same every time, sound on every day, with something of everything in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from kapta_tui.data import check, demo, dump
from kapta_tui.data.read import records
from kapta_tui.data.read.agenda import agenda
from kapta_tui.data.read.feed import feed
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.search import search
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain import risk as risk_rules
from kapta_tui.domain import rules
from kapta_tui.domain.contacts import KeyPlayer, coverage_gaps
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.risk import Labelled, RiskFacts
from kapta_tui.domain.text import fold
from tests.conftest import TODAY, USER, make_store

DAYS = (date(2024, 2, 29), date(2025, 12, 31), date(2026, 3, 1), date(2026, 8, 2), TODAY)
"""A leap day, the end of a year, the first of a month, a Sunday, a Saturday."""


@pytest.fixture(scope="module")
def sample(demo_file: Path) -> Iterator[sqlite3.Connection]:
    """A reading connection to the portfolio."""
    with closing(make_store(demo_file).connect()) as connection:
        yield connection


@pytest.fixture
def own(demo_file: Path, tmp_path: Path) -> Store:
    """A copy of the portfolio for one test that writes."""
    shutil.copyfile(demo_file, tmp_path / "own.db")
    return make_store(tmp_path / "own.db")


def content(store: Store) -> str:
    """Return the lossless dump."""
    with closing(store.connect()) as connection:
        return dump.dump(connection)


def shape(store: Store) -> Counter[str]:
    """Return how often each name, text, state and verb stands in the portfolio."""
    selects = (
        "SELECT 'account ' || name || type || archived FROM account",
        "SELECT 'contact ' || name || role || has_left FROM contact",
        "SELECT 'note ' || type || text FROM note",
        "SELECT 'risk ' || status || account_id FROM risk",
        "SELECT 'action ' || name || status || percent FROM action",
        "SELECT 'task ' || name || (done_at IS NULL) FROM task",
        "SELECT 'opportunity ' || name || stage FROM opportunity",
        "SELECT 'swot ' || quadrant || lens || theme || text FROM swot",
        "SELECT 'voc ' || question || text FROM voc",
        "SELECT 'qbr ' || type || stage || coalesce(rating, '') FROM qbr",
        "SELECT 'metric ' || m.name || v.value FROM metric m JOIN metric_value v ON v.metric_id = m.id",
        "SELECT 'document ' || name || path FROM document",
        "SELECT 'relationship ' || contact_id || ' ' || user_id || strength FROM relationship",
        "SELECT 'product ' || account_id || ' ' || product_id FROM account_product",
        "SELECT 'event ' || verb FROM event",
    )
    with closing(store.connect()) as connection:
        return Counter(text for select in selects for (text,) in connection.execute(select))


def test_the_same_day_and_user_give_the_same_bytes(new_store: Callable[..., Store]) -> None:
    one, other = new_store("one.db"), new_store("other.db")
    demo.build(one)
    demo.build(other)
    assert content(one) == content(other)


def test_only_dates_move_with_the_day(new_store: Callable[..., Store]) -> None:
    shapes = []
    for number, day in enumerate(DAYS):
        store = new_store(f"{number}.db", today=day)
        demo.build(store)
        shapes.append(shape(store))
    assert all(other == shapes[0] for other in shapes)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_is_sound_on_every_day(new_store: Callable[..., Store], day: date) -> None:
    store = new_store(today=day)
    demo.build(store)
    with closing(store.connect()) as connection:
        assert check.check(connection, day) == []
        assert agenda(connection, View(day, USER, current(connection)))
        late = "SELECT max(at), (SELECT max(date) FROM note), (SELECT max(updated_at) FROM action) FROM event"
        assert all(moment < day.isoformat() for moment in connection.execute(late).fetchone())


def test_a_store_that_holds_records_is_left_alone(own: Store) -> None:
    before = content(own)
    with pytest.raises(RuleError):
        demo.build(own)
    assert content(own) == before


def test_a_user_called_like_a_colleague_is_that_colleague(new_store: Callable[..., Store]) -> None:
    store = new_store(user="priya raman")
    demo.build(store)
    with closing(store.connect()) as connection:
        assert connection.execute("SELECT count(*) FROM user").fetchone() == (10,)
        assert check.check(connection, TODAY) == []


def test_the_user_owns_a_third_and_contributes_elsewhere(sample: sqlite3.Connection) -> None:
    view = View(TODAY, USER, current(sample))
    everything = len(records.ids(sample, "accounts", view, archived=True))
    assert 38 <= everything <= 45
    assert (
        everything / 4
        < len(records.ids(sample, "accounts", view, filter="mine", archived=True))
        < everything / 2
    )
    assert len(records.ids(sample, "accounts", view, filter="contributing")) > 0


def test_today_has_something_of_every_kind(sample: sqlite3.Connection) -> None:
    items = agenda(sample, View(TODAY, USER, current(sample)))
    assert {item.kind for item in items} >= {"tasks", "actions", "contracts", "risks", "contacts"}
    assert any(item.late for item in items)
    assert any(item.day == TODAY for item in items)


def test_every_record_keeps_the_rules_of_its_kind(sample: sqlite3.Connection) -> None:
    view = View(TODAY, USER, current(sample))
    for kind in rules.RULES:
        found = records.ids(sample, kind, view, archived=True)
        assert found
        for record in records.records(
            sample, kind, view, found, [field.name for field in KINDS[kind].fields]
        ):
            rules.check(kind, record)


def test_every_risk_keeps_the_rules_of_risks(sample: sqlite3.Connection) -> None:
    playbook = current(sample)

    def labels(table: str, number: int) -> tuple[Labelled, ...]:
        sql = f"SELECT code, label FROM {table} WHERE risk_id = ? ORDER BY position"
        return tuple(Labelled(*row) for row in sample.execute(sql, (number,)))

    sql = (
        "SELECT id, status, opened_at, closed_at, severity, likelihood, priority, priority_by_hand FROM risk"
    )
    for number, status, opened, closed, severity, likelihood, priority, by_hand in sample.execute(
        sql
    ).fetchall():
        facts = RiskFacts(
            status,
            labels("risk_reason", number),
            date.fromisoformat(opened),
            date.fromisoformat(closed) if closed else None,
            labels("risk_resolution", number),
            severity,
            likelihood,
        )
        risk_rules.check_start(playbook, facts, None, another_active=False)
        wish = priority if by_hand else None
        assert risk_rules.settle_priority(playbook, severity, likelihood, wish) == (priority, bool(by_hand))


def test_references_stay_inside_one_account(sample: sqlite3.Connection) -> None:
    looked_at = 0
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            other = key.column.table
            if "account_id" not in table.c or "account_id" not in other.c or table.name == "account_summary":
                continue
            sql = (
                f'SELECT count(*) FROM "{table.name}" t JOIN "{other.name}" o ON o.id = t.{key.parent.name} '
                "WHERE o.account_id <> t.account_id"
            )
            assert sample.execute(sql).fetchone() == (0,), (table.name, key.parent.name)
            looked_at += 1
    assert looked_at > 10


def test_names_are_folded_for_search_and_order(sample: sqlite3.Connection) -> None:
    for table in SQLModel.metadata.sorted_tables:
        if "name_folded" in table.c:
            for name, folded in sample.execute(f'SELECT name, name_folded FROM "{table.name}"'):
                assert folded == fold(name)
    assert any(hit.kind == "accounts" for hit in search(sample, "psychoacoustic"))


def test_every_coverage_gap_is_to_be_seen(sample: sqlite3.Connection) -> None:
    playbook = current(sample)
    sql = (
        "SELECT c.account_id, c.id, c.name, c.role, c.friendliness, c.power, c.reports_to_id, c.has_left, "
        "(SELECT max(n.date) FROM note_contact nc JOIN note n ON n.id = nc.note_id WHERE nc.contact_id = c.id) "
        "FROM contact c"
    )
    accounts: dict[int, list[KeyPlayer]] = {}
    for account, number, name, role, liking, power, boss, left, last in sample.execute(sql):
        heard = None if last is None else date.fromisoformat(last)
        player = KeyPlayer(number, name, role, liking, power, boss, bool(left), heard)
        accounts.setdefault(account, []).append(player)
    gaps = {gap.rule for players in accounts.values() for gap in coverage_gaps(players, playbook, TODAY)}
    assert gaps == {"role_empty", "role_hostile", "power_silent", "single_threaded", "reports_to_left"}


def test_undo_takes_back_what_is_done_to_the_portfolio_and_never_the_portfolio(own: Store) -> None:
    before = content(own)
    with pytest.raises(NotFound, match="nothing to undo"):
        own.undo()
    with pytest.raises(NotFound, match="history alone"):
        own.undo(1)
    added = own.do(add_record, "accounts", {"name": "Mine"})
    assert own.undo() == added.sentence
    assert content(own) == before
    with pytest.raises(NotFound, match="nothing to undo"):
        own.undo()
    with closing(own.connect()) as connection:
        assert len(feed(connection, limit=500)) == 500
