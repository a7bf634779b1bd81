"""What would raise the health of stored accounts, and who of their key players goes cold (features: rows 21, 65)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kapta_tui.data.read.agenda import agenda
from kapta_tui.data.read.health import ALL, gather
from kapta_tui.data.read.health.cold import cold, first_cold
from kapta_tui.data.read.health.next import what_next
from kapta_tui.data.read.names import account_of
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.profilepoints import gains
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import scope
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.cold import going_cold, soonest
from kapta_tui.domain.health.next import next_steps
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk

LONG = "Twenty characters at the least."


@pytest.fixture(scope="module")
def sample(demo_file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads the sample portfolio."""
    with closing(make_store(demo_file).connect()) as connection:
        yield connection


def test_steps_of_every_account_of_the_sample_name_records_of_that_account_in_plain_words(
    sample: sqlite3.Connection,
) -> None:
    book = current(sample)
    for facts in gather(sample, TODAY, book, ALL):
        found = what_next(sample, facts.account, TODAY, book)
        assert [one.step.gain for one in found.steps] == sorted(
            (one.step.gain for one in found.steps), reverse=True
        )
        assert {one.step.item for one in found.steps} >= {
            one.item for one in next_steps(facts, TODAY, book)
        } - {"note"}
        told = {(one.step.item, one.step.part): one.step.gain for one in found.steps}
        for gain in gains(sample, facts.account, book, TODAY):
            assert told.get((gain.item, gain.part), 0) == max(gain.health, 0)
        for advice in found.steps:
            assert advice.text == " ".join(advice.text.split()) != ""
            assert advice.points.startswith("+")
            if advice.record is not None:
                kind, number, title = advice.record
                assert account_of(sample, kind, number) == facts.account
                assert title
        assert all(words for _, words in found.hints)


def test_an_account_that_is_gone_has_nothing_to_be_done(desk: Desk) -> None:
    with pytest.raises(NotFound):
        what_next(desk.reading, 9_999, TODAY, current(desk.reading))


def test_notes_of_today_are_counted_before_another_one_is_promised_points(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Fresh"})
    for name in ("Ana", "Bo"):
        desk.do(verbs.add_record, "contacts", {"account": "Fresh", "name": name, "role": "champion"})
    book = current(desk.reading)
    raw = []
    for about in ("Ana", "Ana", "Bo"):
        found = what_next(desk.reading, account, TODAY, book)
        steps = [one for one in found.steps if one.title == about and one.step.item == "note"]
        raw.append((found.raw, steps[0].step.gain if steps else None))
        note: Values = {"account": "Fresh", "text": LONG, "date": TODAY, "contacts": (about,)}
        desk.do(verbs.add_record, "notes", note)
    # Who was spoken with today is not to be called again, whatever a second note would bring.
    assert raw[1][1] is None
    (before, gain), after = raw[2], what_next(desk.reading, account, TODAY, book).raw
    assert before is not None
    assert gain is not None
    assert after == before + gain


def test_a_step_leads_to_the_record_that_lacks_most(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Fresh"})
    known = {"title": "CFO", "friendliness": "neutral", "power": "some"}
    desk.do(verbs.add_record, "contacts", {"account": "Fresh", "name": "Ana", **known})
    desk.do(verbs.add_record, "contacts", {"account": "Fresh", "name": "Bo"})
    desk.do(verbs.add_record, "contracts", {"account": "Fresh", "name": "C-1"})
    old: Values = {
        "account": "Fresh",
        "quadrant": "threats",
        "text": "A rival",
        "reviewed_on": TODAY - timedelta(400),
    }
    item = desk.do(verbs.add_record, "swot", old)
    found = {
        one.step.item: one for one in what_next(desk.reading, account, TODAY, current(desk.reading)).steps
    }
    assert found["completeness"].title == "Bo"
    assert found["contract"].step.shell == "kapta contract edit Fresh C-1 --value … --end …"
    by_part = {
        one.step.part: one for one in what_next(desk.reading, account, TODAY, current(desk.reading)).steps
    }
    assert by_part["threats"].step.shell == f"kapta swot review {item}"
    assert by_part["threats"].record == ("swot", item, "A rival")
    assert by_part["strengths"].record is None


def test_who_goes_cold_is_the_same_for_one_account_and_for_all(sample: sqlite3.Connection) -> None:
    view = View(TODAY, "jane", current(sample))
    everyone = cold(sample, view)
    live = {number for (number,) in sample.execute("SELECT id FROM account WHERE NOT archived")}
    assert {row.account_id for row in everyone} <= live
    for facts in gather(sample, TODAY, view.playbook, ALL):
        alone = cold(sample, view, facts.account)
        assert [row.cooling for row in alone] == list(going_cold(facts, TODAY, view.playbook))
        if facts.account in live:
            assert [row for row in everyone if row.account_id == facts.account] == alone
    order = [soonest(row.cooling.cold_on, row.cooling.weight, row.cooling.player, TODAY) for row in everyone]
    assert order == sorted(order)


def test_the_list_is_narrowed_by_days_number_and_accounts(sample: sqlite3.Connection) -> None:
    view = View(TODAY, "jane", current(sample))
    everyone = cold(sample, view)
    assert cold(sample, view, limit=5) == everyone[:5]
    soon = cold(sample, view, within=10)
    assert soon == [row for row in everyone if row.days_left is None or row.days_left <= 10]
    assert 0 < len(soon) < len(everyone)
    some = view._replace(scope=scope("strategic", view.playbook, TODAY))
    of_some = {row.account_id for row in cold(sample, some)}
    assert 0 < len(of_some) < len({row.account_id for row in everyone})
    off = view.playbook._replace(features={**view.playbook.features, "contacts": False})
    assert cold(sample, view._replace(playbook=off)) == []


def test_whoever_the_agenda_says_is_going_cold_is_cold_here(sample: sqlite3.Connection) -> None:
    view = View(TODAY, "jane", current(sample))
    agreed = {row.cooling.player for row in cold(sample, view) if row.is_cold}
    (users,) = (sample.execute('SELECT name FROM "user"').fetchall(),)
    told = set()
    for (user,) in users:
        told |= {item.id for item in agenda(sample, view._replace(user=user)) if item.kind == "contacts"}
    assert told
    assert told <= agreed


def test_the_first_are_listed_and_all_are_counted(sample: sqlite3.Connection) -> None:
    view = View(TODAY, "jane", current(sample))
    everyone = cold(sample, view)
    found = first_cold(sample, view, 3)
    assert found.rows == everyone[:3]
    assert found.gone == sum(row.is_cold for row in everyone)
    assert found.going + found.gone == len(everyone)
    some = {everyone[-1].cooling.player, everyone[2].cooling.player}
    assert first_cold(sample, view, 3, some) == ([everyone[2], everyone[-1]], 1, 1)
