"""Key players and documents that stand in both of two accounts that are merged stand once (features: row 29)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kapta_tui.data.read import merging
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.domain.merging import Merge
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk

ANA = "Ana Ruiz [/oops]"
EMAIL = "ana@acme.com"


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two accounts that are one, without anything below them."""
    return (
        desk.do(verbs.add_record, "accounts", {"name": "Acme Corp"}),
        desk.do(verbs.add_record, "accounts", {"name": "Acme GmbH"}),
    )


def _contact(desk: Desk, account: int, name: str = ANA, **values: Value) -> int:
    return desk.do(verbs.add_record, "contacts", {"account": account, "name": name, **values})


def _merge(desk: Desk, kept: int, gone: int, *, keep_both: bool = False) -> None:
    desk.there_and_back(verbs.merge_accounts, kept, gone, {}, keep_both=keep_both)


def _preview(desk: Desk, kept: int, gone: int, *, keep_both: bool = False) -> Merge:
    view = View(desk.store.today, "jane", current(desk.reading))
    return merging.load(desk.reading, view, kept, gone, keep_both=keep_both)


def _note(desk: Desk, account: int) -> str:
    (text,) = desk.row("SELECT text FROM note WHERE account_id = ? ORDER BY id DESC LIMIT 1", account)
    return str(text)


def _contacts(desk: Desk, account: int) -> list[tuple[object, ...]]:
    sql = "SELECT c.id, b.name FROM contact c LEFT JOIN contact b ON b.id = c.reports_to_id WHERE c.account_id = ?"
    return desk.rows(f"{sql} ORDER BY c.id", account)


