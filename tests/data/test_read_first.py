"""The first list of accounts: short ways to what the general reads say, never other answers."""

from __future__ import annotations

from kapta_tui.data.read import accounts, records
from kapta_tui.data.read.labels import labels
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk

RENAMED = default_text().replace('critical = { label = "Critical"', 'critical = { label = "Grave"')


def expected(desk: Desk) -> list[int]:
    view = records.View(desk.store.today, desk.store.user, current(desk.reading))
    return list(records.ids(desk.reading, "accounts", view))


def test_the_first_list_is_the_list_without_filter_and_order(desk: Desk) -> None:
    for name in ("ängström", "Zeta", "acme", "Acme", "Ångström"):
        desk.do(verbs.add_record, "accounts", {"name": f"{name} first"})
    desk.do(verbs.archive_account, 1, archived=True)
    shown = list(accounts.by_name(desk.reading))
    assert shown == expected(desk)
    assert 1 not in shown


def test_labels_are_those_of_the_playbook_in_force(desk: Desk) -> None:
    desk.do(verbs.set_playbook, RENAMED)
    book = current(desk.reading)
    found = labels(desk.reading)
    assert found["severity"]["critical"] == "Grave"
    for name, choices in book.catalogues.items():
        assert list(found.get(name, {}).items()) == [(choice.code, choice.label) for choice in choices]


def test_labels_follow_undo(desk: Desk) -> None:
    before = labels(desk.reading)
    desk.do(verbs.set_playbook, RENAMED)
    assert labels(desk.reading) != before
    desk.store.undo()
    assert labels(desk.reading) == before


def test_the_check_notices_labels_that_are_not_those_of_the_text(desk: Desk) -> None:
    assert desk.faults() == []
    desk.reading.execute("UPDATE playbook_version SET labels = '{}'")
    assert desk.faults() == ["The labels kept beside the playbook are not those of its text."]
