"""Health in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kapta_tui.domain.health.causes import Cause, Kind
from kapta_tui.domain.health.words import (
    FACTOR_LABELS,
    band_words,
    cause_label,
    change_words,
    delta_words,
    measured_words,
    score_words,
    signed,
)
from kapta_tui.domain.playbook.health import FACTORS


def cause(kind: Kind, change: float, factor: str = "", *, by_rules: bool = False) -> Cause:
    return Cause(kind, factor, Fraction(str(change)), by_rules)


def test_bands_are_said_by_word_and_glyph() -> None:
    known = [band_words(band) for band in ("healthy", "watch", "poor", None)]
    assert known == ["● healthy", "◐ watch", "○ poor", "· not scored"]
    assert score_words(62, "watch") == "62 ◐ watch"
    assert score_words(0, "poor") == "0 ○ poor"
    assert score_words(None, None) == "· not scored"


def test_every_factor_has_a_label() -> None:
    assert tuple(FACTOR_LABELS) == FACTORS


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(45, 85), "52.9 % measured"),
        (Fraction(1), "100 % measured"),
        (Fraction(45, 100), "45 % measured"),
        (Fraction(0), "0 % measured"),
    ],
)
def test_the_measured_share_is_said_in_percent(share: Fraction, words: str) -> None:
    assert measured_words(share) == words


def test_a_change_of_the_score_is_said_with_its_period() -> None:
    assert delta_words(-9, 30) == "-9 in 30 days"
    assert delta_words(4, 30, date(2026, 5, 31)) == "+4 since 2026-05-31"
    assert delta_words(0, 30) == "no change in 30 days"
    assert delta_words(0, since=date(2026, 5, 31)) == "no change since 2026-05-31"
    assert delta_words(1, 1) == "+1 in 1 day"
    assert delta_words(1) == "+1"
    assert delta_words(None, 30) == ""


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [("-2.655", 1, "-2.7"), ("1.2794", 1, "+1.3"), ("-0.04", 1, "0.0"), ("6", 2, "+6.00"), ("0", 0, "0")],
)
def test_a_signed_number_is_rounded_half_up_and_nothing_has_no_sign(
    value: str, places: int, words: str
) -> None:
    assert signed(Fraction(value), places) == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (cause("entered", 1, "satisfaction"), "satisfaction entered"),
        (cause("left", 1, "qbr"), "QBR left"),
        (cause("left", 1, "plan", by_rules=True), "plan left by the rules"),
        (cause("weights", 1, by_rules=True), "weights changed"),
        (cause("weights", 1), "weights changed with the type"),
        (cause("factor", 1, "plan"), "plan rose"),
        (cause("factor", -1, "notes"), "notes fell"),
        (cause("factor", -1, "notes", by_rules=True), "rules for notes changed"),
        (cause("risk", -1), "risk opened or grew"),
        (cause("risk", 1), "risk closed or shrank"),
        (cause("risk", 1, by_rules=True), "rules for risks changed"),
        (cause("clamp", 1), "held at 0"),
        (cause("clamp", -1), "no longer held at 0"),
    ],
)
def test_causes_are_named(known: Cause, words: str) -> None:
    assert cause_label(known) == words


def test_the_largest_causes_that_went_the_same_way_are_said() -> None:
    found = [
        cause("entered", 1.2794, "satisfaction"),
        cause("factor", 1.98, "profile"),
        cause("factor", -2.655, "plan"),
        cause("factor", -1.167, "notes"),
        cause("factor", -2.9385, "freshness"),
        cause("risk", -6),
    ]
    assert change_words(found) == "mostly a new or larger risk (-6.0); then freshness (-2.9) and plan (-2.7)"
    assert change_words(found[:-1]) == "mostly freshness (-2.9); then plan (-2.7) and notes (-1.2)"


def test_a_cause_of_less_than_half_of_the_change_is_not_most_of_it() -> None:
    found = [cause("factor", 2, "plan"), cause("factor", 2, "notes"), cause("factor", 1, "qbr")]
    assert change_words(found) == "plan (+2.0), notes (+2.0) and QBR (+1.0)"


def test_one_cause_stands_alone() -> None:
    assert change_words([cause("risk", 6)]) == "mostly a closed or smaller risk (+6.0)"
    assert change_words([]) == ""
    assert change_words([cause("factor", 0.01, "plan")]) == ""


def test_causes_that_make_up_for_each_other_are_both_said() -> None:
    assert change_words([cause("factor", 3, "plan"), cause("risk", -3)]) == (
        "plan (+3.0) and a new or larger risk (-3.0)"
    )


def test_rules_weights_and_limits_are_said_too() -> None:
    rules = [cause("weights", 4, by_rules=True), cause("factor", 2, "plan", by_rules=True)]
    assert change_words(rules) == "mostly other weights (+4.0); then other rules for plan (+2.0)"
    rest = [cause("clamp", 4), cause("left", 2, "qbr"), cause("risk", 1, by_rules=True)]
    assert change_words(rest) == (
        "mostly the limit at 0 (+4.0); then QBR that left (+2.0) and other rules for risks (+1.0)"
    )
