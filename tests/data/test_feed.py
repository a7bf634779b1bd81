"""The activity feed and its filter (features: row 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from kapta_tui.data.read.feed import feed
from kapta_tui.data.read.feedfilter import features_named
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.data.write.verbs import set_products, start_risk
from kapta_tui.domain.filter import FilterError

Told = Callable[[str], list[str]]


@pytest.fixture
def told(store: Store) -> Iterator[Told]:
    store.do(add_record, "accounts", {"name": "Alder"})
    store.do(add_record, "accounts", {"name": "Birch"})
    omar = replace(store, user="omar", clock=lambda: "2026-12-24T09:00:00Z")
    omar.do(add_record, "notes", {"account": "Alder", "text": "Café visit"})
    omar.do(start_risk, {"account": "Birch", "reasons": ("rusty anchor",)})
    omar.do(edit_record, "accounts", 2, {"contributors": ("jane",)})
    with closing(store.connect()) as connection:
        yield lambda text: [
            row.sentence.split(" of ")[0]
            for row in feed(connection, filter=text, user="jane", today=date(2026, 12, 25))
        ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 5),
        ("cafe", 1),
        ("!cafe", 4),
        ("Café", 1),
        ("CAFÉ", 0),
        ("user:omar", 3),
        ("user=oma", 0),
        ("mine", 2),
        ("!mine", 3),
        ("kind:note", 1),
        ("kind:notes,risk", 2),
        ("kind:account", 3),
        ("kind:account user:omar", 1),
        ("date>2026-12-01", 3),
        ("date<=2026-11-21", 2),
        ("date>-30d", 3),
        ("account:birch", 3),
        ("undone:yes", 0),
        ("undone:", 5),
    ],
)
def test_words_person_kind_account_and_day_filter_the_feed(told: Told, text: str, count: int) -> None:
    assert len(told(text)) == count


@pytest.mark.parametrize(
    ("text", "named"),
    [("sev:high", "user, kind, date"), ("kind:foo", "note"), ("date>soonish", "date"), ("overdue", "mine")],
)
def test_a_wrong_field_kind_or_day_is_refused_with_what_there_is(told: Told, text: str, named: str) -> None:
    with pytest.raises(FilterError) as refused:
        told(text)
    assert named in str(refused.value)


@pytest.mark.parametrize("text", ["'; DROP TABLE event", "%", "_", '"a" OR 1=1', "user:%"])
def test_hostile_words_are_words(told: Told, text: str) -> None:
    assert told(text) == []
    assert len(told("")) == 5


def test_changes_of_what_is_switched_off_are_left_out(store: Store) -> None:
    store.do(add_record, "products", {"name": "Fibre"})
    store.do(add_record, "accounts", {"name": "Alder"})
    store.do(edit_record, "accounts", 1, {"satisfaction": 3})
    store.do(set_products, 1, [1])
    store.do(edit_record, "accounts", 1, {"satisfaction": 4, "website": "a.test"})
    with closing(store.connect()) as connection:
        told = [row.sentence for row in feed(connection, off={"satisfaction", "products"})]
        newest = feed(connection, off={"satisfaction", "products"}, limit=1)
    assert told == ["Changed website of account Alder", "Added account Alder"]
    assert [row.sentence for row in newest] == told[:1]


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("", set()),
        ("kind:risk", {"risks"}),
        ("kind:tasks,Contacts word", {"plans", "contacts"}),
        ("!kind:risk", set()),
        ("kind:note", {""}),
        ("risk", set()),
    ],
)
def test_a_filter_names_features_by_their_kinds(text: str, features: set[str]) -> None:
    assert features_named(text) == features
