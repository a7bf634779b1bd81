"""Whose contact somebody is, on the page of a family (features: row 28)."""

from __future__ import annotations

from array import array
from contextlib import closing
from pathlib import Path

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write.basic import add_record
from kapta_tui.screens.account.panes import RecordIds
from kapta_tui.screens.account.people.loading import load_people
from tests.app.account_store import make_store
from tests.conftest import TODAY

ACME, IBERIA, LISBOA = 1, 26, 27


def test_every_contact_of_a_family_is_one_of_its_account(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.write("family") as tx:
        of = {add_record(tx, "contacts", {"account": it, "name": "Rui"}): it for it in (LISBOA, IBERIA)}
    with closing(store.connect()) as connection:
        view = View(TODAY, "jane", current(connection))
        none = RecordIds(array("q"), view.playbook)
        family = load_people(connection, (ACME, IBERIA, LISBOA), view, none)
        alone = load_people(connection, LISBOA, view, none)
    grouped = {contact: group.account.id for group in family.groups for contact in group.contacts}
    assert grouped.items() >= of.items()
    for contact, account in grouped.items():
        group = family.group_of(contact)
        assert group is not None
        assert group.account.id == account
    assert family.group_of(None) is None
    assert family.group_of(0) is None
    assert [alone.group_of(contact) for contact in alone.players] == [None] * len(alone.players)
