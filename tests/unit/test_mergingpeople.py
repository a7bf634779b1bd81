"""Which key players of two merged accounts are one person (features: row 29)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.mergingpeople import Person, same_people
from kapta_tui.domain.text import fold

ANA, BO = ("Ana Ruiz", "ana@acme.com"), ("Bo Li", "bo@acme.com")
INFO = "info@acme.com"

PEOPLE = st.lists(
    st.tuples(st.sampled_from(["Ana", "ána", "Bo", "Li"]), st.sampled_from(["", "A@x", "a@x", "b@x"])),
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
        ([("Ana Ruiz", "x@y"), ("Ana Ruiz", "")], [ANA], [(1, 0)]),
        ([("Ana Ruiz", ""), ("Ana Ruiz", "")], [("Ana Ruiz", "")], []),
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
        assert emails or fold(kept[one][0]) == fold(gone[other][0])
    assert sorted((one, other) for other, one in _same(gone, kept)) == sorted(found)
