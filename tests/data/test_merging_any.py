"""Whatever key players two accounts have: merging them loses no row about anybody (features: row 29)."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data import tables
from kapta_tui.data.write import verbs
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.contacts import find_cycle
from kapta_tui.domain.text import fold
from tests.conftest import make_store
from tests.data.desk import Desk

_Drawn = list[tuple[str, str, int | None, bool]]
"""Name, e-mail, the place of the one they report to, and whether they are the primary contact."""

PEOPLE: st.SearchStrategy[_Drawn] = st.lists(
    st.tuples(
        st.sampled_from(["Ana", "Bo", "Cy", "Di"]),
        st.sampled_from(["", "", "a@x", "b@x"]),
        st.none() | st.integers(0, 3),
        st.booleans(),
    ),
    max_size=4,
)
TOUCHING = ("note_contact", "qbr_contact", "action_contact", "voc")
"""Tables whose rows are about a contact, none of which may go."""


def _people(tx: Transaction, account: int, drawn: _Drawn) -> list[tables.Contact]:
    rows = [
        tables.Contact(
            account_id=account, name=name, name_folded=fold(name), email=email or None, is_primary=first
        )
        for name, email, _, first in drawn
    ]
    tx.session.add_all(rows)
    tx.session.flush()
    for row, (_, _, above, _) in zip(rows, drawn, strict=True):
        if above is not None and above < len(rows):
            row.reports_to_id = rows[above].id
            tx.session.flush()
            if find_cycle(
                dict(tx.raw.execute("SELECT id, reports_to_id FROM contact").fetchall()), row.id or 0
            ):
                row.reports_to_id = None
    tx.session.flush()
    return rows


def _about(tx: Transaction, rows: list[tables.Contact]) -> None:
    """Write one of everything about each: a note, an answer, a review, an action and a colleague who knows them."""
    for row in rows:
        account, number = row.account_id, row.id
        ids: dict[str, Any] = {"account_id": account, "contact_id": number}
        note = verbs.add_note(tx, {"account": account, "text": "Called"})
        goal = verbs.add_record(tx, "goals", {"account": account, "name": "Grow", "section": "internal"})
        action = verbs.add_record(tx, "actions", {"account": account, "goal": goal, "name": "Ask"})
        qbr = verbs.add_record(tx, "qbrs", {"account": account, "name": "Q3", "date": tx.today})
        tx.session.add(tables.NoteContact(note_id=note, **ids))
        tx.session.add(tables.ActionContact(action_id=action, **ids))
        tx.session.add(tables.QbrContact(qbr_id=qbr, **ids))
        tx.session.add(tables.Voc(question="worth", text="Good", date=tx.today, **ids))
        tx.session.add(tables.Relationship(user_id=1, strength="met", **ids))
    tx.session.flush()


def _tables(desk: Desk) -> Counter[str]:
    names = [name for (name,) in desk.rows("SELECT DISTINCT tbl FROM change") if name != "relationship"]
    return Counter({name: int(desk.row(f'SELECT count(*) FROM "{name}"')[0]) for name in names})


@given(PEOPLE, PEOPLE)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_about_anybody_is_lost_or_left_dangling(
    portfolio_file: Path, kept: _Drawn, gone: _Drawn
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kapta.db")
        shutil.copyfile(portfolio_file, path)
        path.chmod(0o600)
        with closing(Desk(make_store(path))) as desk:
            _hold(desk, kept, gone)


def _hold(desk: Desk, kept: _Drawn, gone: _Drawn) -> None:
    first = desk.do(verbs.add_record, "accounts", {"name": "Kept"})
    second = desk.do(verbs.add_record, "accounts", {"name": "Gone"})
    with desk.store.write("draw") as tx:
        for account, drawn in ((first, kept), (second, gone)):
            _about(tx, _people(tx, account, drawn))
        tx.say("Drew people")
    before, rows = desk.content(), _tables(desk)
    (primary,) = desk.row("SELECT max(is_primary) FROM contact WHERE account_id IN (?, ?)", first, second)
    desk.do(verbs.merge_accounts, first, second, {})
    assert desk.faults() == []
    assert desk.rows("PRAGMA foreign_key_check") == []
    people = dict(desk.rows("SELECT id, reports_to_id FROM contact WHERE account_id = ?", first))
    fewer = len(kept) + len(gone) - len(people)
    changes = Counter({"account": -1, "contact": -fewer, "note": 1})
    after = _tables(desk)
    assert {name: after[name] - rows[name] for name in rows} == {name: changes[name] for name in rows}
    for table in TOUCHING:
        about = desk.rows(f"SELECT contact_id, account_id FROM {table} WHERE account_id = ?", first)
        assert len(about) == len(kept) + len(gone)
        assert {number for number, _ in about} == set(people)
    known = desk.rows("SELECT contact_id FROM relationship WHERE account_id = ?", first)
    assert sorted(number for (number,) in known) == sorted(people)
    assert not any(find_cycle(people, number) for number in people)
    assert desk.row("SELECT max(is_primary) FROM contact WHERE account_id = ?", first) == (primary,)
    desk.store.undo()
    assert desk.content() == before
