"""Two accounts are merged: field by field, nothing lost, undone in one step (features: row 29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from sqlmodel import SQLModel

from kapta_tui.data import tables
from kapta_tui.data.read import merging as reading
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, record
from kapta_tui.data.sqlite import UNJOURNALED
from kapta_tui.data.write import verbs
from kapta_tui.data.write.referring import referring
from kapta_tui.domain.errors import Conflict, NotFound, RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.merging import Merge, Side
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk

FIRST: Values = {
    "name": "Acme Corp",
    "website": "acme.com",
    "contributors": ("omar", "kim"),
    "satisfaction": 8,
}
SECOND: Values = {
    "name": "Acme [/oops] GmbH",
    "website": "acme.de",
    "external_id": "17",
    "description": "Makes\n\nanvils",
    "contributors": ("kim", "lena"),
    "links": ("Wiki https://wiki.test",),
    "owner": "omar",
    "is_reseller": True,
}


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two accounts that are one, without anything below them."""
    return (
        desk.do(verbs.add_record, "accounts", FIRST),
        desk.do(verbs.add_record, "accounts", SECOND),
    )


def _merge(desk: Desk, kept: int, gone: int, values: Values | None = None) -> None:
    desk.there_and_back(verbs.merge_accounts, kept, gone, values or {})


def _view(desk: Desk) -> View:
    return View(desk.store.today, "jane", current(desk.reading))


def _preview(desk: Desk, kept: int, gone: int) -> Merge:
    return reading.load(desk.reading, _view(desk), kept, gone)


def _account(desk: Desk, number: int) -> dict[str, object]:
    return dict(record(desk.reading, "accounts", _view(desk), number))


def _note(desk: Desk, account: int) -> str:
    (text,) = desk.row("SELECT text FROM note WHERE account_id = ? ORDER BY id DESC LIMIT 1", account)
    return str(text)


def _said(desk: Desk) -> str:
    return str(desk.row("SELECT sentence FROM event ORDER BY id DESC LIMIT 1")[0])


def _names(desk: Desk, sql: str, *parameters: object) -> list[object]:
    return [name for (name,) in desk.rows(sql, *parameters)]


