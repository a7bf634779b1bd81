"""The first list of accounts: short ways to what the general reads say, never other answers."""

from __future__ import annotations

from kapta_tui.data.read import accounts, records, riskchosen
from kapta_tui.data.read.labels import KeptScales, kept_scales, labels
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.risks.loading import Loaded, Wish, load
from kapta_tui.shell.features import off
from tests.data.desk import Desk

RENAMED = default_text().replace('critical = { label = "Critical"', 'critical = { label = "Grave"')

CHANGED = (
    RENAMED.replace("qbrs = true", "qbrs = false", 1).replace(
        'critical = { label = "Grave"', 'critical = { retired = true, label = "Grave"'
    )
    + """
[fields.account.percent]
label = "Off"
type = "choice"
choices = { retired = "Off", currency = "Currency" }
"""
)


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


def test_a_playbook_that_is_refused_leaves_nothing_to_draw_a_first_board_from(desk: Desk) -> None:
    connection = desk.reading
    connection.execute("UPDATE playbook_version SET labels = '{}'")
    assert kept_scales(connection) is None
    wish = Wish(riskchosen.ACTIVE, (), "severity", "jane", desk.store.today, lines=9)
    found = load(connection, wish)
    assert isinstance(found, Loaded)
    assert found.totals.count == 1
    assert off(connection) == frozenset()


def test_labels_follow_undo(desk: Desk) -> None:
    before = labels(desk.reading)
    desk.do(verbs.set_playbook, RENAMED)
    assert labels(desk.reading) != before
    desk.store.undo()
    assert labels(desk.reading) == before


def test_the_check_notices_labels_that_are_not_those_of_the_text(desk: Desk) -> None:
    assert desk.faults() == []
    desk.reading.execute("UPDATE playbook_version SET labels = '{}'")
    assert "The labels kept beside the playbook are not those of its text." in desk.faults()


def test_the_kept_scales_say_what_the_playbook_says(desk: Desk) -> None:
    for text in (default_text(), CHANGED):
        desk.do(verbs.set_playbook, text)
        book, kept = current(desk.reading), KeptScales(labels(desk.reading))
        assert (kept.currency, kept.off) == (book.currency, book.off)
        for name in book.catalogues:
            for choices, held in (
                (book.choices(name), kept.choices(name)),
                (book.offered(name), kept.offered(name)),
            ):
                said = [(one.code, one.label, one.percent, one.retired) for one in choices]
                assert [tuple(one) for one in held] == said
            for code in (None, "lost long ago", *(choice.code for choice in book.choices(name))):
                assert kept.label(name, code) == book.label(name, code)
