"""Who knows whom at an account, and what is missing there."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read import people
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default
from tests.conftest import TODAY
from tests.data.desk import Desk


def _known(desk: Desk) -> list[tuple[str, str, str]]:
    sql = (
        'SELECT c.name, u.name, r.strength FROM relationship r JOIN "user" u ON u.id = r.user_id '
        "JOIN contact c ON c.id = r.contact_id ORDER BY u.name"
    )
    return [(contact, user, strength) for contact, user, strength in desk.rows(sql)]


def test_a_relationship_is_set_by_code_or_label_and_a_colleague_is_made(desk: Desk) -> None:
    desk.do(verbs.set_relationship, 1, "kim new", "Trusted")
    assert desk.last_event() == (
        "set_relationship",
        "kim new knows Ana Ruiz of Acme: trusted",
    )
    desk.do(verbs.set_relationship, 1, "KIM NEW", "met")
    assert ("Ana Ruiz", "kim new", "met") in _known(desk)


def test_none_takes_a_relationship_away_and_stores_no_row(desk: Desk) -> None:
    before = _known(desk)
    desk.do(verbs.set_relationship, 1, "kim new", "working")
    desk.do(verbs.set_relationship, 1, "kim new", "none")
    assert desk.last_event()[1] == "kim new no longer knows Ana Ruiz of Acme"
    assert _known(desk) == before
    events = desk.rows("SELECT id FROM event")
    desk.do(verbs.set_relationship, 1, "kim new", None)
    assert desk.rows("SELECT id FROM event") == events


def test_a_relationship_is_a_change_of_its_contact(desk: Desk) -> None:
    (version,) = desk.row("SELECT version FROM contact WHERE id = 1")
    for place, strength in enumerate(("met", "trusted", None), 1):
        desk.do(verbs.set_relationship, 1, "omar", strength)
        assert desk.row("SELECT version FROM contact WHERE id = 1") == (version + place,)
    before = desk.content()
    desk.do(verbs.set_relationship, 1, "omar", None)
    assert desk.content() == before


def test_nobody_is_made_to_know_nobody(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.set_relationship, 1, "a stranger", "none"), NotFound)


def test_a_strength_that_is_none_of_the_scale_is_refused_with_the_scale(desk: Desk) -> None:
    error = desk.refused(verbs.set_relationship, 1, "jane", "bosom friend")
    assert isinstance(error, UsageError)
    assert "none, met, working, trusted" in str(error)


def test_contacts_of_an_archived_account_are_known_too(desk: Desk) -> None:
    desk.do(verbs.archive_account, 1)
    desk.do(verbs.set_relationship, 1, "jane", "working")
    assert ("Ana Ruiz", "jane", "working") in _known(desk)


def test_colleagues_are_the_owner_the_contributors_and_whoever_knows_somebody(desk: Desk) -> None:
    desk.do(verbs.set_relationship, 1, "zoe", "met")
    desk.do(verbs.edit_record, "accounts", 1, {"owner": "jane", "contributors": ("omar", "Adam")})
    found = people.colleagues(desk.reading, 1)
    assert [(one.name, one.is_owner) for one in found] == [
        ("jane", True),
        ("Adam", False),
        ("omar", False),
        ("zoe", False),
    ]
    assert "met" in people.strengths(desk.reading, 1).values()


def test_gaps_are_those_of_the_contacts_as_stored(desk: Desk) -> None:
    desk.do(verbs.edit_record, "contacts", 1, {"role": "decision_maker", "power": "final_say"})
    note: Values = {"account": "Acme", "text": "x", "contacts": ("Ana Ruiz",)}
    desk.do(verbs.add_record, "notes", {**note, "date": date(2026, 1, 1)})
    found = [gap.rule for gap in people.gaps(desk.reading, 1, default(), TODAY)]
    assert found.count("role_empty") == 2
    day = people.key_players(desk.reading, 1, TODAY)[0].last_contact
    assert day is not None
    assert ("power_silent" in found) is ((TODAY - day).days > 60)


def test_items_are_reviewed_today_as_one_change(desk: Desk) -> None:
    item: Values = {
        "account": "Acme",
        "quadrant": "strengths",
        "text": "Fast",
        "reviewed_on": date(2026, 1, 1),
    }
    ids = [desk.do(verbs.add_record, "swot", item) for _ in range(2)]
    desk.do(verbs.review_swot, ids)
    assert desk.last_event() == ("review_swot", "Reviewed 2 SWOT items of Acme")
    assert {day for (day,) in desk.rows("SELECT reviewed_on FROM swot WHERE id IN (?, ?)", *ids)} == {
        TODAY.isoformat()
    }
    desk.store.undo()
    assert desk.row("SELECT reviewed_on FROM swot WHERE id = ?", ids[0]) == ("2026-01-01",)
