"""Values of metrics as people write and read them (features: row 11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain import measures
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import Rank
from kapta_tui.domain.values import Context, converter, format_value

TODAY = date(2026, 11, 22)
VALUE = KINDS["metrics"].by_name["value"]


@pytest.mark.parametrize(
    ("text", "rank"), [("red", 1), ("Amber", 2), (" yellow ", 2), ("GREEN", 3), ("g", 3), ("2", 2)]
)
def test_one_converter_reads_a_colour_as_word_or_number(text: str, rank: int) -> None:
    assert converter(VALUE, Context())(text) == rank


def test_a_colour_is_written_as_its_word_and_read_back() -> None:
    value = converter(VALUE, Context())("amber")
    assert format_value(VALUE, value) == "amber"


def test_only_ranked_fields_take_colours_for_numbers() -> None:
    with pytest.raises(ValueError, match="red"):
        converter(KINDS["products"].by_name["price"], Context())("red")


@pytest.mark.parametrize("value", [Decimal(0), Decimal(4), Decimal("1.5"), 7])
def test_a_colour_is_one_of_three(value: Decimal) -> None:
    with pytest.raises(RuleError, match="no colour"):
        measures.checked("colour", value)


def test_a_colour_is_no_number_of_another_unit() -> None:
    assert measures.checked("colour", Rank(2)) == 2
    with pytest.raises(RuleError, match="'red' is no number"):
        measures.checked("percent", Rank(1))


@pytest.mark.parametrize(
    ("before", "after", "values", "is_refused"),
    [
        ("number", "percent", [Decimal(400)], False),
        ("number", "colour", [Decimal(1), Decimal(3)], False),
        ("number", "colour", [Decimal(1), Decimal(40)], True),
        ("colour", "number", [Decimal(1)], True),
        ("colour", "number", [], False),
    ],
)
def test_a_unit_must_fit_the_values_there_are(
    before: str, after: str, values: list[Decimal], is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(RuleError, match="'Mood' has 1 value") as error:
            measures.refuse_unit("Mood", before, after, values)
        assert error.value.field == "unit"
    else:
        measures.refuse_unit("Mood", before, after, values)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("12000.50", "number", "12,000.5"),
        ("95", "percent", "95 %"),
        ("1200000", "money", "€1.20M"),
        ("3", "colour", "● green"),
        ("2", "colour", "◐ amber"),
        ("1", "colour", "○ red"),
    ],
)
def test_a_value_is_shown_with_its_unit(value: str, unit: str, words: str) -> None:
    assert measures.value_words(Decimal(value), unit, "EUR") == words


@pytest.mark.parametrize(
    ("delta", "unit", "words"),
    [
        ("4", "number", "▲ 4"),
        ("-2.5", "percent", "▼ 2.5 pt"),
        ("0", "money", "="),
        ("-1", "colour", "▼ 1 step"),
    ],
)
def test_a_gain_says_its_direction_without_colour(delta: str, unit: str, words: str) -> None:
    assert measures.gain_words(Decimal(delta), unit, "EUR") == words


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("41", "41", TODAY),
        ("41 2026-09-01", "41", date(2026, 9, 1)),
        ("€1.2m yesterday", "€1.2m", date(2026, 11, 21)),
        ("1 200", "1 200", TODAY),
        ("1 200 -7d", "1 200", date(2026, 11, 15)),
        ("2026-09-01", "2026-09-01", TODAY),
        ("green", "green", TODAY),
    ],
)
def test_an_entry_is_a_value_and_its_day(text: str, value: str, day: date) -> None:
    assert measures.split_entry(text, TODAY) == (value, day)


def test_an_entry_of_nothing_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="write a value"):
        measures.split_entry("  ", TODAY)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_digits_are_grouped_and_none_is_lost(value: Decimal) -> None:
    assert Decimal(measures.number_words(value).replace(",", "")) == value
