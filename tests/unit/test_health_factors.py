"""The factors of the health score that are measured from notes and plans (domain.md 4.2)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.health.facts import ActionFact, NoteFacts, PlanFacts, Player, TaskFact
from kapta_tui.domain.health.notes import fresh, fresh_on, measure_freshness, notes_score
from kapta_tui.domain.health.plan import measure_plan, pace
from tests.unit.healthcases import BOOK, DAY, DAYS, MAYBE_DAY, ago, plans

NORMAL, STRATEGIC = BOOK.health.freshness("normal"), BOOK.health.freshness("strategic")
PLAN = BOOK.health.plan
CORE = BOOK.coverage.core_roles


def freshness(newest: date | None, players: list[Player], *, has_contacts: bool = True) -> int:
    return measure_freshness(newest, players, NORMAL, 0.4, 3, CORE, DAY, has_contacts=has_contacts).score


def action(begins: date, due: date | None, percent: int = 0, done: date | None = None) -> ActionFact:
    return ActionFact("action", 1, begins, due, percent, done, ago(40))


def plan(*actions: ActionFact, tasks: tuple[TaskFact, ...] = (), covered: str = "") -> int:
    found = measure_plan(PlanFacts(True, frozenset(covered.split()), actions, tasks), PLAN, DAY)
    assert found is not None
    return found.score


@pytest.mark.parametrize(
    ("days", "points"),
    [(0, 100), (14, 100), (15, 97.716), (29, 70.711), (44, 50), (74, 25), (104, 12.5)],
)
def test_freshness_halves_every_thirty_days_after_two_weeks(days: int, points: float) -> None:
    assert fresh(days, NORMAL) == pytest.approx(points, abs=5e-4)


@pytest.mark.parametrize(("days", "points"), [(7, 100), (28, 50), (49, 25)])
def test_freshness_of_strategic_accounts_halves_sooner(days: int, points: float) -> None:
    assert fresh(days, STRATEGIC) == points


def test_freshness_without_any_contact_is_0() -> None:
    assert fresh_on(None, DAY, NORMAL) == 0


def test_freshness_without_key_players_is_the_account_s_own_part_alone() -> None:
    assert freshness(DAY, []) == 4000
    assert freshness(DAY, [Player(1, None, DAY)]) == 10_000


def test_freshness_where_contacts_are_switched_off_is_that_of_the_account() -> None:
    assert freshness(ago(44), [], has_contacts=False) == 5000


@pytest.mark.parametrize("role", CORE)
def test_freshness_counts_a_core_contact_three_times(role: str) -> None:
    assert freshness(None, [Player(1, role, DAY), Player(2, None, None)]) == 60 * 75
    assert freshness(None, [Player(1, "influencer", DAY), Player(2, None, None)]) == 60 * 50


@given(DAYS, st.lists(st.tuples(st.sampled_from([*CORE, None]), MAYBE_DAY), max_size=4), st.data())
@settings(max_examples=300)
def test_a_newer_note_never_lowers_freshness(
    newest: date, known: list[tuple[str | None, date | None]], data: st.DataObject
) -> None:
    players = [Player(number, role, day) for number, (role, day) in enumerate(known)]
    before = freshness(newest, players)
    assert 0 <= before <= 10_000
    later = data.draw(st.dates(newest, DAY))
    assert freshness(later, players) >= before
    if players:
        at = data.draw(st.integers(0, len(players) - 1))
        talked = data.draw(st.dates(players[at].newest or ago(800), DAY))
        players[at] = players[at]._replace(newest=talked)
        assert freshness(max(newest, talked), players) >= before


@pytest.mark.parametrize(
    ("count", "contacts", "points"),
    [(6, 3, 10_000), (5, 2, 7833), (2, 1, 3333), (99, 9, 10_000), (6, 0, 7000)],
)
def test_notes_are_measured_against_six_about_three_contacts(count: int, contacts: int, points: int) -> None:
    assert notes_score(NoteFacts(count, contacts, DAY), BOOK.health.notes("normal")) == points


def test_two_notes_of_a_day_on_one_contact_are_two_notes_and_one_contact() -> None:
    assert notes_score(NoteFacts(2, 1, DAY), BOOK.health.notes("normal")) == round(100 * (70 / 3 + 10))


def test_notes_of_strategic_accounts_are_measured_against_twelve() -> None:
    assert notes_score(NoteFacts(6, 3, DAY), BOOK.health.notes("strategic")) == 6500


def test_notes_where_contacts_are_switched_off_count_alone() -> None:
    rules = BOOK.health.notes("normal")
    assert notes_score(NoteFacts(3, 0, DAY), rules, has_contacts=False) == 5000


def test_pace_is_percent_against_the_time_that_has_passed() -> None:
    assert pace(action(ago(10), ago(-10), 25), DAY) == Fraction(1, 2)
    assert pace(action(ago(10), ago(-10), 80), DAY) == 1
    assert pace(action(DAY, ago(-10)), DAY) == 1
    assert pace(action(ago(10), None), DAY) == 1


def test_pace_of_what_is_overdue_is_halved() -> None:
    assert pace(action(ago(10), ago(1), 80), DAY) == Fraction(2, 5)
    assert pace(action(ago(10), DAY, 80), DAY) == Fraction(4, 5)


def test_pace_of_what_is_done_is_1_and_a_half_when_it_was_late() -> None:
    assert pace(action(ago(10), ago(5), 0, ago(5)), DAY) == 1
    assert pace(action(ago(10), ago(5), 0, ago(4)), DAY) == Fraction(1, 2)
    assert pace(action(ago(10), None, 0, ago(4)), DAY) == 1


def test_what_is_due_on_the_day_it_starts_is_expected_whole_from_that_day_on() -> None:
    assert pace(action(DAY, DAY, 30), DAY) == Fraction(3, 10)
    assert pace(action(DAY, DAY, 30), DAY - timedelta(1)) == 1
    assert pace(action(DAY, DAY, 30), DAY + timedelta(1)) == Fraction(3, 20)


def test_a_span_over_a_leap_day_counts_it() -> None:
    begun = action(date(2028, 2, 28), date(2028, 3, 1), 50)
    assert pace(begun, date(2028, 2, 29)) == 1
    assert pace(begun._replace(percent=25), date(2028, 2, 29)) == Fraction(1, 2)


def test_a_plan_without_a_goal_is_none() -> None:
    assert measure_plan(PlanFacts(), PLAN, DAY) is None


def test_what_a_plan_has_no_members_of_is_not_applicable() -> None:
    assert plan() == 0
    assert plan(covered="customer") == 6000
    assert plan(covered="customer internal") == 10_000


def test_actions_count_once_they_should_have_begun() -> None:
    late = action(ago(-1), ago(-9))
    assert plan(late, covered="customer internal") == 10_000
    assert plan(late._replace(begins=DAY), covered="customer internal") == 7500


def test_completed_actions_count_for_ninety_days() -> None:
    late = action(ago(200), ago(100), 100, ago(90))
    assert plan(late, covered="customer internal") == round(10_000 * 42.5 / 60)
    assert plan(late._replace(completed=ago(91)), covered="customer internal") == 10_000


def test_an_action_counts_as_updated_for_thirty_days() -> None:
    begun = action(ago(10), ago(-10), 100)
    assert plan(begun._replace(touched=ago(30))) == round(10_000 * 55 / 80)
    assert plan(begun._replace(touched=ago(31))) == round(10_000 * 35 / 80)


def test_tasks_count_for_ninety_days_and_half_when_they_were_late() -> None:
    tasks = (TaskFact(1, ago(90), ago(90)), TaskFact(2, ago(90), ago(80)), TaskFact(3, ago(91), None))
    assert plan(tasks=tasks) == round(10_000 * 15 / 45)


def test_a_task_of_today_is_late_only_when_the_day_is_over() -> None:
    assert plan(tasks=(TaskFact(1, DAY, None),), covered="customer") == 6000
    assert plan(tasks=(TaskFact(1, DAY, DAY),)) == round(10_000 * 20 / 45)
    assert plan(tasks=(TaskFact(1, ago(1), None),), covered="customer internal") == round(10_000 * 25 / 45)


@given(plans())
@settings(max_examples=300)
def test_any_plan_scores_between_0_and_100(facts: PlanFacts) -> None:
    found = measure_plan(facts, PLAN, DAY)
    assert (found is None) == (not facts.has_goal)
    if found is not None:
        assert 0 <= found.score <= 10_000
        assert all(0 <= pace(one, DAY) <= 1 for one in found.scope)
