"""The way from a count to the risks it counts: the filter keeps what was typed (features: rows 52 and 54)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data.read.riskchosen import ACTIVE as ACTIVE_ONLY
from kapta_tui.domain.filter import Query, Term, Word, parse
from kapta_tui.screens.risks.counted.terms import listing, past
from kapta_tui.screens.risks.quick import ACTIVE, ALL, QUICK, Quick
from kapta_tui.screens.risks.views import Place

_TYPED = (
    ("active:yes mine", "mine"),
    ("Active:yes  opened>-7d", "opened>-7d"),
    ('"active:yes" mine', '"active:yes" mine'),
    ('details:"an  active:yes  word"', 'details:"an  active:yes  word"'),
    ('"two  blanks" active:yes "\\"  x"', '"two  blanks" "\\"  x"'),
    ("active:no", "active:no"),
    ("!active:yes", "!active:yes"),
    ('active:yes "open', 'active:yes "open'),
    ("", ""),
)


def of(text: str) -> Quick:
    return Quick("named x", "x", text, "in x")


@pytest.mark.parametrize(("text", "left"), _TYPED)
def test_only_the_limit_to_active_risks_is_taken_away(text: str, left: str) -> None:
    assert past(of(text)) == left


@given(st.lists(st.one_of(st.just(ACTIVE_ONLY), st.text(min_size=1).map(lambda text: str(Term(Word(text)))))))
def test_the_other_terms_mean_what_they_meant(terms: list[str]) -> None:
    kept = [one for one in parse(" ".join(terms)).terms if str(one) != ACTIVE_ONLY]
    assert parse(past(of(" ".join(terms)))) == Query(tuple(kept))


def test_the_table_of_a_count_is_limited_once_to_what_the_count_is_about() -> None:
    def words(quick: Quick, text: str, active: bool | None) -> tuple[str, str]:
        found = listing(Place("overview", quick, text), ALL, "reason=QUIET", active=active)
        return found.quick.key, found.text

    assert words(ACTIVE, "x", True) == ("active", "x reason=QUIET")
    assert words(ALL, "x", True) == ("all", "x reason=QUIET active:yes")
    assert words(ALL, "active:yes", True) == ("all", "active:yes reason=QUIET")
    assert words(ALL, '"active:yes"', True) == ("all", '"active:yes" reason=QUIET active:yes')
    assert words(QUICK[4], 'a "b  c"', False) == ("all", 'mine a "b  c" reason=QUIET')
    assert words(ACTIVE, "x", None) == ("active", "x reason=QUIET")
