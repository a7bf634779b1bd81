"""Gaps among the key players (domain.md 3.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.contacts import Gap, KeyPlayer, coverage_gaps, find_cycle
from kapta_tui.domain.playbook import default, parse

DAY = date(2026, 6, 30)
SPONSOR = KeyPlayer(1, "Ana", "executive_sponsor", "supporter", last_contact=DAY)
DECIDER = KeyPlayer(2, "Ben", "decision_maker", "neutral", last_contact=DAY)
CHAMPION = KeyPlayer(3, "Caz", "champion", "advocate", last_contact=DAY)
FULL = (SPONSOR, DECIDER, CHAMPION)


def gaps(*players: KeyPlayer) -> list[Gap]:
    return list(coverage_gaps(players, default(), DAY))


def with_(player: KeyPlayer, **changes: object) -> KeyPlayer:
    values = {name: getattr(player, name) for name in KeyPlayer.__dataclass_fields__}
    return KeyPlayer(**{**values, **changes})


def test_full_coverage_has_no_gap() -> None:
    assert gaps(*FULL) == []


def test_an_empty_core_role_is_a_gap() -> None:
    assert [gap.text for gap in gaps(SPONSOR, CHAMPION)] == ["Nobody is decision maker."]
    assert [gap.rule for gap in gaps()] == ["role_empty"] * 3


def test_who_has_left_fills_no_role() -> None:
    assert [gap.rule for gap in gaps(SPONSOR, with_(DECIDER, has_left=True), CHAMPION)] == ["role_empty"]


@pytest.mark.parametrize("friendliness", ["sceptic", "hostile"])
def test_a_core_role_filled_only_by_opponents_is_a_gap(friendliness: str) -> None:
    against = with_(DECIDER, friendliness=friendliness)
    (gap,) = gaps(SPONSOR, against, CHAMPION)
    assert (gap.rule, gap.contacts) == ("role_hostile", (2,))
    assert gaps(SPONSOR, against, CHAMPION, with_(DECIDER, id=4)) == []


def test_unknown_friendliness_is_not_held_against_anybody() -> None:
    assert gaps(SPONSOR, with_(DECIDER, friendliness=None), CHAMPION) == []


@pytest.mark.parametrize(
    ("power", "days", "silent"), [("strong", 61, True), ("strong", 60, False), ("some", 61, False)]
)
def test_power_not_contacted_in_sixty_days_is_a_gap(power: str, days: int, silent: bool) -> None:
    player = with_(DECIDER, power=power, last_contact=DAY - timedelta(days=days))
    found = gaps(SPONSOR, player, CHAMPION)
    assert [gap.contacts for gap in found] == ([(2,)] if silent else [])


def test_power_never_contacted_is_a_gap() -> None:
    (gap,) = gaps(SPONSOR, with_(DECIDER, power="final_say", last_contact=None), CHAMPION)
    assert gap.text == "Ben (final say): no contact ever."


@pytest.mark.parametrize(("days", "threaded"), [(91, True), (90, False)])
def test_only_one_contact_in_ninety_days_is_single_threaded(days: int, threaded: bool) -> None:
    old = DAY - timedelta(days=days)
    found = gaps(SPONSOR, with_(DECIDER, last_contact=old), with_(CHAMPION, last_contact=None))
    assert [gap.rule for gap in found] == (["single_threaded"] if threaded else [])


def test_a_circle_of_superiors_is_told_once() -> None:
    found = gaps(with_(SPONSOR, reports_to=2), with_(DECIDER, reports_to=1), CHAMPION)
    assert [(gap.rule, gap.contacts) for gap in found] == [("reports_to_cycle", (1, 2))]


def test_reporting_to_somebody_who_left_is_a_gap() -> None:
    gone = KeyPlayer(9, "Zoe", has_left=True)
    (gap,) = gaps(with_(SPONSOR, reports_to=9), DECIDER, CHAMPION, gone)
    assert gap.text == "Ana reports to Zoe, who has left."


def test_the_spans_come_from_the_playbook() -> None:
    book = parse("[coverage]\nstrong_contact_days = 5")
    player = with_(DECIDER, power="strong", last_contact=DAY - timedelta(days=6))
    assert [gap.rule for gap in coverage_gaps((SPONSOR, player, CHAMPION), book, DAY)] == ["power_silent"]


def leads_back(reports_to: dict[int, int | None], start: int) -> bool:
    """Whether going up from `start` ever comes back to it."""
    at: int | None = start
    for _ in reports_to:
        at = None if at is None else reports_to.get(at)
        if at == start:
            return True
    return False


@given(st.dictionaries(st.integers(0, 9), st.none() | st.integers(0, 9)))
def test_a_cycle_leads_back_to_where_it_starts(reports_to: dict[int, int | None]) -> None:
    for start in reports_to:
        circle = find_cycle(reports_to, start)
        assert bool(circle) == leads_back(reports_to, start)
        if circle:
            assert circle[0] == start
            assert reports_to[circle[-1]] == start
            assert len(set(circle)) == len(circle)


def test_a_chain_into_a_circle_is_no_circle_itself() -> None:
    assert find_cycle({1: 2, 2: 3, 3: 2}, 1) == ()
    assert find_cycle({1: 1}, 1) == (1,)
    assert find_cycle({1: 2, 2: None}, 1) == ()


LIKING = {choice.code: int(choice.value or 0) for choice in default().choices("friendliness")}
POWER = {choice.code: int(choice.value or 0) for choice in default().choices("decision_power")}
CORE = ("executive_sponsor", "decision_maker", "champion")


@st.composite
def portfolios(draw: st.DrawFn) -> tuple[KeyPlayer, ...]:
    """Return up to six key players with any roles, likings, powers, superiors and days of contact."""
    count = draw(st.integers(0, 6))
    return tuple(
        KeyPlayer(
            number,
            f"N{number}",
            draw(st.none() | st.sampled_from((*CORE, "influencer"))),
            draw(st.none() | st.sampled_from(sorted(LIKING))),
            draw(st.none() | st.sampled_from(sorted(POWER))),
            draw(st.none() | st.integers(0, count - 1)),
            draw(st.booleans()),
            draw(st.none() | st.sampled_from([DAY - timedelta(ago) for ago in (0, 59, 60, 61, 90, 91)])),
        )
        for number in range(count)
    )


def found_of(rule: str, players: tuple[KeyPlayer, ...]) -> list[tuple[int, ...]]:
    return [gap.contacts for gap in gaps(*players) if gap.rule == rule]


@given(portfolios())
def test_roles_are_gaps_exactly_where_nobody_or_only_opponents_fill_them(
    players: tuple[KeyPlayer, ...],
) -> None:
    held = {role: [one for one in players if one.role == role and not one.has_left] for role in CORE}
    against = {
        role: all(LIKING.get(one.friendliness or "", 0) < 0 for one in those) for role, those in held.items()
    }
    assert len(found_of("role_empty", players)) == sum(not those for those in held.values())
    assert found_of("role_hostile", players) == [
        tuple(one.id for one in held[role]) for role in CORE if held[role] and against[role]
    ]


@given(portfolios())
def test_power_is_silent_exactly_after_sixty_days_from_strong_upwards(
    players: tuple[KeyPlayer, ...],
) -> None:
    silent = [
        (one.id,)
        for one in players
        if not one.has_left
        and POWER.get(one.power or "", 0) >= 3
        and (one.last_contact is None or DAY - one.last_contact > timedelta(60))
    ]
    assert found_of("power_silent", players) == silent


@given(portfolios())
def test_single_threaded_is_exactly_one_voice_in_ninety_days(players: tuple[KeyPlayer, ...]) -> None:
    heard = [
        one.id
        for one in players
        if not one.has_left and one.last_contact and DAY - one.last_contact <= timedelta(90)
    ]
    assert found_of("single_threaded", players) == ([tuple(heard)] if len(heard) == 1 else [])


@given(portfolios())
def test_every_circle_is_told_once_and_every_superior_who_left(players: tuple[KeyPlayer, ...]) -> None:
    above = {one.id: one.reports_to for one in players}
    circling = {one.id for one in players if leads_back(above, one.id)}
    told = found_of("reports_to_cycle", players)
    assert sorted(number for circle in told for number in circle) == sorted(circling)
    left = {one.id for one in players if one.has_left}
    assert found_of("reports_to_left", players) == [
        (one.id, one.reports_to) for one in players if one.id not in left and one.reports_to in left
    ]


@given(portfolios())
def test_gaps_of_each_kind_do_not_depend_on_who_was_entered_first(players: tuple[KeyPlayer, ...]) -> None:
    def told(those: tuple[KeyPlayer, ...]) -> set[tuple[str, frozenset[int]]]:
        return {(gap.rule, frozenset(gap.contacts)) for gap in gaps(*those)}

    assert told(players) == told(players[::-1])
