"""Why the health of a stored account is what it is, with the record behind every fact (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from kapta_tui.data.read.health.why import Fact, Why, why
from kapta_tui.data.read.names import account_of
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.fields import Value, Values
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk

LONG = "Twenty characters at the least."


def ago(days: int) -> date:
    """Return the day that many days before the tests' day."""
    return TODAY - timedelta(days)


def _why(desk: Desk, account: int, day: date = TODAY) -> Why:
    return why(desk.reading, account, day, current(desk.reading))


def _fact(found: Why, item: str, part: str = "") -> Fact:
    (fact,) = (
        fact
        for factor in found.factors
        for fact in factor.facts
        if (fact.line.item, fact.line.part) == (item, part)
    )
    return fact


def _add(desk: Desk, kind: str, **values: Value) -> int:
    return desk.do(verbs.add_record, kind, {"account": "Fresh", **values})


@pytest.fixture
def fresh(desk: Desk) -> int:
    """An account of today called Fresh."""
    return desk.do(verbs.add_record, "accounts", {"name": "Fresh", "website": "fresh.test"})


@pytest.fixture(scope="module")
def sample(demo_file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads the sample portfolio."""
    with closing(make_store(demo_file).connect()) as connection:
        yield connection


def test_facts_of_every_account_of_the_sample_add_up_and_name_records_of_that_account(
    sample: sqlite3.Connection,
) -> None:
    book = current(sample)
    accounts = [number for (number,) in sample.execute("SELECT id FROM account")]
    seen = set()
    for account in accounts:
        found = why(sample, account, TODAY, book)
        for factor in found.factors:
            earned = sum(fact.line.earned for fact in factor.facts)
            possible = sum(fact.line.possible for fact in factor.facts)
            row = factor.points
            assert (earned, possible) == ((row.exact, row.possible) if row else (0, 0))
        assert sum(fact.line.earned for fact in found.risks) == -Fraction(found.health.scores.deduction, 100)
        for fact in (*found.risks, *(fact for factor in found.factors for fact in factor.facts)):
            if fact.record is not None:
                kind, number, title = fact.record
                assert account_of(sample, kind, number) == account
                assert title == title.strip() != ""
                seen.add(kind)
    assert len(accounts) > 30
    assert seen >= {"accounts", "contacts", "contracts", "swot", "voc", "goals", "actions", "tasks", "notes"}
    assert seen >= {"qbrs", "risks"}


def test_records_of_the_sample_are_those_that_the_facts_are_about(sample: sqlite3.Connection) -> None:
    book = current(sample)
    for (account,) in sample.execute("SELECT id FROM account").fetchall():
        found = why(sample, account, TODAY, book)
        facts = found.health.facts
        covered = {
            fact.line.item.removeprefix("coverage_")
            for factor in found.factors
            for fact in factor.facts
            if fact.line.item.startswith("coverage_") and fact.line.kind == "goals"
        }
        assert covered == facts.plan.covered
        assert sum(not note.left_out for note in found.notes) == facts.notes.counted
        newest = [
            fact for factor in found.factors for fact in factor.facts if fact.line.item == "newest_note"
        ]
        for fact in newest:
            day = sample.execute("SELECT date FROM note WHERE id = ?", (fact.line.id,)).fetchone()
            assert (day and date.fromisoformat(day[0])) == facts.notes.newest


def test_what_is_newest_and_not_ahead_is_the_record_of_a_fact(desk: Desk, fresh: int) -> None:
    _add(desk, "swot", quadrant="threats", text="old", reviewed_on=ago(400))
    threat = _add(desk, "swot", quadrant="threats", text="[b]new[/b]\nline", reviewed_on=ago(4))
    answer = _add(desk, "voc", question="goals", text="grow", date=ago(2))
    _add(desk, "contracts", name="Open end", value=5)
    whole = _add(desk, "contracts", name="C-9", value=5, end=TODAY + timedelta(90))
    _add(desk, "satisfaction", score=4, date=ago(30))
    pleased = _add(desk, "satisfaction", score=8, date=ago(3))
    desk.do(verbs.add_goal_outline, fresh, "internal", "Ready\n  Prepare\n    Call them")
    found = _why(desk, fresh)
    assert found.name == "Fresh"
    assert _fact(found, "website").record == ("accounts", fresh, "Fresh")
    assert _fact(found, "swot_quadrant", "threats").record == ("swot", threat, "[b]new[/b] line")
    assert _fact(found, "voc", "goals").record == ("voc", answer, "grow")
    assert _fact(found, "contract").record == ("contracts", whole, "C-9")
    assert _fact(found, "contract").text == "C-9: active, with value and end date"
    satisfied = _fact(found, "satisfaction")
    assert (satisfied.line.record, satisfied.text) == (("satisfaction", pleased), "8 of 10, 3 days ago")
    assert _fact(found, "coverage_internal").title == "Ready"
    assert _fact(found, "coverage_customer").record is None
    assert _fact(found, "pace", "open").text == "Call them: 0 % done, without a due date"
    earlier = _why(desk, fresh, ago(10))
    assert {fact.line.part for factor in earlier.factors for fact in factor.facts} >= {"unknown"}


def test_key_players_are_called_by_name_and_the_least_known_is_named(desk: Desk, fresh: int) -> None:
    whole: Values = {"title": "CFO", "friendliness": "supporter", "power": "strong"}
    _add(desk, "contacts", name="Ana [i]Ruiz[/i]", role="champion", **whole)
    bo = _add(desk, "contacts", name="Bo", title="CTO")
    _add(desk, "contacts", name="Cy", role="decision_maker", has_left=True)
    desk.do(verbs.add_note, {"account": "Fresh", "text": LONG, "contacts": ("Bo",), "date": ago(5)})
    found = _why(desk, fresh)
    assert _fact(found, "champion").text == "Champion: Ana [i]Ruiz[/i]"
    assert _fact(found, "decision_maker").text == "Decision maker: nobody"
    assert _fact(found, "completeness").record == ("contacts", bo, "Bo")
    texts = [fact.text for factor in found.factors for fact in factor.facts if fact.line.item == "key_player"]
    assert texts == ["Ana [i]Ruiz[/i] (champion): never contacted, counts 3 times", "Bo: 5 days ago"]


def test_notes_of_the_window_are_listed_with_why_some_do_not_count(desk: Desk, fresh: int) -> None:
    long = [
        desk.do(verbs.add_note, {"account": "Fresh", "text": f"{LONG} {place}", "date": ago(3)})
        for place in range(3)
    ]
    short = desk.do(verbs.add_note, {"account": "Fresh", "text": "Called", "date": ago(1)})
    desk.do(verbs.add_note, {"account": "Fresh", "text": LONG, "date": ago(91)})
    found = _why(desk, fresh)
    assert [(note.id, note.left_out) for note in found.notes] == [
        (short, "short"),
        (long[2], ""),
        (long[1], ""),
        (long[0], "beyond"),
    ]
    assert found.notes[1].text == f"{LONG} 2"
    count = _fact(found, "note_count")
    assert count.text == (
        "2 of 6 notes in 90 days; not counted: 1 beyond 2 a day and 1 shorter than 20 characters"
    )
    assert count.line.record == _fact(found, "newest_note").line.record == ("notes", long[2])


def test_the_newest_note_is_found_beyond_the_window_too(desk: Desk, fresh: int) -> None:
    old = desk.do(verbs.add_note, {"account": "Fresh", "text": LONG, "date": ago(300)})
    found = _why(desk, fresh)
    assert found.notes == ()
    newest = _fact(found, "newest_note")
    assert (newest.line.record, newest.text) == (("notes", old), "Newest note: 300 days ago")


def test_risks_are_beside_the_factors(desk: Desk) -> None:
    (risk,) = _why(desk, 2).risks
    assert (risk.record, risk.text) == (("risks", 2, "Beta"), "High, Likely: 16 points")
    assert risk.line.earned == -16


def test_an_account_that_is_gone_has_no_why(desk: Desk) -> None:
    with pytest.raises(NotFound):
        _why(desk, 9_999)
