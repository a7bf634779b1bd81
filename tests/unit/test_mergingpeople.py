"""Which key players of two merged accounts are one person (features: row 29)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.mergingpeople import Person, do_not_contradict, same_people
from kapta_tui.domain.text import fold

ANA, BO = ("Ana Ruiz", "ana@acme.com"), ("Bo Li", "bo@acme.com")
INFO = "info@acme.com"

PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Ana", "ána", "A. Ruiz", "Bo", "Li", ""]), st.sampled_from(["", "A@x", "a@x", "b@x"])
    ),
    max_size=5,
)


def _same(kept: list[tuple[str, str]], gone: list[tuple[str, str]]) -> list[tuple[int, int]]:
    sides = ([Person(number, *one) for number, one in enumerate(side)] for side in (kept, gone))
    return [(one.id, other.id) for one, other in same_people(*sides)]


@pytest.mark.parametrize(
    ("kept", "gone", "same"),
    [
        ([ANA, BO], [BO, ANA], [(0, 1), (1, 0)]),
        ([ANA], [("A. Ruiz", "ANA@ACME.COM")], [(0, 0)]),
        ([ANA], [("ANÁ  RUIZ", "")], [(0, 0)]),
        ([("Ana Ruiz", "")], [("Ana Ruiz", "")], [(0, 0)]),
        ([ANA], [("Ana Ruiz", "ana@other.com")], []),
        ([("Ana Ruiz", "x@y"), ("Ana Ruiz", "")], [ANA], []),
        ([("Ana Ruiz", ""), ("Ana Ruiz", "")], [("Ana Ruiz", "")], []),
        ([("John Smith", "j1@x")], [("John Smith", "j2@x"), ("John Smith", "")], []),
        (
            [("John Smith", "j1@x"), ("John Smith", "")],
            [("John Smith", "j1@x"), ("John Smith", "")],
            [(0, 0)],
        ),
        ([("Ana", INFO)], [("Bob Other", INFO)], []),
        ([("Ana", INFO)], [("Ana Ruiz", INFO)], [(0, 0)]),
        ([("Ruiz, Ana", INFO)], [("ana ruíz", INFO)], [(0, 0)]),
        ([("Ana Ruiz", INFO)], [("Ana Li", INFO)], []),
        ([("", INFO)], [("Bob Other", INFO)], [(0, 0)]),
        ([("Ana Ruiz", INFO), ("Bo Li", INFO)], [("Cy Ott", INFO)], []),
        ([("Ana Ruiz", INFO), ("Bo Li", INFO)], [("bo li", INFO)], [(1, 0)]),
        ([ANA, ANA], [ANA], [(0, 0)]),
        ([("", "")], [("", "")], []),
    ],
)
def test_one_person_has_one_email_or_one_name_and_no_other_email(
    kept: list[tuple[str, str]], gone: list[tuple[str, str]], same: list[tuple[int, int]]
) -> None:
    assert _same(kept, gone) == same


@given(PEOPLE, PEOPLE)
def test_nobody_is_two_others_and_no_two_emails_are_one(
    kept: list[tuple[str, str]], gone: list[tuple[str, str]]
) -> None:
    found = _same(kept, gone)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)
    for one, other in found:
        emails = {fold(email) for email in (kept[one][1], gone[other][1]) if email}
        assert len(emails) <= 1
        names = fold(kept[one][0]), fold(gone[other][0])
        assert do_not_contradict(*names)
        assert names[0] == names[1] or emails
    assert sorted((one, other) for other, one in _same(gone, kept)) == sorted(found)


@given(PEOPLE, PEOPLE)
def test_a_name_or_email_that_several_bear_unites_nobody_unless_both_agree(
    kept: list[tuple[str, str]], gone: list[tuple[str, str]]
) -> None:
    for one, other in _same(kept, gone):
        ours, theirs = ([(fold(name), fold(email)) for name, email in side] for side in (kept, gone))
        name, email = ours[one]
        if ours[one] == theirs[other] and email:
            continue
        place = 1 if email and email == theirs[other][1] else 0
        for side in (ours, theirs):
            assert [row[place] for row in side].count((name, email)[place]) == 1


@given(st.text(alphabet="abé .-", max_size=8), st.text(alphabet="abé .-", max_size=8))
def test_no_name_contradicts_itself_an_empty_one_or_less_in_one_order_than_in_the_other(
    name: str, other: str
) -> None:
    assert do_not_contradict(name, name)
    assert do_not_contradict(name, "")
    assert do_not_contradict(name, f"{other} {name}")
    assert do_not_contradict(name, other) == do_not_contradict(other, name)