def test_of_one_person_what_is_empty_is_filled_and_the_rest_is_written_down(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    fields = '[fields]\n[fields.contact.room]\nlabel = "Room"\ntype = "text"\n'
    fields += '[fields.contact.floor]\nlabel = "Floor"\ntype = "number"\n'
    desk.do(verbs.set_playbook, default_text().replace("[fields]\n", fields, 1))
    stays = _contact(desk, kept, email=EMAIL, title="CFO", room="A1", description="Met\nin May")
    goes: dict[str, Value] = {
        "title": "CEO",
        "phone": "123",
        "external_id": "X7",
        "room": "B2",
        "floor": 3,
        "is_primary": True,
    }
    _contact(desk, gone, "A. Ruiz", email=EMAIL.upper(), description="Likes\ntea", role="champion", **goes)
    merge = _preview(desk, kept, gone)
    assert f"1 contact of both becomes one: {ANA} (there A. Ruiz)." in merge.remarks
    (move,) = merge.moves
    assert (move.kept, move.gone, move.result, move.words) == (1, 1, 1, "")
    _merge(desk, kept, gone)
    sql = "SELECT id, name, title, phone, external_id, role, is_primary, custom FROM contact WHERE account_id = ?"
    row = desk.row(sql, kept)
    assert row[:7] == (stays, ANA, "CFO", "123", "X7", "champion", 1)
    assert json.loads(row[7]) == {"room": "A1", "floor": "3"}
    note = _note(desk, kept)
    assert "Its contact A. Ruiz went up in the one of this account: name A. Ruiz; title CEO; " in note
    assert "e-mail ANA@ACME.COM" in note
    assert "room B2" in note
    assert "\nNotes of its contact A. Ruiz:\nLikes\ntea" in note
    assert desk.last_event()[1] == f"Merged account Acme GmbH into Acme Corp: united {ANA} (there A. Ruiz)"


def test_everything_about_the_one_who_goes_is_about_the_one_who_stays(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    stays, goes = _contact(desk, kept), _contact(desk, gone)
    below = _contact(desk, gone, "Bo Li", reports_to=goes)
    desk.do(verbs.add_note, {"account": gone, "text": "Called", "contacts": (ANA,)})
    voc: dict[str, Value] = {"account": gone, "question": "worth", "text": "Good", "contact": goes}
    desk.do(verbs.add_record, "voc", voc)
    review: dict[str, Value] = {"account": gone, "name": "Q3", "date": date(2026, 12, 1), "contacts": (ANA,)}
    desk.do(verbs.add_record, "qbrs", review)
    goal = desk.do(verbs.add_record, "goals", {"account": gone, "name": "Grow", "section": "internal"})
    desk.do(verbs.add_record, "actions", {"account": gone, "goal": goal, "name": "Ask", "contacts": (ANA,)})
    for contact, user, strength in (
        (stays, "omar", "trusted"),
        (goes, "omar", "met"),
        (goes, "kim", "working"),
    ):
        desk.do(verbs.set_relationship, contact, user, strength)
    _merge(desk, kept, gone)
    assert _contacts(desk, kept) == [(stays, None), (below, ANA)]
    for table in ("note_contact", "voc", "qbr_contact", "action_contact"):
        assert desk.rows(f"SELECT contact_id FROM {table} WHERE account_id = ?", kept) == [(stays,)]
    sql = 'SELECT u.name, r.strength FROM relationship r JOIN "user" u ON u.id = r.user_id WHERE r.contact_id = ?'
    assert sorted(desk.rows(sql, stays)) == [("kim", "working"), ("omar", "trusted")]
    assert f"Its contact {ANA} went up in the one of this account: relationship omar: " in _note(desk, kept)


def test_whom_somebody_reports_to_is_taken_over_or_written_down(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    ana, cy = _contact(desk, kept), _contact(desk, kept, "Cy Ott")
    desk.do(verbs.edit_record, "contacts", cy, {"reports_to": ana})
    boss = _contact(desk, gone, "Boss")
    _contact(desk, gone, reports_to=boss)
    _contact(desk, gone, "Cy Ott", reports_to=boss)
    _merge(desk, kept, gone)
    assert _contacts(desk, kept) == [(ana, "Boss"), (cy, ANA), (boss, None)]
    assert "Its contact Cy Ott went up in the one of this account: reports to Boss." in _note(desk, kept)


def test_uniting_makes_nobody_report_to_themselves_through_others(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    bo = _contact(desk, kept, "Bo Li")
    ana = _contact(desk, kept, reports_to=bo)
    there = _contact(desk, gone)
    cy = _contact(desk, gone, "Cy Ott", reports_to=there)
    _contact(desk, gone, "Bo Li", reports_to=cy)
    _merge(desk, kept, gone)
    assert _contacts(desk, kept) == [(bo, None), (ana, "Bo Li"), (cy, ANA)]
    assert (
        "Bo Li went up in the one of this account: reports to Cy Ott, which would be a circle here."
        in _note(desk, kept)
    )


def test_two_who_report_to_each_other_the_other_way_round_stay_as_they_are(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    bo = _contact(desk, kept, "Bo Li")
    ana = _contact(desk, kept, reports_to=bo)
    there = _contact(desk, gone)
    _contact(desk, gone, "Bo Li", reports_to=there)
    _merge(desk, kept, gone)
    assert _contacts(desk, kept) == [(bo, None), (ana, "Bo Li")]


def test_people_of_one_name_and_two_emails_stay_two(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    _contact(desk, kept, email=EMAIL)
    _contact(desk, gone, email="other@acme.com")
    assert _preview(desk, kept, gone).alike == ()
    _merge(desk, kept, gone)
    assert len(_contacts(desk, kept)) == 2


def test_documents_of_one_path_stand_once(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    path = "https://wiki.test/plan"
    document: dict[str, Value] = {"name": "Plan", "path": path}
    stays = desk.do(verbs.add_record, "documents", {"account": kept, **document})
    more: dict[str, Value] = {"account": gone, "name": "The plan", "path": path, "description": "Of 2026"}
    desk.do(verbs.add_record, "documents", more)
    desk.do(verbs.add_record, "documents", {"account": gone, "name": "Plan", "path": f"{path}2"})
    assert "1 document of both becomes one: Plan (there The plan)." in _preview(desk, kept, gone).remarks
    _merge(desk, kept, gone)
    found = desk.rows("SELECT id, name, description FROM document WHERE account_id = ? ORDER BY id", kept)
    assert [row[1:] for row in found] == [("Plan", "Of 2026"), ("Plan", None)]
    assert found[0][0] == stays
    assert "Its document The plan went up in the one of this account: title The plan." in _note(desk, kept)


def test_of_two_states_of_one_file_the_other_is_written_down(desk: Desk, two: tuple[int, int]) -> None:
    for account, checksum in zip(two, ("a" * 64, "b" * 64), strict=True):
        with desk.store.write("document") as tx:
            number = verbs.add_record(tx, "documents", {"account": account, "name": "Plan", "path": "/p"})
            tx.raw.execute("UPDATE document SET checksum = ?, size = 7 WHERE id = ?", (checksum, number))
    _merge(desk, *two)
    assert desk.rows("SELECT checksum FROM document WHERE account_id = ?", two[0]) == [("a" * 64,)]
    assert f"added when the file was another one (7 bytes, {'b' * 64})" in _note(desk, two[0])


@pytest.mark.parametrize(("here", "there"), [(False, True), (True, False)])
def test_who_left_by_one_account_alone_counts_as_having_left_and_the_preview_says_so(
    desk: Desk, two: tuple[int, int], here: bool, there: bool
) -> None:
    kept, gone = two
    _contact(desk, kept, has_left=here)
    _contact(desk, gone, has_left=there)
    remarks = _preview(desk, kept, gone).remarks
    assert f"Counted as having left, as one of the two accounts says: {ANA}." in remarks
    _merge(desk, kept, gone)
    assert desk.rows("SELECT has_left FROM contact WHERE account_id = ?", kept) == [(1,)]
    assert _note(desk, kept) == "Merged from Acme GmbH."


def test_who_was_marked_as_present_again_after_the_other_account_said_they_left_is_present(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    ana = _contact(desk, kept, has_left=True)
    there = _contact(desk, gone)
    desk.do(verbs.edit_record, "contacts", there, {"has_left": True})
    desk.do(verbs.edit_record, "contacts", ana, {"has_left": False})
    desk.do(verbs.edit_record, "contacts", there, {"phone": "123"})
    (remark,) = (each for each in _preview(desk, kept, gone).remarks if each.startswith("Counted"))
    assert remark == f"Counted as present, since marked so after the other account said they left: {ANA}."
    _merge(desk, kept, gone)
    assert desk.rows("SELECT has_left FROM contact WHERE account_id = ?", kept) == [(0,)]
    assert "has left yes" in _note(desk, kept)


def test_who_was_marked_as_left_after_the_other_account_took_that_back_has_left(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    ana = _contact(desk, kept, has_left=True)
    desk.do(verbs.edit_record, "contacts", ana, {"has_left": False})
    there = _contact(desk, gone)
    desk.do(verbs.edit_record, "contacts", there, {"has_left": True})
    _merge(desk, kept, gone)
    assert desk.rows("SELECT has_left FROM contact WHERE account_id = ?", kept) == [(1,)]


def test_whoever_merges_may_keep_what_stands_in_both(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    for account, left in ((kept, True), (gone, False)):
        _contact(desk, account, has_left=left)
        desk.do(
            verbs.add_record, "documents", {"account": account, "name": "Plan", "path": "https://x.test/a"}
        )
    merge = _preview(desk, kept, gone, keep_both=True)
    assert merge.uniting == ()
    assert f"1 contact of both stays two: {ANA} (both)." in merge.remarks
    assert "1 document of both stays two: Plan (both)." in merge.remarks
    assert not any("Counted" in remark for remark in merge.remarks)
    assert {move.kind: move.result for move in merge.moves} == {"contacts": 2, "documents": 2}
    _merge(desk, kept, gone, keep_both=True)
    for table in ("contact", "document"):
        assert desk.row(f"SELECT count(*) FROM {table} WHERE account_id = ?", kept) == (2,)
    assert desk.last_event()[1] == "Merged account Acme GmbH into Acme Corp: 1 contact and 1 document"


def test_people_stay_two_whose_name_several_bear_or_whose_names_contradict(
    desk: Desk, two: tuple[int, int]
) -> None:
    kept, gone = two
    _contact(desk, kept, "John Smith", email="j1@x.com")
    _contact(desk, gone, "John Smith", email="j2@x.com")
    _contact(desk, gone, "John Smith", phone="555")
    _contact(desk, kept, "Ana", email="info@x.com")
    _contact(desk, gone, "Bob Other", email="info@x.com")
    _merge(desk, kept, gone)
    assert len(_contacts(desk, kept)) == 5
    assert desk.row("SELECT phone FROM contact WHERE email = 'j1@x.com'") == (None,)


def test_each_pair_of_many_becomes_one_with_what_is_its_own(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    names = [f"Person {number}" for number in range(12)]
    for number, name in enumerate(names):
        ours, theirs = _contact(desk, kept, name), _contact(desk, gone, name, phone=str(number))
        for contact in (ours, theirs):
            note: dict[str, Value] = {"account": kept if contact == ours else gone, "text": name}
            desk.do(verbs.add_note, {**note, "contacts": (name,)})
        path = f"https://x.test/{number}"
        for account in two:
            desk.do(verbs.add_record, "documents", {"account": account, "name": name, "path": path})
    _merge(desk, kept, gone)
    found = desk.rows("SELECT name, phone FROM contact WHERE account_id = ? ORDER BY id", kept)
    assert found == [(name, str(number)) for number, name in enumerate(names)]
    sql = (
        "SELECT c.name, count(*) FROM note n JOIN note_contact l ON l.note_id = n.id "
        "JOIN contact c ON c.id = l.contact_id WHERE n.account_id = ? AND n.text = c.name GROUP BY c.id"
    )
    assert desk.rows(sql, kept) == [(name, 2) for name in names]
    assert desk.row("SELECT count(*) FROM document WHERE account_id = ?", kept) == (len(names),)
