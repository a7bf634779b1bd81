"""A parent and its children as one number (domain.md 4.3, parent combined)."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.health.family import Member, combined

RAWS = st.integers(0, 300_000).map(lambda thirds: Fraction(thirds, 3000))
MEMBERS = st.lists(
    st.builds(
        Member,
        st.integers(1, 99),
        st.none() | RAWS,
        st.integers(0, 10**9),
        st.sampled_from(["EUR", "USD", ""]),
    ),
    max_size=6,
)


def member(raw: int | None, worth: int = 0, currency: str = "EUR", account: int = 1) -> Member:
    return Member(account, None if raw is None else Fraction(raw), worth, currency)


def test_scored_members_weigh_as_much_as_their_contracts() -> None:
    found = combined([member(80, 300), member(40, 100)])
    assert (found.score, found.raw, found.by_value) == (70, Fraction(70), True)


def test_unscored_members_are_not_counted() -> None:
    found = combined([member(80, 300), member(None, 900)])
    assert (found.score, found.scored, found.members) == (80, 1, 2)


def test_members_weigh_the_same_where_none_has_a_value() -> None:
    found = combined([member(80), member(41), member(None, 500)])
    assert (found.score, found.raw, found.by_value) == (61, Fraction(121, 2), False)


def test_members_weigh_the_same_where_values_are_in_several_currencies() -> None:
    found = combined([member(80, 300), member(40, 100, "USD")])
    assert (found.score, found.by_value) == (60, False)
    assert combined([member(80, 300), member(40, 0, "USD")]).score == 80


def test_the_worst_is_the_first_of_the_lowest() -> None:
    first = member(40, account=2)
    assert combined([member(50), first, member(40, account=3), member(None)]).worst == first


def test_a_family_without_a_score_has_none() -> None:
    found = combined([member(None, 100)])
    assert (found.score, found.raw, found.worst, found.scored, found.members) == (None, None, None, 0, 1)
    assert combined([]).members == 0


@given(MEMBERS)
@settings(max_examples=300)
def test_the_mean_lies_between_the_worst_and_the_best(members: list[Member]) -> None:
    found = combined(members)
    raws = [member.raw for member in members if member.raw is not None]
    assert (found.scored, found.members) == (len(raws), len(members))
    if found.raw is None or found.worst is None or found.score is None:
        assert not raws
        return
    assert found.worst.raw == min(raws) <= found.raw <= max(raws)
    assert abs(found.score - found.raw) <= Fraction(1, 2)
