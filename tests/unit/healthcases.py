"""Accounts whose health is known to the last digit, and accounts made at random, for the tests of health."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from kapta_tui.domain.health.facts import (
    ActionFact,
    ActiveRisk,
    HealthFacts,
    NoteFacts,
    PlanFacts,
    Player,
    Review,
    Satisfied,
    TaskFact,
)
from kapta_tui.domain.health.profile import NO_CONTRACT, PART_CONTRACT, WHOLE_CONTRACT, ProfileFacts
from kapta_tui.domain.health.score import Scores, scores_of
from kapta_tui.domain.playbook import Playbook, default
from kapta_tui.domain.playbook.health import FACTORS

DAY = date(2026, 6, 30)
BOOK = default()
QUESTIONS = tuple(choice.code for choice in BOOK.offered("voc_question"))
NO_QBRS = BOOK._replace(features={**BOOK.features, "qbrs": False})
WEIGHTS = tuple(BOOK.health.weights("normal")[name] for name in FACTORS)


def ago(days: int) -> date:
    """Return the day that many days before `DAY`."""
    return DAY - timedelta(days)


def weighed(**weights: int) -> Playbook:
    """Return the rules with these weights for normal accounts, all others 0."""
    given = {name: weights.get(name, 0) for name in FACTORS}
    by_type = {**BOOK.health.weights_by_type, "normal": given}
    return BOOK._replace(health=BOOK.health._replace(weights_by_type=by_type))


def fact(**facts: Any) -> HealthFacts:
    """Return an account that is two years old, with nothing but these facts."""
    return HealthFacts(**{"account": 1, "type": "normal", "created": ago(730), **facts})


EXAMPLE_A = fact(
    profile=ProfileFacts(
        website=True,
        description=True,
        custom=dict.fromkeys("abcd", True),
        roles=frozenset({"executive_sponsor", "decision_maker"}),
        players=4,
        filled=14,
        swot={"strengths": ago(3), "weaknesses": ago(3), "opportunities": ago(200)},
        voc=dict.fromkeys(QUESTIONS[:5], ago(1)) | dict.fromkeys(QUESTIONS[5:7], ago(400)),
        contract=WHOLE_CONTRACT,
    ),
    plan=PlanFacts(
        True,
        frozenset({"customer"}),
        (
            ActionFact("action", 1, date(2026, 6, 15), date(2026, 7, 15), 60, None, ago(1)),
            ActionFact("action", 2, date(2026, 6, 10), date(2026, 7, 20), 25, None, ago(1)),
            ActionFact("action", 3, date(2026, 6, 1), date(2026, 6, 20), 80, None, ago(1)),
            ActionFact("action", 4, DAY, date(2026, 7, 20), 0, None, ago(40)),
        ),
        tuple(
            TaskFact(number, ago(10), done)
            for number, done in enumerate([ago(10)] * 6 + [ago(5)] * 2 + [None] * 2)
        ),
    ),
    notes=NoteFacts(5, 2, ago(20)),
    players=(
        Player(1, "executive_sponsor", ago(104)),
        Player(2, "decision_maker", ago(44)),
        Player(3, None, ago(20)),
        Player(4, None, None),
    ),
    review=Review(1, ago(70), 3),
    satisfied=Satisfied(8, ago(5)),
    risks=(ActiveRisk(1, "medium", "possible"),),
)
"""Domain.md 4.4: why 62."""

EXAMPLE_B = fact(
    created=ago(20),
    profile=ProfileFacts(
        website=True, roles=frozenset({"decision_maker"}), players=1, filled=3, contract=PART_CONTRACT
    ),
    notes=NoteFacts(2, 1, ago(6)),
    players=(Player(1, "decision_maker", ago(6)),),
    risks=(ActiveRisk(1, "critical", "almost_certain"),),
)
"""Domain.md 4.5: a new account with a critical risk."""

BEFORE_A = scores_of((6500, 8000, 9000, 5000, 7500, None, None), WEIGHTS, 0)
"""Domain.md 4.6: the row of example A of 2026-05-31."""

HUNDREDTHS = st.integers(0, 10_000)
DAYS = st.integers(0, 800).map(ago)
MAYBE_DAY = st.none() | DAYS
RISKS = st.builds(
    ActiveRisk,
    st.just(1),
    st.sampled_from(["low", "medium", "high", "critical", None, "gone"]),
    st.sampled_from(["unlikely", "possible", "likely", "almost_certain", None]),
)


SEEDS = st.integers(0, 2**32)
"""Each stands for a hundred random scores: drawing every number by itself would take most of a test's time."""


def many(seed: int) -> Iterator[Scores]:
    """Yield a hundred times factors with any scores and weights, missing and disabled ones among them."""
    random = Random(seed)
    for _ in range(100):
        values = [random.choice([None, 0, 5000, 10_000, random.randint(0, 10_000)]) for _ in FACTORS]
        weights = [random.choice([0, 1, 10, 15, 25, random.randint(0, 40)]) for _ in FACTORS]
        yield scores_of(values, weights, random.choice([0, 0, 600, 650, 4000, random.randint(0, 10_000)]))


@st.composite
def accounts(draw: st.DrawFn) -> HealthFacts:
    """Return an account with any facts dated on or before `DAY`."""
    players = tuple(
        Player(number, role, newest)
        for number, (role, newest) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(["champion", None]), MAYBE_DAY), max_size=3))
        )
    )
    newest = draw(MAYBE_DAY)
    counted = draw(st.integers(1, 9)) if newest is not None and newest >= ago(90) else 0
    return fact(
        created=draw(DAYS),
        profile=ProfileFacts(
            website=draw(st.booleans()),
            players=len(players),
            filled=draw(st.integers(0, 4 * len(players))),
            contract=draw(st.sampled_from([NO_CONTRACT, PART_CONTRACT, WHOLE_CONTRACT])),
        ),
        plan=draw(plans()),
        notes=NoteFacts(counted, min(counted, draw(st.integers(0, 4))), newest),
        players=players,
        review=draw(st.none() | st.builds(Review, st.just(1), DAYS, st.integers(1, 5))),
        satisfied=draw(st.none() | st.builds(Satisfied, st.integers(0, 10), DAYS)),
        risks=tuple(draw(st.lists(RISKS, max_size=3))),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanFacts:
    """Return a plan with any actions and tasks."""
    action = st.builds(
        ActionFact,
        st.just("action"),
        st.just(1),
        DAYS,
        st.none() | st.integers(-60, 60).map(ago),
        st.integers(0, 100),
        MAYBE_DAY,
        DAYS,
    )
    task = st.builds(TaskFact, st.just(1), st.integers(-5, 100).map(ago), MAYBE_DAY)
    has_goal = draw(st.booleans())
    if not has_goal:
        return PlanFacts()
    covered = draw(st.frozensets(st.sampled_from(["customer", "internal"])))
    actions, tasks = draw(st.lists(action, max_size=3)), draw(st.lists(task, max_size=3))
    return PlanFacts(True, covered, tuple(actions), tuple(tasks))
