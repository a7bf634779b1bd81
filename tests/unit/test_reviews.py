"""What a new business review begins with (domain.md 1.1 and 3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default, parse
from kapta_tui.domain.reviews import (
    CANCELLED,
    Review,
    automatic_name,
    checklist,
    last_of_type,
    name_after,
    prefilled,
)

DAY = date(2026, 6, 30)
SPRING = Review("quarterly", date(2026, 3, 31), "completed", ("Ana", "Ben"), ("Jane Doe",))

reviews = st.lists(
    st.builds(
        Review,
        st.sampled_from(["quarterly", "executive"]),
        st.dates(DAY - timedelta(400), DAY + timedelta(100)),
        st.sampled_from(["planned", "prepared", "held", "completed", CANCELLED]),
        st.tuples(st.sampled_from("abc")),
    ),
    max_size=8,
)


def test_participants_come_from_the_last_review_of_the_same_type() -> None:
    assert prefilled(SPRING, default())["contacts"] == ("Ana", "Ben")
    assert prefilled(SPRING, default())["colleagues"] == ("Jane Doe",)


def test_who_has_left_is_not_invited() -> None:
    assert prefilled(SPRING, default(), left={"Ana"})["contacts"] == ("Ben",)


def test_the_first_review_has_an_agenda_and_no_participants() -> None:
    first = prefilled(None, default())
    assert (first["contacts"], first["colleagues"]) == ((), ())
    assert str(first["agenda"]).splitlines()[0] == "- [ ] Results against goals"


def test_our_side_of_the_first_review_of_a_type_is_who_works_on_the_account() -> None:
    assert prefilled(None, default(), ours=("Jane Doe", "Omar"))["colleagues"] == ("Jane Doe", "Omar")
    assert prefilled(SPRING, default(), ours=("Omar",))["colleagues"] == ("Jane Doe",)


def test_the_agenda_is_the_playbooks_checklist() -> None:
    book = parse('[qbr]\nagenda = ["Numbers", "What is\\n next"]')
    assert prefilled(SPRING, book)["agenda"] == "- [ ] Numbers\n- [ ] What is next"
    assert checklist(()) == ""


def test_an_older_review_of_another_type_says_nothing() -> None:
    assert last_of_type([SPRING], "executive", DAY) is None


def test_a_cancelled_review_and_the_day_itself_do_not_count() -> None:
    cancelled = replace(SPRING, day=date(2026, 5, 1), stage=CANCELLED)
    same_day = replace(SPRING, day=DAY)
    assert last_of_type([SPRING, cancelled, same_day], "quarterly", DAY) == SPRING


@given(reviews)
def test_no_newer_review_of_the_type_is_passed_over(given_reviews: list[Review]) -> None:
    found = last_of_type(given_reviews, "quarterly", DAY)
    fit = [
        one for one in given_reviews if one.type == "quarterly" and one.stage != CANCELLED and one.day < DAY
    ]
    assert (found is None) == (not fit)
    if found is not None:
        assert found in fit
        assert found.day == max(one.day for one in fit)


OLD, NEW = automatic_name("Quarterly", DAY), automatic_name("Executive", DAY + timedelta(7))


@pytest.mark.parametrize(
    ("stored", "values", "expected"),
    [
        (OLD, {"date": DAY + timedelta(7)}, NEW),
        (OLD, {"name": ""}, NEW),
        (OLD, {"name": OLD}, OLD),
        (OLD, {"name": "Kick-off"}, "Kick-off"),
        ("Kick-off", {"type": "executive"}, "Kick-off"),
        ("Kick-off", {"name": None}, NEW),
    ],
)
def test_an_automatic_name_follows_type_and_date(stored: str, values: Values, expected: str) -> None:
    assert OLD == "Quarterly review 2026-06-30"
    assert name_after(stored, OLD, NEW, values) == expected
