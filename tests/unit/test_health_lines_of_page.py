"""Points of the lines on the page add up to the score, changes to its change, for accounts made at random."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from kapta_tui.data.read.health.history import Change, DayOfHealth
from kapta_tui.data.read.health.look import Standing
from kapta_tui.domain.health.causes import causes
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.period import DEFAULT
from kapta_tui.domain.health.points import breakdown
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import Scores, health
from kapta_tui.domain.health.words import change_words
from kapta_tui.screens.account.measure.factors import SCORE, factor_lines, series
from kapta_tui.screens.standing import standing_facts
from kapta_tui.widgets.cells import plain
from tests.unit.healthcases import BOOK, DAY, accounts, ago


def _day(scores: Scores) -> DayOfHealth:
    return DayOfHealth(ago(30), scores.score, scores.raw_kept, scores.measured_kept, scores, 1)


def _standing(facts: HealthFacts, earlier: Scores) -> Standing:
    now = health(facts, DAY, BOOK)
    before = _day(earlier)
    delta = None if now.scores.score is None or earlier.score is None else now.scores.score - earlier.score
    change = Change(DEFAULT, before.day, before, delta, causes(earlier, now.scores))
    return Standing(now, now.scores.band(BOOK.health.bands), breakdown(now.scores), DEFAULT, change)


@given(accounts(), accounts())
def test_lines_add_up(facts: HealthFacts, other: HealthFacts) -> None:
    earlier = health(other, DAY, BOOK).scores
    found = _standing(facts, earlier)
    total, *lines = factor_lines(found, [_day(earlier)], (ago(89), DAY))
    scores = found.health.scores
    assert total.name == SCORE
    assert total.earned == scores.score
    assert len({line.id for line in (total, *lines)}) == len(lines) + 1
    if scores.score is not None:
        assert sum(line.earned or 0 for line in lines) == scores.score
        assert sum((line.possible or Fraction(0)) for line in lines) == 100
    if scores.raw is not None and earlier.raw is not None:
        changes = [line.change for line in lines]
        assert None not in changes
        assert sum((one or Decimal(0) for one in changes), Decimal(0)) == total.change
        assert total.change == Decimal(rounded(scores.raw - earlier.raw, 2)).scaleb(-2)
    else:
        assert all(line.change is None for line in (total, *lines))


@given(accounts(), accounts())
def test_the_preview_says_the_score_its_change_and_one_line_of_causes(
    facts: HealthFacts, other: HealthFacts
) -> None:
    found = _standing(facts, health(other, DAY, BOOK).scores)
    (sheet,) = standing_facts(found)
    words = [plain(cell) for cell in sheet.lines]
    assert words[0].startswith("· not scored" if found.score is None else f"{found.score} ")
    if found.delta is not None:
        assert "in 30 days" in words[0]
    assert found.change is not None
    told = change_words(found.change.causes)
    assert not told or told.startswith(words[1])
    assert words[-1].endswith("% measured")


@given(accounts())
def test_a_day_that_was_not_scored_is_drawn_nowhere(facts: HealthFacts) -> None:
    day = _day(health(facts, DAY, BOOK).scores)
    for factor in day.scores.factors:
        ((_, value, *_rest),) = series(factor.name, [day])
        assert (value is None) is (not factor.counts)
