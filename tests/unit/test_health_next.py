"""What would raise health, ranked by exact points (domain.md 4.3 and the numbers at the end of 4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from kapta_tui.commands.registry import COMMANDS
from kapta_tui.domain.health.facts import (
    ActionFact,
    HealthFacts,
    NoteFacts,
    PlanFacts,
    Player,
    Satisfied,
    TaskFact,
)
from kapta_tui.domain.health.next import ENTRY, FIELD, WORK, Step, hints, next_steps, profile_gains
from kapta_tui.domain.health.next.ranking import changes
from kapta_tui.domain.health.nextwords import gain_said, hint_words, step_words
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import health
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook, parse
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, EXAMPLE_B, NO_QBRS, accounts, ago, fact, weighed


def steps(
    facts: HealthFacts, book: Playbook = BOOK, noted_today: int | None = None
) -> dict[tuple[str, str, int | None], Step]:
    found = next_steps(facts, DAY, book, noted_today=noted_today)
    return {(one.item, one.part, one.id): one for one in found}


@pytest.mark.parametrize(
    ("key", "gain", "shown"),
    [
        (("note", "", 1), "5.8975", 68),
        (("risk", "", 1), "6", 68),
        (("qbr", "good", None), "3.75", 66),
        (("coverage", "internal", None), "2.5", 64),
        # 1.4 for the role, 0.9495 for the weight that the champion has in freshness from then on.
        (("champion", "", 3), "2.3495", 64),
    ],
)
def test_the_worked_example_gains_what_the_rule_says(
    key: tuple[str, str, int | None], gain: str, shown: int
) -> None:
    step = steps(EXAMPLE_A)[key]
    assert (step.gain, step.shown_after) == (Fraction(gain), shown)


def test_a_real_note_with_the_sponsor_raises_freshness_and_notes() -> None:
    (met,) = [one.facts for one in changes(EXAMPLE_A, DAY, BOOK) if one.record == ("contacts", 1)]
    scores = {one.name: one.score for one in health(met, DAY, BOOK).scores.factors}
    assert (scores["freshness"], scores["notes"]) == (8028, 10_000)
    assert rounded(health(met, DAY, BOOK).scores.raw or Fraction(0), 3) == 67_867


def test_the_best_step_comes_first_and_the_lesser_effort_of_two() -> None:
    found = next_steps(EXAMPLE_A, DAY, BOOK)
    assert [(one.item, one.id) for one in found[:3]] == [("risk", 1), ("note", 1), ("note", 4)]
    ranks = [(-one.gain, one.effort, one.item, one.part, one.id or 0) for one in found]
    assert ranks == sorted(ranks)


def numbered(facts: HealthFacts) -> HealthFacts:
    """Return the facts with an id of its own for each action, task and risk."""
    plan = facts.plan._replace(
        actions=tuple(one._replace(id=place) for place, one in enumerate(facts.plan.actions)),
        tasks=tuple(one._replace(id=place) for place, one in enumerate(facts.plan.tasks)),
    )
    risks = tuple(one._replace(id=place) for place, one in enumerate(facts.risks))
    return replace(facts, plan=plan, risks=risks)


@given(accounts().map(numbered))
def test_every_gain_is_what_a_second_evaluation_says(facts: HealthFacts) -> None:
    before = health(facts, DAY, BOOK).scores
    gains = {}
    for change in changes(facts, DAY, BOOK):
        after = health(change.facts, DAY, BOOK).scores
        if before.raw is not None and after.raw is not None and after.raw > before.raw:
            gains[change.item, change.part, change.record[1]] = (after.raw - before.raw, after.score)
    found = next_steps(facts, DAY, BOOK)
    assert {(one.item, one.part, one.id): (one.gain, one.shown_after) for one in found} == gains
    assert len(found) == len(gains)


@given(accounts())
def test_every_step_gains_can_be_done_and_is_said_in_plain_words(facts: HealthFacts) -> None:
    found = next_steps(facts, DAY, BOOK)
    ranks = [(-one.gain, one.effort, one.item, one.part, one.id or 0) for one in found]
    assert ranks == sorted(ranks)
    for step in found:
        assert step.gain > 0
        assert step.effort in (FIELD, ENTRY, WORK)
        assert step.command in COMMANDS
        assert step.kind in KINDS
        assert step.shell.startswith("kapta ")
        words = step_words(step, BOOK, {})
        assert words
        assert "{" not in words + step.shell
        assert "\n" not in words + step.shell
        assert gain_said(step).startswith("+")


@given(accounts())
def test_gaps_of_the_profile_tell_the_same_number_here_and_there(facts: HealthFacts) -> None:
    listed = steps(facts)
    told = {(one.item, one.part): one.gain for one in listed.values()}
    for gain in profile_gains(facts, DAY, BOOK):
        assert told.get((gain.item, gain.part), 0) == max(gain.health, 0)


def test_a_score_held_at_nothing_gains_only_what_shows() -> None:
    sunk = replace(EXAMPLE_B, profile=replace(EXAMPLE_B.profile, website=False), notes=NoteFacts())
    now = health(sunk, DAY, BOOK).scores
    assert now.raw == 0
    (closed,) = (one for one in next_steps(sunk, DAY, BOOK) if one.item == "risk")
    assert closed.gain == now.base
    assert closed.gain < 30


def test_where_nothing_is_scored_nothing_can_be_told() -> None:
    assert next_steps(EXAMPLE_A, DAY, weighed()) == ()
    assert next_steps(replace(EXAMPLE_A, created=date(2026, 7, 1)), DAY, BOOK) == ()


def test_features_that_are_off_offer_no_step() -> None:
    assert not [one for one in next_steps(EXAMPLE_A, DAY, NO_QBRS) if one.item == "qbr"]
    off = parse("[features]\nplans = false\ncontacts = false\nrisks = false")
    found = next_steps(EXAMPLE_A, DAY, off)
    assert {one.item for one in found} <= {"note", "qbr", "swot_quadrant", "voc", "website", "contract"}
    (note,) = (one for one in found if one.item == "note")
    assert (note.kind, note.id) == ("notes", None)


def test_a_day_with_enough_notes_promises_none_for_another_one() -> None:
    spoken = replace(EXAMPLE_A, notes=NoteFacts(5, 2, DAY))
    full = steps(spoken)["note", "", 1]
    assert steps(spoken, noted_today=1)["note", "", 1].gain - full.gain == Fraction("1.167")
    assert steps(spoken, noted_today=2)["note", "", 1].gain == full.gain


def test_who_was_spoken_with_today_is_not_to_be_called_again() -> None:
    players = (Player(1, "executive_sponsor", DAY), *EXAMPLE_A.players[1:])
    assert ("note", "", 1) not in steps(replace(EXAMPLE_A, players=players))


def test_a_core_role_goes_to_a_new_key_player_where_all_others_have_one_of_their_own() -> None:
    facts = replace(
        EXAMPLE_A, players=EXAMPLE_A.players[:2], profile=replace(EXAMPLE_A.profile, players=2, filled=8)
    )
    spoken = replace(facts, players=tuple(one._replace(newest=None) for one in facts.players))
    step = steps(spoken)["champion", "", None]
    assert (step.command, step.effort) == ("screen.create", ENTRY)
    assert step.shell.startswith("kapta contact add 1 ")
    assert step.shell.endswith("--role champion")


def _planned(*actions: ActionFact, tasks: tuple[TaskFact, ...] = ()) -> HealthFacts:
    covered = frozenset({"customer", "internal"})
    return fact(plan=PlanFacts(True, covered, actions, tasks), notes=NoteFacts(1, 1, DAY))


def test_an_action_behind_its_pace_is_brought_up_to_today() -> None:
    behind = ActionFact("goal", 7, ago(10), ago(-20), 10, None, DAY)
    step = steps(_planned(behind))["pace", "34", 7]
    assert (step.kind, step.command) == ("goals", "plans.progress")
    assert step.shell == "kapta goal update 1 7 --percent 34"


def test_overdue_work_is_completed_only_where_late_is_better_than_open() -> None:
    half = ActionFact("action", 7, ago(50), ago(5), 50, None, ago(45))
    found = steps(_planned(half))
    assert found["complete", "", 7].shell == "kapta action complete 1 7"
    assert not [key for key in found if key[0] == "pace"]
    # Completed late it has a half of its pace, as it has now, and no longer stands among what is looked after.
    full = half._replace(percent=100, touched=DAY)
    assert ("complete", "", 7) not in steps(_planned(full))
    goal = half._replace(kind="goal")
    assert ("complete", "", 7) not in steps(_planned(goal))


def test_open_tasks_that_are_due_are_worth_doing_and_those_of_later_are_not() -> None:
    tasks = (
        TaskFact(1, DAY, None),
        TaskFact(2, ago(3), None),
        TaskFact(3, ago(-3), None),
        TaskFact(4, ago(3), ago(3)),
    )
    assert {key[2] for key in steps(_planned(tasks=tasks)) if key[0] == "task"} == {1, 2}


def test_what_grew_old_is_a_hint_since_no_gain_can_be_told() -> None:
    assert hints(EXAMPLE_A, DAY, BOOK) == ()
    old = replace(EXAMPLE_A, satisfied=Satisfied(8, ago(91)), review=None)
    assert [(one.item, one.state) for one in hints(old, DAY, BOOK)] == [
        ("satisfaction", "stale"),
        ("qbr", "missing"),
    ]
    gone = replace(EXAMPLE_A, satisfied=Satisfied(8, ago(181)))
    (hint,) = hints(gone, DAY, BOOK)
    assert hint_words(hint) == "the satisfaction is 181 days old and counts no longer: ask again"
    assert hint.command in COMMANDS
    assert not [one for one in hints(old, DAY, NO_QBRS) if one.item == "qbr"]


def test_steps_name_their_records() -> None:
    names = {("contacts", 1): "Ana\nRuiz", ("contacts", 3): "Bo"}
    said = {
        (one.item, one.part, one.id): step_words(one, BOOK, names) for one in next_steps(EXAMPLE_A, DAY, BOOK)
    }
    assert said["note", "", 1] == "talk to Ana Ruiz and write it down"
    assert said["champion", "", 3] == "name a champion, such as Bo"
    assert said["qbr", "good", None] == "hold a QBR that is rated Good"
    assert said["coverage", "internal", None] == "set a goal with an action in Our strategic goals"
    assert said["pace", "50", 2] == "bring the action to 50 %"
