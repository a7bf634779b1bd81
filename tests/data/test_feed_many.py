"""The activity of a family costs what is shown of it, however much has happened (features: rows 22 and 27)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from kapta_tui.data.connect import connect, immediate
from kapta_tui.data.read.feed import feed
from kapta_tui.data.write import verbs
from tests.data.desk import Desk

_ACCOUNTS = 20
_OFF = frozenset({"products", "documents"})


@contextmanager
def _counting(desk: Desk) -> Iterator[list[int]]:
    """Count the steps of SQLite in the block, in hundreds."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    desk.reading.set_progress_handler(step, 100)
    yield steps
    desk.reading.set_progress_handler(None, 0)


@pytest.fixture
def family(desk: Desk) -> list[int]:
    """An account and those below it."""
    top = desk.do(verbs.add_record, "accounts", {"name": "Top"})
    below = [
        desk.do(verbs.add_record, "accounts", {"name": f"Below {number}", "parent": top})
        for number in range(_ACCOUNTS)
    ]
    return [top, *below]


def _happen(desk: Desk, family: list[int], times: int) -> None:
    with closing(connect(desk.store.path)) as connection, immediate(connection):
        connection.executemany(
            'INSERT INTO event (at, "user", verb, sentence, account_id, undone) '
            "VALUES ('2026-11-01T00:00:00Z', 'jane', 'edit_account', 'Changed website of account Top', ?, 0)",
            [(family[time % len(family)],) for time in range(times)],
        )


@pytest.mark.parametrize("off", [frozenset(), _OFF], ids=["all", "off"])
def test_ten_times_the_changes_cost_no_more(desk: Desk, family: list[int], off: frozenset[str]) -> None:
    _happen(desk, family, 1_000)
    feed(desk.reading, account=family, limit=40, off=off)
    with _counting(desk) as few:
        assert len(feed(desk.reading, account=family, limit=40, off=off)) == 40
    _happen(desk, family, 10_000)
    with _counting(desk) as many:
        found = feed(desk.reading, account=family, limit=40, off=off)
    assert [row.id for row in found] == list(range(found[0].id, found[0].id - 40, -1))
    assert many[0] < 2 * few[0]


def test_changes_of_other_accounts_cost_nothing(desk: Desk, family: list[int]) -> None:
    with _counting(desk) as few:
        feed(desk.reading, account=family, limit=5)
    with closing(connect(desk.store.path)) as connection, immediate(connection):
        connection.execute(
            'INSERT INTO event (at, "user", verb, sentence, undone) '
            "VALUES ('2026-11-01T00:00:00Z', 'jane', 'import', 'Imported 5000', 0)"
        )
        connection.executemany(
            "INSERT INTO change (event_id, tbl, row_id) VALUES ((SELECT max(id) FROM event), 'account', ?)",
            [(number,) for number in range(1_000, 6_000)],
        )
    with _counting(desk) as many:
        feed(desk.reading, account=family, limit=5)
    assert many[0] < 2 * few[0]


def test_what_is_off_is_read_past_however_much_of_it_there_is(desk: Desk, family: list[int]) -> None:
    for stars in range(30):
        desk.do(verbs.edit_record, "accounts", family[stars % 2], {"satisfaction": 1 + stars // 2 % 5})
    found = feed(desk.reading, account=family, limit=3, off={"satisfaction"})
    assert [row.sentence for row in found] == [
        f"Added account Below {number}" for number in range(_ACCOUNTS - 1, _ACCOUNTS - 4, -1)
    ]
    assert len(feed(desk.reading, limit=100, off={"satisfaction"})) == len(feed(desk.reading, limit=100)) - 30


def test_the_account_a_change_belongs_to_by_now_is_the_one_it_is_found_by(
    desk: Desk, family: list[int]
) -> None:
    top, kept, gone, *_ = family
    desk.do(verbs.add_note, {"account": gone, "text": "Called them"})
    desk.do(verbs.merge_accounts, kept, gone, {})
    found = feed(desk.reading, account=(top, kept), filter='account:"Below 0" called')
    assert [(row.account_id, row.account) for row in found] == [(kept, "Below 0")]
    assert feed(desk.reading, account=(top, kept), filter='account:"Below 1"') == []
