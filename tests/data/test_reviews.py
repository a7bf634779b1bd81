"""What a new review begins with, and the pack of what changed since the last one (domain.md 1.1)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read import reviews
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.reviewpack import AHEAD, Pack, load_pack
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.playbook import default
from kapta_tui.exchange.packtext import review_text
from tests.conftest import TODAY
from tests.data.desk import Desk

LAST = date(2026, 9, 1)


def pack(desk: Desk, until: date = TODAY, since: date | None = LAST) -> Pack:
    """Return the pack of the first account."""
    view = View(TODAY, "jane", default())
    return load_pack(desk.reading, view, 1, until=until, since=since)


def lines(desk: Desk, part: str) -> list[str]:
    """Return titles and details of a part of the pack."""
    found = {item.name: item for item in pack(desk).parts}
    return [f"{line.title}|{line.detail}" for line in found[part].lines] if part in found else []


def test_a_review_begins_with_owner_participants_and_agenda(desk: Desk) -> None:
    desk.do(verbs.edit_record, "qbrs", 1, {"colleagues": ("omar",)})
    begun = reviews.begin(desk.reading, 1, "quarterly", date(2026, 12, 1), current(desk.reading))
    assert (begun["owner"], begun["contacts"], begun["colleagues"]) == ("jane", ("Ana Ruiz",), ("omar",))
    other = reviews.begin(desk.reading, 1, "executive", date(2026, 12, 1), current(desk.reading))
    assert (other["contacts"], other["colleagues"]) == ((), ("jane", "omar"))
    desk.do(verbs.edit_record, "contacts", 1, {"has_left": True})
    begun = reviews.begin(desk.reading, 1, "quarterly", date(2026, 12, 1), current(desk.reading))
    assert begun["contacts"] == ()


def test_our_side_of_a_first_review_is_owner_and_contributors_without_queues(desk: Desk) -> None:
    desk.do(verbs.edit_record, "accounts", 1, {"contributors": ("omar", "Aida", "jane", "Desk")})
    desk.reading.execute("UPDATE user SET is_queue = 1 WHERE name = 'Desk'")
    begun = reviews.begin(desk.reading, 1, "executive", date(2026, 12, 1), current(desk.reading))
    assert begun["colleagues"] == ("jane", "Aida", "omar")
    desk.do(verbs.edit_record, "accounts", 1, {"owner": "Desk", "contributors": ()})
    begun = reviews.begin(desk.reading, 1, "executive", date(2026, 12, 1), current(desk.reading))
    assert (begun["owner"], begun["colleagues"]) == ("Desk", ())


def test_importing_or_adding_by_verb_begins_with_nothing_that_was_not_given(desk: Desk) -> None:
    desk.do(verbs.add_record, "qbrs", {"account": "Acme", "date": date(2026, 12, 1)})
    assert desk.row("SELECT agenda, owner_id FROM qbr WHERE id = 2") == (None, None)


def test_a_review_called_by_type_and_date_follows_them_until_it_is_named(desk: Desk) -> None:
    new = desk.do(verbs.add_record, "qbrs", {"account": "Acme", "date": date(2026, 11, 25)})
    name = f"SELECT name FROM qbr WHERE id = {new}"
    desk.do(verbs.edit_record, "qbrs", new, {"date": date(2026, 12, 2)})
    assert desk.row(name) == ("Quarterly review 2026-12-02",)
    desk.do(verbs.edit_record, "qbrs", new, {"type": "Executive"})
    assert desk.row(name) == ("Executive review 2026-12-02",)
    desk.do(verbs.edit_record, "qbrs", new, {"name": "Kick-off"})
    desk.do(verbs.edit_record, "qbrs", new, {"date": date(2026, 12, 3)})
    assert desk.row(name) == ("Kick-off",)
    desk.do(verbs.edit_record, "qbrs", new, {"name": ""})
    assert desk.row(name) == ("Executive review 2026-12-03",)


def test_a_review_whose_type_is_no_more_can_be_put_off(desk: Desk) -> None:
    new = desk.do(verbs.add_record, "qbrs", {"account": "Acme", "date": date(2026, 11, 25)})
    desk.reading.execute("UPDATE qbr SET type = 'gone', name = 'gone review 2026-11-25' WHERE id = ?", (new,))
    desk.do(verbs.edit_record, "qbrs", new, {"date": date(2026, 12, 2)})
    assert desk.row(f"SELECT name FROM qbr WHERE id = {new}") == ("gone review 2026-12-02",)


def test_the_pack_tells_what_is_dated_within_the_period(desk: Desk) -> None:
    assert "Call|Called (jane)" not in lines(desk, "Notes")
    desk.do(verbs.add_note, {"account": "Acme", "text": "Old", "date": date(2026, 8, 1)})
    desk.do(verbs.add_note, {"account": "Acme", "text": "New *x*", "date": date(2026, 10, 1)})
    notes = lines(desk, "Notes")
    assert "Internal|New *x* (jane)" in notes
    assert not any("Old" in line for line in notes)


def test_the_pack_tells_of_work_done_and_late(desk: Desk) -> None:
    desk.do(verbs.edit_record, "tasks", 1, {"due": date(2026, 10, 1)})
    assert "Agenda|51 days late" in lines(desk, "Late")
    desk.do(verbs.done_task, 1)
    assert "Agenda|late: was due 2026-10-01" in lines(desk, "Done")


def test_the_pack_tells_of_risks_contracts_and_people(desk: Desk) -> None:
    assert any(line.startswith("Risk closed") for line in lines(desk, "Risks"))
    assert lines(desk, "Contracts") == ["Contract C-1 added|€1.2k"]
    assert lines(desk, "Key players") == ["New: Ana Ruiz|"]


def test_a_contract_is_told_of_on_the_day_it_was_entered_and_its_end_ahead_apart(desk: Desk) -> None:
    days = {"start": date(2026, 1, 1), "end": TODAY + AHEAD}
    desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "FR", **days})
    desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "Old", "end": date(2026, 10, 1)})
    found = {part.name: [(line.day, line.title) for line in part.lines] for part in pack(desk).parts}
    added = [(TODAY, f"Contract {name} added") for name in ("C-1", "FR", "Old")]
    assert found["Contracts"] == [(date(2026, 10, 1), "Contract Old ended"), *added]
    assert found["Contracts ahead"] == [(TODAY + AHEAD, "Contract FR ends")]


def test_the_pack_tells_from_which_stage_an_opportunity_moved(desk: Desk) -> None:
    assert lines(desk, "Opportunities") == ["New: More|Discovery"]
    desk.reading.execute("UPDATE opportunity SET created_at = '2026-02-01T08:00:00Z'")
    desk.reading.execute("UPDATE contact SET created_at = '2026-02-01T08:00:00Z'")
    assert lines(desk, "Opportunities") == []
    desk.do(verbs.edit_record, "opportunities", 1, {"stage": "won"})
    desk.do(verbs.edit_record, "contacts", 1, {"has_left": True})
    assert lines(desk, "Opportunities") == ["More|Discovery → Won"]
    assert lines(desk, "Key players") == ["Left: Ana Ruiz|"]


def test_what_was_undone_is_no_move(desk: Desk) -> None:
    before = lines(desk, "Opportunities")
    desk.do(verbs.edit_record, "opportunities", 1, {"stage": "won"})
    desk.store.undo()
    assert lines(desk, "Opportunities") == before


def test_the_pack_tells_what_metrics_gained(desk: Desk) -> None:
    desk.do(verbs.edit_record, "metrics", 1, {"value": 90, "date": date(2026, 8, 1)})
    assert lines(desk, "Metrics") == ["Uptime|90 % → 95 % (better)"]


def test_without_a_review_before_the_pack_looks_back_a_set_time(desk: Desk) -> None:
    found = pack(desk, since=None)
    assert (found.is_since_review, (found.until - found.since).days) == (False, 90)


def test_the_page_of_a_review_knows_the_meeting_before(desk: Desk) -> None:
    desk.do(verbs.move_review, 1, "completed", "good", "Went well")
    new = desk.do(verbs.add_record, "qbrs", {"account": "Acme", "date": date(2026, 12, 1)})
    page = reviews.page(desk.reading, View(TODAY, "jane", default()), new)
    assert page.previous is not None
    assert page.previous["summary"] == "Went well"
    assert (page.pack.since, page.pack.is_since_review) == (LAST, True)
    assert reviews.next_review(desk.reading, 1, TODAY) == new


def test_completing_says_the_rating_or_that_there_is_none(desk: Desk) -> None:
    desk.do(verbs.move_review, 1, "completed")
    assert desk.last_event() == ("complete_qbr", "Completed QBR First review of Acme: not rated")
    desk.do(verbs.move_review, 1, "held")
    assert desk.last_event() == ("move_qbr", "Moved QBR First review of Acme to held")
    desk.do(verbs.move_review, 1, "held", "weak")
    verb, sentence = desk.last_event()
    assert verb == "rate_qbr"
    assert sentence.startswith("Rated QBR First review of Acme: weak")
    assert "completed review" in desk.refused(verbs.move_review, 1, "planned", "good").cause


@pytest.mark.parametrize(("line", "text"), [(0, "Welcome"), (1, "Other"), (7, "Numbers")])
def test_a_point_that_is_not_there_any_more_is_not_ticked(desk: Desk, line: int, text: str) -> None:
    desk.do(verbs.edit_record, "qbrs", 1, {"agenda": "Welcome\n- [ ] Numbers"})
    assert isinstance(desk.refused(verbs.tick_review, 1, line, text), Conflict)


def test_a_point_is_ticked_once_whoever_ticks_it_first(desk: Desk) -> None:
    desk.do(verbs.edit_record, "qbrs", 1, {"agenda": "Welcome\n- [ ] Numbers"})
    desk.do(verbs.tick_review, 1, 1, "Numbers", True)
    before = desk.content()
    desk.do(verbs.tick_review, 1, 1, "Numbers", True)
    assert desk.content() == before
    assert desk.row("SELECT agenda FROM qbr") == ("Welcome\n- [x] Numbers",)
    desk.do(verbs.tick_review, 1, 1, "Numbers", False)
    assert desk.last_event()[1] == "Took the tick off 'Numbers' of QBR First review of Acme"
    assert desk.row("SELECT agenda FROM qbr") == ("Welcome\n- [ ] Numbers",)


def test_a_review_moved_meanwhile_is_not_moved_again(desk: Desk) -> None:
    desk.do(verbs.move_review, 1, "held", seen="planned")
    refused = desk.refused(verbs.move_review, 1, "completed", seen="planned")
    assert isinstance(refused, Conflict)
    assert "now 'Held', yours 'Completed'" in refused.cause
    desk.do(verbs.move_review, 1, "completed", "good", seen="held")
    assert desk.row("SELECT stage, rating FROM qbr") == ("completed", "good")


def test_a_review_tells_nothing_of_what_is_switched_off(desk: Desk) -> None:
    desk.do(verbs.add_record, "swot", {"account": 1, "quadrant": "threats", "text": "Rust"})
    desk.do(verbs.add_record, "voc", {"account": 1, "question": "obstacles", "text": "Salt"})
    off = default()._replace(features={**default().features, "swot": False, "voc": False, "contacts": False})
    on, less = (
        review_text(reviews.page(desk.reading, View(TODAY, "jane", book), 1)) for book in (default(), off)
    )
    for words in ("Rust", "Salt", "Ana Ruiz"):
        assert words in on
        assert words not in less
