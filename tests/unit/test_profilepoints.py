"""What filling the gaps of a profile adds to health (domain.md 4.2, 4.4 and 4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.health.facts import HealthFacts, Player
from kapta_tui.domain.health.next import Gain, profile_gains
from kapta_tui.domain.health.profile import (
    NO_CONTRACT,
    PART_CONTRACT,
    WHOLE_CONTRACT,
    ProfileFacts,
    core_roles,
    divisor,
    profile_score,
    shares_of,
)
from kapta_tui.domain.playbook import Playbook, default, parse

DAY = date(2026, 6, 30)
FRESH, STALE = DAY - timedelta(180), DAY - timedelta(181)
OLD_ANSWER = DAY - timedelta(366)
QUESTIONS = [choice.code for choice in default().offered("voc_question")]
QUADRANTS = [choice.code for choice in default().offered("swot_quadrant")]

WORKED_A = ProfileFacts(
    website=True,
    description=True,
    custom={"a": True, "b": True, "c": True, "d": True},
    roles=frozenset({"executive_sponsor", "decision_maker"}),
    players=4,
    filled=14,
    swot={"strengths": FRESH, "weaknesses": DAY, "opportunities": STALE},
    voc=dict.fromkeys(QUESTIONS[:5], DAY) | dict.fromkeys(QUESTIONS[5:7], OLD_ANSWER),
    contract=WHOLE_CONTRACT,
)
WORKED_B = ProfileFacts(
    website=True,
    roles=frozenset({"decision_maker"}),
    players=1,
    filled=3,
    contract=PART_CONTRACT,
)


def known(profile: ProfileFacts, type_: str = "normal", created: date = DAY) -> HealthFacts:
    """Return an account of which only the profile is known: made today, so that nothing else is scored."""
    roles: Iterator[str | None] = iter(sorted(profile.roles))
    players = tuple(Player(number, next(roles, None), None) for number in range(1, profile.players + 1))
    return HealthFacts(1, type_, created, profile=profile, players=players)


def gains(facts: ProfileFacts, book: Playbook | None = None) -> dict[tuple[str, str], Gain]:
    return {(gain.item, gain.part): gain for gain in profile_gains(known(facts), DAY, book or default())}


def test_the_worked_example_of_an_old_account() -> None:
    assert profile_score(WORKED_A, default(), DAY) == Decimal("74.90")


def test_the_worked_example_of_a_new_account() -> None:
    assert profile_score(WORKED_B, default(), DAY) == Decimal("26.22")


def test_a_champion_is_worth_seven_points_of_the_profile_and_its_share_of_them_in_health() -> None:
    gain = gains(WORKED_A)["champion", ""]
    assert (gain.profile, gain.health) == (Decimal(7), Fraction(7))
    old = profile_gains(known(WORKED_A, created=DAY - timedelta(30)), DAY, default())
    # Plan, notes and freshness count then, as nothing: 20 of 70.
    assert [gain.health for gain in old if gain.item == "champion"] == [Fraction(7 * 20, 70)]


def test_every_gap_of_the_old_account_is_named_with_its_points() -> None:
    found = {key: gain.profile for key, gain in gains(WORKED_A).items()}
    wanted = {
        ("champion", ""): "7",
        ("swot_quadrant", "threats"): "5",
        ("breadth", ""): "4.20",
        ("swot_quadrant", "opportunities"): "2.5",
        ("completeness", ""): "1",
        **{("voc", code): "1.5" for code in QUESTIONS[7:]},
        **{("voc", code): "0.75" for code in QUESTIONS[5:7]},
    }
    assert found == {key: Decimal(points) for key, points in wanted.items()}


def test_the_best_gain_comes_first() -> None:
    found = profile_gains(known(ProfileFacts()), DAY, default())
    assert [gain.health for gain in found] == sorted((gain.health for gain in found), reverse=True)
    # Whoever is named first is a whole key player, too: 7, and 8 for completeness, 0.6 for breadth.
    assert [gain.item for gain in found][:5] == [*core_roles(default()), "breadth", "contract"]
    assert found[0].profile == Decimal("17.33")


def test_people_nobody_has_spoken_with_may_cost_more_than_they_add() -> None:
    facts = known(replace(WORKED_B, players=1), created=DAY - timedelta(400))
    spoken = replace(facts, players=(Player(1, "decision_maker", DAY),))
    spoken.notes = spoken.notes._replace(counted=1, contacts=1, newest=DAY)
    breadth = next(gain for gain in profile_gains(spoken, DAY, default()) if gain.item == "breadth")
    assert breadth.profile > 0
    assert breadth.health < 0


def test_each_required_field_of_the_administrator_is_an_item() -> None:
    facts = replace(WORKED_A, custom={"region": False, "size": True})
    assert gains(facts)["custom_fields", "region"].profile == 5


def test_a_contract_without_value_or_end_lacks_half() -> None:
    assert gains(replace(WORKED_A, contract=PART_CONTRACT))["contract", ""].profile == 5
    assert gains(replace(WORKED_A, contract=NO_CONTRACT))["contract", ""].profile == 10


def test_without_key_players_there_is_nothing_to_complete() -> None:
    assert ("completeness", "") not in gains(ProfileFacts())
    # Ten whole players: 6 for breadth, 8 for completeness, of the 90 that apply.
    assert gains(ProfileFacts())["breadth", ""].profile == Decimal("15.56")


@pytest.mark.parametrize(
    ("feature", "items"),
    [
        ("swot", {"swot_quadrant"}),
        ("voc", {"voc"}),
        ("contracts", {"contract"}),
        ("contacts", {*core_roles(default()), "completeness", "breadth"}),
    ],
)
def test_what_is_switched_off_is_no_gap_and_costs_nothing(feature: str, items: set[str]) -> None:
    book = parse(f"[features]\n{feature} = false")
    found = profile_gains(known(ProfileFacts()), DAY, book)
    assert not items & {gain.item for gain in found}
    full = replace(
        WORKED_A,
        roles=frozenset(core_roles(default())),
        players=10,
        filled=40,
        swot=dict.fromkeys(QUADRANTS, DAY),
        voc=dict.fromkeys(QUESTIONS, DAY),
    )
    assert profile_score(full, book, DAY) == 100


def test_a_role_that_is_no_core_role_of_the_playbook_is_no_gap_and_gives_no_points() -> None:
    book = parse('[coverage]\ncore_roles = ["champion", "influencer"]')
    assert core_roles(book) == ("champion",)
    found = {gain.item: gain for gain in profile_gains(known(ProfileFacts(players=1)), DAY, book)}
    assert {"executive_sponsor", "decision_maker", "influencer"}.isdisjoint(found)
    # 7 of the 76 points that apply without two of the roles and without required fields.
    assert found["champion"].profile == Decimal("9.21")


def test_a_profile_that_counts_nothing_adds_nothing_to_health() -> None:
    book = parse("[health.weights]\nprofile = 0")
    assert {gain.health for gain in profile_gains(known(WORKED_A), DAY, book)} == {0}


def test_weights_of_one_account_type_count_for_it() -> None:
    book = parse("[health.weights_for.strategic]\nprofile = 100")
    before = DAY - timedelta(30)
    (normal, *_), (strategic, *_) = (
        profile_gains(known(WORKED_A, type_, before), DAY, book) for type_ in ("normal", "strategic")
    )
    assert (normal.health, strategic.health) == (Fraction(7 * 20, 70), Fraction(7 * 100, 150))


days = st.sampled_from([DAY, FRESH, STALE, OLD_ANSWER])
facts = st.integers(0, 14).flatmap(
    lambda players: st.builds(
        ProfileFacts,
        st.booleans(),
        st.booleans(),
        st.dictionaries(st.sampled_from("abc"), st.booleans()),
        st.frozensets(st.sampled_from(core_roles(default()))),
        st.just(players),
        st.integers(0, 4 * players),
        st.dictionaries(st.sampled_from(QUADRANTS), days),
        st.dictionaries(st.sampled_from(QUESTIONS), days),
        st.sampled_from([NO_CONTRACT, PART_CONTRACT, WHOLE_CONTRACT]),
    )
)


@given(facts)
def test_a_score_lies_between_nothing_and_all_and_every_gain_fits_on_top(given_facts: ProfileFacts) -> None:
    score = profile_score(given_facts, default(), DAY)
    assert 0 <= score <= 100
    for gain in profile_gains(known(given_facts), DAY, default()):
        assert 0 < gain.profile <= 100 - score
        assert gain.health == Fraction(gain.profile)


@given(facts)
def test_only_a_full_profile_has_nothing_to_gain(given_facts: ProfileFacts) -> None:
    is_full = profile_score(given_facts, default(), DAY) == 100
    assert is_full == (not profile_gains(known(given_facts), DAY, default()))


@given(facts)
def test_the_score_is_what_the_checklist_comes_to(given_facts: ProfileFacts) -> None:
    points = default().health.profile.points
    shares = shares_of(given_facts, default(), DAY)
    of = {item: points[item] * len(parts) / divisor(item, parts) for item, parts in shares.items()}
    earned = sum(points[item] * sum(parts.values()) / divisor(item, parts) for item, parts in shares.items())
    assert abs(
        profile_score(given_facts, default(), DAY) - 100 * Decimal(earned) / sum(of.values())
    ) <= Decimal("0.005")
