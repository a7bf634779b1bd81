"""What the feed and the recent accounts say while features are off (features: rows 20, 22 and 135)."""

from __future__ import annotations

from contextlib import closing

import pytest

from kapta_tui.data.connect import connect, immediate
from kapta_tui.data.read.feed import feed
from kapta_tui.data.write import verbs
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk

OFF = frozenset({"satisfaction", "products"})
_FIELD = '[fields]\n[fields.account.research_and_products]\nlabel = "Research"\ntype = "text"\n'


@pytest.fixture
def acme(desk: Desk) -> int:
    """An account, in a playbook with a field whose name holds an "and" and the name of another one."""
    desk.do(verbs.set_playbook, default_text().replace("[fields]\n", _FIELD, 1))
    return desk.do(verbs.add_record, "accounts", {"name": "Alder and products of account X"})


def _told(desk: Desk) -> str:
    return feed(desk.reading, limit=1, off=OFF)[0].sentence


def test_a_field_of_the_playbook_keeps_its_whole_name(desk: Desk, acme: int) -> None:
    desk.do(verbs.edit_record, "accounts", acme, {"website": "a.test", "research_and_products": "much"})
    title = "of account Alder and products of account X"
    assert _told(desk) == f"Changed website and research and products {title}"
    desk.do(verbs.edit_record, "accounts", acme, {"satisfaction": 3, "research_and_products": "more"})
    assert _told(desk) == f"Changed research and products {title}"
    desk.do(verbs.edit_record, "accounts", acme, {"name": "Alder", "products": ("Fibre",)})
    assert _told(desk) == "Changed name of account Alder"


def test_what_was_changed_is_known_of_changes_that_others_followed_and_of_undone_ones(
    desk: Desk, acme: int
) -> None:
    desk.do(verbs.edit_record, "accounts", acme, {"name": "A", "satisfaction": 3})
    desk.do(verbs.edit_record, "accounts", acme, {"name": "B", "satisfaction": 4})
    desk.do(verbs.edit_record, "accounts", acme, {"name": "C", "satisfaction": None})
    expected = [f"Changed name of account {name}" for name in "CBA"]
    assert [row.sentence for row in feed(desk.reading, limit=3, off=OFF)] == expected
    desk.store.undo()
    desk.store.undo()
    assert [row.sentence for row in feed(desk.reading, limit=3, off=OFF)] == expected
    desk.store.redo()
    assert [row.sentence for row in feed(desk.reading, limit=3, off=OFF)] == expected
    desk.do(verbs.remove_record, "accounts", acme)
    assert [row.sentence for row in feed(desk.reading, limit=3, off=OFF)][1:] == expected[1:]


def test_of_history_without_images_the_words_are_read(desk: Desk, acme: int) -> None:
    with closing(connect(desk.store.path)) as connection, immediate(connection):
        connection.execute(
            'INSERT INTO event (at, "user", verb, sentence, account_id, undone) '
            "VALUES ('2026-01-01', 'jane', 'edit_account', 'Changed name and satisfaction of account A', ?, 0)",
            (acme,),
        )
    assert _told(desk) == "Changed name of account A"