def test_a_merge_names_both_by_what_they_were_called(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    _merge(desk, kept, gone, {"name": "Acme [/oops] GmbH"})
    assert _said(desk) == "Merged account Acme [/oops] GmbH into Acme Corp, now called Acme [/oops] GmbH"


def test_what_is_empty_is_filled_and_the_rest_is_written_down(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    _merge(desk, kept, gone)
    account = _account(desk, kept)
    assert account["name"] == "Acme Corp"
    assert account["website"] == "acme.com"
    assert account["external_id"] == "17"
    assert account["description"] == "Makes\n\nanvils"
    assert account["contributors"] == ("kim", "lena", "omar")
    assert account["links"] == ("Wiki https://wiki.test",)
    assert account["satisfaction"] == 8
    assert _note(desk, kept) == "Merged from Acme [/oops] GmbH: owner omar; website acme.de; reseller yes."
    assert desk.row("SELECT type, date FROM note WHERE account_id = ?", kept) == (
        "internal",
        desk.store.today.isoformat(),
    )
    assert desk.rows("SELECT 1 FROM account WHERE id = ?", gone) == []
    assert _said(desk) == "Merged account Acme [/oops] GmbH into Acme Corp"


def test_the_caller_says_whose_value_stands(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    merge = _preview(desk, kept, gone)
    taken = {"website": Side.GONE, "owner": Side.GONE, "description": Side.KEPT}
    _merge(desk, kept, gone, merge.values(taken))
    account = _account(desk, kept)
    assert (account["website"], account["owner"], account["description"]) == ("acme.de", "omar", None)
    assert _note(desk, kept) == (
        "Merged from Acme [/oops] GmbH: reseller yes.\n"
        "Before the merge: owner jane; website acme.com.\n\n"
        "Description of Acme [/oops] GmbH:\nMakes\n\nanvils"
    )


def test_custom_fields_are_filled_chosen_and_written_down_alike(desk: Desk) -> None:
    fields = '[fields]\n[fields.account.region]\nlabel = "Region"\ntype = "text"\n'
    fields += '[fields.account.seats]\nlabel = "Seats"\ntype = "number"\n'
    desk.do(verbs.set_playbook, default_text().replace("[fields]\n", fields, 1))
    kept = desk.do(verbs.add_record, "accounts", {"name": "One", "region": "North"})
    gone = desk.do(verbs.add_record, "accounts", {"name": "Two", "region": "South", "seats": 40})
    _merge(desk, kept, gone)
    account = _account(desk, kept)
    assert (account["region"], account["seats"]) == ("North", 40)
    assert _note(desk, kept) == "Merged from Two: region South."


def test_everything_moves_and_every_table_is_thought_of(desk: Desk) -> None:
    """Acme (account 1) has one record of everything; nothing of it may be left or lost."""
    gone = 1
    kept = desk.do(verbs.add_record, "accounts", {"name": "New"})
    desk.do(verbs.edit_record, "accounts", gone, {"products": ("Fibre",)})
    desk.do(verbs.edit_record, "qbrs", 1, {"colleagues": ("jane",)})
    with desk.store.write("relate") as tx:
        tx.session.add(tables.Relationship(account_id=gone, contact_id=1, user_id=1, strength="met"))
    owned = [
        table.name
        for table in SQLModel.metadata.sorted_tables
        if "account_id" in table.c and table.name not in UNJOURNALED
    ]
    before = {name: _count(desk, name, gone) for name in owned}
    assert {table.name for table, _ in referring()} >= {*owned, "account"}
    _merge(desk, kept, gone)
    assert {name: _count(desk, name, gone) for name in owned} == dict.fromkeys(owned, 0)
    moved = {name: _count(desk, name, kept) for name in owned}
    assert moved == before | {"note": before["note"] + 1}
    assert _said(desk).startswith("Merged account Acme into New: 1 contact, 1 contract, 1 opportunity")
    assert _said(desk).endswith("and 1 account below it")


def _count(desk: Desk, table: str, account: int) -> int:
    return int(desk.row(f'SELECT count(*) FROM "{table}" WHERE account_id = ?', account)[0])


def test_products_that_both_have_stand_once(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    desk.do(verbs.add_record, "products", {"name": "Copper"})
    desk.do(verbs.edit_record, "accounts", kept, {"products": ("Fibre",)})
    desk.do(verbs.edit_record, "accounts", gone, {"products": ("Fibre", "Copper")})
    _merge(desk, kept, gone)
    assert _account(desk, kept)["products"] == ("Copper", "Fibre")


def _family(desk: Desk, *pairs: tuple[str, str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, parent in pairs:
        values: dict[str, str | int] = {"name": name}
        if parent is not None:
            values["parent"] = found[parent]
        found[name] = desk.do(verbs.add_record, "accounts", values)
    return found


def _parents(desk: Desk, names: Iterable[str]) -> dict[str, str | None]:
    sql = "SELECT (SELECT p.name FROM account p WHERE p.id = a.parent_id) FROM account a WHERE a.name = ?"
    return {name: desk.row(sql, name)[0] for name in names}


def test_the_account_that_is_kept_below_the_other_takes_its_place(desk: Desk) -> None:
    found = _family(desk, ("Top", None), ("Gone", "Top"), ("Mid", "Gone"), ("Kept", "Mid"), ("Side", "Gone"))
    merge = _preview(desk, found["Kept"], found["Gone"])
    assert "Kept takes the place of Gone in its family." in merge.remarks
    (parent,) = (pair for pair in merge.pairs if pair.name == "parent")
    assert (parent.is_choice, parent.result({"parent": Side.KEPT})) == (False, "Top")
    assert [move.words for move in merge.moves] == ["2 accounts below it"]
    _merge(desk, found["Kept"], found["Gone"])
    assert _parents(desk, ("Kept", "Mid", "Side")) == {"Kept": "Top", "Mid": "Kept", "Side": "Kept"}


def test_a_child_that_is_merged_into_the_account_above_leaves_a_tree(desk: Desk) -> None:
    found = _family(desk, ("Kept", None), ("Mid", "Kept"), ("Gone", "Mid"), ("Leaf", "Gone"))
    assert desk.refused(verbs.merge_accounts, found["Kept"], found["Gone"], {"parent": "Mid"})
    _merge(desk, found["Kept"], found["Gone"])
    assert _parents(desk, ("Kept", "Mid", "Leaf")) == {"Kept": None, "Mid": "Kept", "Leaf": "Kept"}


def test_a_parent_and_its_direct_child_become_one_either_way(desk: Desk) -> None:
    found = _family(desk, ("Above", None), ("Below", "Above"))
    merge = _preview(desk, found["Below"], found["Above"])
    assert merge.moves == ()
    _merge(desk, found["Below"], found["Above"])
    assert _parents(desk, ("Below",)) == {"Below": None}
    desk.store.undo()
    _merge(desk, found["Above"], found["Below"])
    assert _parents(desk, ("Above",)) == {"Above": None}


def test_a_parent_is_taken_over_like_any_value(desk: Desk) -> None:
    found = _family(desk, ("One", None), ("Other", None), ("Kept", None), ("Gone", "One"))
    _merge(desk, found["Kept"], found["Gone"])
    assert _parents(desk, ("Kept",)) == {"Kept": "One"}


def test_two_active_risks_become_one(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    first = desk.do(
        verbs.start_risk,
        {"account": kept, "reasons": ("QUIET", "own words"), "severity": "medium", "details": "first"},
    )
    second = desk.do(
        verbs.start_risk,
        {
            "account": gone,
            "reasons": ("PRICE", "QUIET", "other words"),
            "severity": "critical",
            "likelihood": "likely",
            "assignee": "lena",
            "details": "second",
            "opened_at": date(2026, 1, 3),
        },
    )
    desk.do(verbs.add_note, {"text": "about it"}, risk=second)
    desk.do(verbs.add_goals_from_template, gone, "rescue")
    assert "Both have an active risk" in " ".join(_preview(desk, kept, gone).remarks)
    _merge(desk, kept, gone)
    assert _names(desk, "SELECT id FROM risk WHERE account_id = ? AND closed_at IS NULL", kept) == [first]
    assert _names(
        desk, "SELECT coalesce(code, label) FROM risk_reason WHERE risk_id = ? ORDER BY position", first
    ) == [
        "QUIET",
        "own words",
        "PRICE",
        "other words",
    ]
    assert desk.row("SELECT severity, likelihood, priority, details FROM risk WHERE id = ?", first) == (
        "critical",
        "likely",
        "p1",
        "first\n\nsecond",
    )
    assert _names(desk, "SELECT risk_id FROM note WHERE text = 'about it'") == [first]
    assert _names(desk, "SELECT DISTINCT source_id FROM goal WHERE source = 'risk'") == [first]
    note = _note(desk, kept)
    assert "Its active risk, opened on 2026-01-03, went up in the one of this account: " in note
    for words in ("severity Critical", "likelihood Likely", "assignee lena", "other words"):
        assert words in note


def test_the_only_active_risk_moves_as_it_is(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    risk = desk.do(verbs.start_risk, {"account": gone, "reasons": ("PRICE",), "severity": "low"})
    _merge(desk, kept, gone)
    assert desk.row("SELECT id, account_id, severity FROM risk WHERE closed_at IS NULL AND id = ?", risk) == (
        risk,
        kept,
        "low",
    )
    assert "risk" not in _note(desk, kept)


def test_goals_and_metrics_stand_behind_those_of_the_kept_account(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    for account, names in ((gone, ("c", "d", "Seats")), (kept, ("a", "b", "Seats"))):
        for name in names:
            desk.do(verbs.add_record, "goals", {"account": account, "name": name, "section": "internal"})
            desk.do(verbs.add_record, "metrics", {"account": account, "name": name})
    _merge(desk, kept, gone)
    # Goals of one name are different plans, metrics of one name one measure.
    for table, more in (("goal", ["Seats"]), ("metric", [])):
        sql = f"SELECT name FROM {table} WHERE account_id = ? ORDER BY position, id"
        assert _names(desk, sql, kept) == ["a", "b", "Seats", "c", "d", *more]


def test_an_archived_account_may_be_merged_and_the_preview_says_so(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    desk.do(verbs.archive_account, gone)
    remarks = " ".join(_preview(desk, kept, gone).remarks)
    assert "Acme [/oops] GmbH is archived; what it holds comes back" in remarks
    assert "out of lists and averages too" in " ".join(_preview(desk, gone, kept).remarks)
    _merge(desk, kept, gone)
    assert _account(desk, kept)["type"] == "normal"
    assert "type Archived" in _note(desk, kept)


def test_the_preview_warns_of_imports_by_the_external_id_that_goes(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    assert _preview(desk, kept, gone).warnings({}) == ()
    desk.do(verbs.edit_record, "accounts", kept, {"external_id": "3"})
    merge = _preview(desk, kept, gone)
    assert "external id 17 would make Acme [/oops] GmbH anew" in merge.warnings({})[0]
    assert "external id 3 would make Acme Corp anew" in merge.warnings({"external_id": Side.GONE})[0]
    _merge(desk, kept, gone)
    assert "external id 17" in _note(desk, kept)


def test_what_cannot_be_merged_is_refused(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    assert isinstance(desk.refused(verbs.merge_accounts, kept, kept, {}), RuleError)
    assert isinstance(desk.refused(verbs.merge_accounts, kept, 99, {}), NotFound)
    assert isinstance(desk.refused(verbs.merge_accounts, kept, gone, {"contributors": ()}), UsageError)
    assert isinstance(desk.refused(verbs.merge_accounts, kept, gone, {"colour": "red"}), UsageError)
    assert isinstance(desk.refused(verbs.merge_accounts, kept, gone, {"name": None}), RuleError)


def test_a_merge_of_what_was_changed_meanwhile_is_refused(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    merge = _preview(desk, kept, gone)
    desk.do(verbs.edit_record, "accounts", gone, {"website": "acme.at"})
    versions = (merge.kept.version, merge.gone.version)
    refused = desk.refused(verbs.merge_accounts, kept, gone, {}, versions)
    assert isinstance(refused, Conflict)
    assert "Acme [/oops] GmbH was changed" in refused.cause


def test_the_note_is_written_whatever_the_playbook_requires_of_notes(
    desk: Desk, two: tuple[int, int]
) -> None:
    desk.do(
        verbs.set_playbook, default_text().replace("[required]\n", '[required]\nnote.all = ["contacts"]\n', 1)
    )
    _merge(desk, *two)
    assert _note(desk, two[0]).startswith("Merged from")


def test_what_was_said_of_the_account_before_still_names_it(desk: Desk, two: tuple[int, int]) -> None:
    kept, gone = two
    before = desk.rows("SELECT id, sentence, account_id FROM event WHERE account_id = ?", gone)
    _merge(desk, kept, gone)
    assert desk.rows("SELECT id, sentence, account_id FROM event WHERE account_id = ?", gone) == before
    assert before
