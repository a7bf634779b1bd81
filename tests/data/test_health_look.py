"""Health as pages read it: of one account over a period, of a family, of the portfolio (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from kapta_tui.data.health import renew
from kapta_tui.data.read import accounts
from kapta_tui.data.read.health import ALL
from kapta_tui.data.read.health.family import family_health
from kapta_tui.data.read.health.look import last_days, standing
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.pulse import pulse
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.health.period import Period
from tests.conftest import TODAY
from tests.data.desk import Desk


@pytest.fixture
def hand(desk: Desk) -> Iterator[sqlite3.Connection]:
    """A connection that writes what no verb writes; Acme is account 1, Beta 2, Gamma 3."""
    desk.do(verbs.add_record, "accounts", {"name": "Gamma", "parent": "Acme"})
    with closing(desk.store.connect()) as connection:
        connection.execute("PRAGMA query_only = OFF")
        yield connection


def _scored(hand: sqlite3.Connection, account: int, raw: int | None, worth: int, currency: str) -> None:
    score = None if raw is None else (raw + 5_000) // 10_000
    hand.execute("UPDATE account_health SET raw = ?, score = ? WHERE account_id = ?", (raw, score, account))
    hand.execute(
        "UPDATE account_summary SET contract_value_minor = ?, currency = ? WHERE account_id = ?",
        (worth, currency, account),
    )
    hand.commit()


def _row(hand: sqlite3.Connection, account: int, day: date, score: int) -> None:
    """Keep an earlier day: what it is today, but for the score."""
    names = [row[1] for row in hand.execute("PRAGMA table_info(health_day)")]
    changed = {"day": ":day", "score": ":score", "raw": ":score * 10000"}
    hand.execute(
        f"INSERT INTO health_day SELECT {', '.join(changed.get(name, name) for name in names)} "
        "FROM health_day WHERE account_id = :account AND day = :today",
        {"account": account, "day": day.isoformat(), "score": score, "today": TODAY.isoformat()},
    )
    hand.commit()


def test_a_family_is_one_number_its_worst_and_how_many_are_scored(hand: sqlite3.Connection) -> None:
    _scored(hand, 1, 619_695, 10_000_000, "EUR")
    _scored(hand, 2, 223_933, 5_000_000, "EUR")
    _scored(hand, 3, None, 900, "EUR")
    found = family_health(hand, (1, 2, 3))
    assert (found.combined.score, found.combined.scored, found.combined.members) == (49, 2, 3)
    assert found.combined.by_value
    assert found.worst is not None
    assert (found.worst.name, found.worst.score) == ("Beta", 22)
    assert [one.id for one in found.relatives] == [1, 2, 3]
    equal = family_health(hand, (1, 2, 3), by_value=False).combined
    assert (equal.score, equal.by_value) == (42, False)


def test_archived_accounts_of_a_family_count_for_nothing(desk: Desk, hand: sqlite3.Connection) -> None:
    desk.do(verbs.archive_account, 2, True)
    assert [one.id for one in family_health(hand, (1, 2, 3)).relatives] == [1, 3]


def test_a_standing_is_compared_over_the_period_asked_for(hand: sqlite3.Connection) -> None:
    now = standing(hand, 1, TODAY)
    assert now is not None
    assert now.change is None
    assert now.score is not None
    _row(hand, 1, TODAY - timedelta(days=8), now.score + 9)
    _row(hand, 1, TODAY - timedelta(days=100), now.score - 3)
    for period, delta, whole in (
        (Period(7), -9, True),
        (Period(30), 3, True),
        (Period(365), 3, False),
        (Period(since=TODAY - timedelta(days=8)), -9, True),
    ):
        found = standing(hand, 1, TODAY, period)
        assert found is not None
        assert found.change is not None
        assert (found.delta, found.change.is_whole) == (delta, whole)
        assert found.band == ("healthy" if now.score >= 75 else "watch" if now.score >= 50 else "poor")
    assert [day.day for day in last_days(hand, 1, TODAY, 9)] == [TODAY - timedelta(days=8), TODAY]
    assert standing(hand, 99, TODAY) is None


def test_the_portfolio_counts_bands_and_names_who_fell_and_lists_say_the_same(
    hand: sqlite3.Connection,
) -> None:
    scores = {
        number: score or 0 for number, score in hand.execute("SELECT account_id, score FROM account_health")
    }
    _row(hand, 1, TODAY - timedelta(days=30), scores[1] + 4)
    _row(hand, 2, TODAY - timedelta(days=30), scores[2] + 20)
    _row(hand, 3, TODAY - timedelta(days=30), scores[3] - 1)
    renew(hand, TODAY, ALL)
    hand.commit()
    found = pulse(hand, View(TODAY, "jane", current(hand)))
    assert sum(found.bands.values()) == 3
    assert [(one.name, one.delta, one.score) for one in found.fallen] == [
        ("Beta", -20, scores[2]),
        ("Acme", -4, scores[1]),
    ]
    rows = accounts.rows(hand, [1, 2, 3])
    assert [rows[number].health_delta for number in (1, 2, 3)] == [-4, -20, 1]
    assert [rows[number].health for number in (1, 2, 3)] == [scores[1], scores[2], scores[3]]
    assert rows[2].health_since == TODAY - timedelta(days=30)
    for row in rows.values():
        assert found.bands[row.band] >= 1
