"""Facts behind points of health add up, whatever the account and the rules (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.health.facts import HealthFacts, PlanFacts
from kapta_tui.domain.health.lines import RISK, Line, lines
from kapta_tui.domain.health.linewords import line_words
from kapta_tui.domain.health.score import Health, health
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS, PROFILE_ITEMS
from kapta_tui.domain.text import one_line
from tests.unit.healthcases import BOOK, DAY, DAYS, QUESTIONS, accounts, plans, weighed

_QUADRANTS = [choice.code for choice in BOOK.offered("swot_quadrant")]
_OFF = ("contacts", "swot", "voc", "contracts", "plans", "qbrs", "satisfaction", "risks")


@st.composite
def known(draw: st.DrawFn) -> HealthFacts:
    """Return an account with any facts, every item of the profile among them."""
    facts = draw(accounts())
    roles = frozenset(player.role for player in facts.players if player.role)
    profile = replace(
        facts.profile,
        description=draw(st.booleans()),
        custom=draw(st.dictionaries(st.sampled_from("abc"), st.booleans())),
        roles=roles,
        swot=draw(st.dictionaries(st.sampled_from(_QUADRANTS), DAYS)),
        voc=draw(st.dictionaries(st.sampled_from(QUESTIONS), DAYS)),
    )
    return replace(facts, profile=profile, plan=_numbered(draw(plans())))


def _numbered(plan: PlanFacts) -> PlanFacts:
    actions = tuple(one._replace(id=number) for number, one in enumerate(plan.actions))
    tasks = tuple(one._replace(id=number) for number, one in enumerate(plan.tasks))
    return plan._replace(actions=actions, tasks=tasks)


@st.composite
def rules(draw: st.DrawFn) -> Playbook:
    """Return rules of health with any weights, points and features."""
    book = weighed(**{name: draw(st.integers(0, 30)) for name in FACTORS})
    number = st.integers(0, 40)
    plan = book.health.plan._replace(
        customer_points=draw(number), internal_points=draw(number), pace_points=draw(number)
    )
    points = {item: draw(number) for item in PROFILE_ITEMS}
    noted = book.health.notes("normal")._replace(note_points=draw(number), contact_points=draw(number))
    own = book.health._replace(
        plan=plan,
        profile=book.health.profile._replace(points=points),
        notes_by_type={**book.health.notes_by_type, "normal": noted},
        empty={factor: draw(st.sampled_from(["zero", "skip"])) for factor in book.health.empty},
    )
    off = draw(st.sets(st.sampled_from(_OFF), max_size=3))
    return book._replace(health=own, features={**book.features, **dict.fromkeys(off, False)})


def _taken_apart(facts: HealthFacts, book: Playbook) -> tuple[Health, tuple[Line, ...]]:
    found = health(facts, DAY, book)
    return found, lines(found, book)


@settings(max_examples=300)
@given(known(), st.just(BOOK) | rules())
def test_the_lines_of_a_factor_add_up_to_what_it_earned_and_could_have_earned(
    facts: HealthFacts, book: Playbook
) -> None:
    found, told = _taken_apart(facts, book)
    scores = found.scores
    for factor in scores.factors:
        mine = [line for line in told if line.factor == factor.name]
        earned, possible = sum(line.earned for line in mine), sum(line.possible for line in mine)
        if factor.counts:
            assert factor.score is not None
            assert possible == Fraction(100 * factor.weight, scores.share_of)
            assert earned == possible * factor.score / 10_000
        else:
            assert (earned, possible, len(mine)) == (0, 0, 1)
            assert mine[0].item == factor.state
    assert sum(line.earned for line in told if line.factor == RISK) == -Fraction(scores.deduction, 100)


@settings(max_examples=100)
@given(known(), rules())
def test_nothing_earns_less_than_nothing_or_more_than_it_could(facts: HealthFacts, book: Playbook) -> None:
    for line in _taken_apart(facts, book)[1]:
        if line.factor == RISK:
            assert line.earned <= 0
        else:
            assert 0 <= line.earned <= line.possible


@settings(max_examples=100)
@given(known(), rules())
def test_every_fact_of_a_record_names_it_and_its_age(facts: HealthFacts, book: Playbook) -> None:
    named = {"pace", "updated", "rating", "risk", "website", "description", "custom_fields"}
    for line in _taken_apart(facts, book)[1]:
        assert (line.kind == "") == (line.id is None)
        assert not line.kind or line.kind in KINDS
        assert (line.record is not None) or line.item not in named
        if line.on is not None:
            assert line.days == (DAY - line.on).days


@settings(max_examples=100)
@given(known(), rules(), st.text(min_size=1))
def test_every_fact_has_words_in_one_line(facts: HealthFacts, book: Playbook, name: str) -> None:
    told = _taken_apart(facts, book)[1]
    names = dict.fromkeys(filter(None, (line.record for line in told)), name)
    for line in told:
        words = line_words(line, book, names)
        assert words == one_line(words) != ""
