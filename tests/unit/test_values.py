"""Text to typed value by field, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.numbers import parse_number
from kapta_tui.domain.values import Context, as_amount, as_date, converter, format_value

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Entry:
    code: str
    label: str


CATALOGUES = {
    "severity": (Entry("low", "Low"), Entry("in_process", "In process")),
    "reasons": (Entry("SPONSOR", "Champion or sponsor lost"), Entry("REORG", "Merger, sale, reorganisation")),
}


def field(
    kind: FieldType, choices: str = "", minimum: int | None = None, maximum: int | None = None
) -> Field:
    return Field("x", kind, "X", choices=choices, minimum=minimum, maximum=maximum)


def read(kind: FieldType, text: str, choices: str = "", **context: bool) -> Value:
    return converter(field(kind, choices), Context(TODAY, choices=CATALOGUES.__getitem__, **context))(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200.5", "1200.5"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1'200", "1200"),
        ("1 200 000,50", "1200000.50"),
        ("12,34,567", "1234567"),
        ("€1.200.000", "1200000"),
        ("$500M", "500000000"),
        ("50k", "50000"),
        ("1.2bn", "1200000000"),
        ("$ 1,200.00 USD", "1200"),
        ("kr 500", "500"),
        ("45 %", "45"),
        ("(120)", "-120"),
        ("12-", "-12"),
        ("−5", "-5"),
        (".5", "0.5"),
        ("0,125", "0.125"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


def test_one_sign_before_three_digits_is_the_columns_to_say() -> None:
    assert [parse_number(text) for text in ("1,200", "1.200")] == [Decimal(1200), Decimal("1.2")]
    assert [parse_number(text, True) for text in ("1,200", "1.200")] == [Decimal("1.2"), Decimal(1200)]


@pytest.mark.parametrize(
    "text", ["abc", "NaN", "1e5", "1_000", "1,2,3", "1.2.3", "1 2", "(5", "--5", "9" * 90, ""]
)
def test_no_number_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no number; write 1200\.50"):
        parse_number(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldType.TEXT, "  Acme \x1b[31m Corp\n", "Acme Corp"),
        (FieldType.LONG, "a\r\nb", "a\nb"),
        (FieldType.INTEGER, "1,200", 1200),
        (FieldType.PERCENT, "33.5 %", 34),
        (FieldType.NUMBER, "1.5", Decimal("1.5")),
        (FieldType.MONEY, "50k", Decimal(50000)),
        (FieldType.DATE, "+7d", date(2026, 11, 28)),
        (FieldType.DATE, "31-May-2025", date(2025, 5, 31)),
        (FieldType.INSTANT, "2026-01-01T01:30:00+01:00", "2026-01-01T00:30:00Z"),
        (FieldType.FLAG, "Yes", True),
        (FieldType.FLAG, "x", True),
        (FieldType.FLAG, "0", False),
        (FieldType.REFERENCE, "Jane  Doe", "Jane Doe"),
        (FieldType.REFERENCES, "jane, omar", ("jane", "omar")),
        (FieldType.REFERENCES, "Doe, Jane; omar; omar", ("Doe, Jane", "omar")),
        (FieldType.REFERENCES, "Doe, Jane;", ("Doe, Jane",)),
        (FieldType.REFERENCES, "", ()),
        (FieldType.DATE, "  ", None),
    ],
)
def test_one_cell_of_each_type(kind: FieldType, text: str, value: Value) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize("text", ["in_process", "In Process", "IN-PROCESS", " in  process "])
def test_a_choice_is_found_by_code_or_label(text: str) -> None:
    assert read(FieldType.CHOICE, text, "severity") == "in_process"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("SPONSOR", ("SPONSOR",)),
        ("sponsor, reorg", ("SPONSOR", "REORG")),
        ("Merger, sale, reorganisation", ("REORG",)),
        ("Merger, sale, reorganisation; own words, really", ("REORG", "own words, really")),
        ("own words, really", ("own words, really",)),
        ('"a; b"; SPONSOR', ("a; b", "SPONSOR")),
    ],
)
def test_labels_are_codes_or_the_users_own_words(text: str, labels: tuple[str, ...]) -> None:
    assert read(FieldType.LABELS, text, "reasons") == labels


@pytest.mark.parametrize(
    ("spec", "text", "reason"),
    [
        (field(FieldType.DATE), "31-31-2026", "'31-31-2026' is no date; write 2026-12-31"),
        (field(FieldType.FLAG), "maybe", "'maybe' is neither yes nor no"),
        (field(FieldType.INTEGER), "1.5", "'1.5' is no whole number"),
        (field(FieldType.INTEGER, minimum=0, maximum=10), "11", "'11' is not between 0 and 10"),
        (field(FieldType.PERCENT), "101", "'101' is not between 0 and 100"),
        (field(FieldType.NUMBER, minimum=0), "-1", "'-1' is out of range; it must be at least 0"),
        (field(FieldType.MONEY), "1" + "0" * 15, "'1000000000000000' is too large an amount"),
        (field(FieldType.TEXT, maximum=3), "Acme", "'Acme' has 4 characters; 3 are allowed"),
        (field(FieldType.CHOICE, "severity"), "hgih", "'hgih' is none of: Low, In process"),
        (field(FieldType.INSTANT), "noon", "'noon' is no moment; write 2026-12-31T12:00:00Z"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(spec: Field, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        converter(spec, Context(TODAY, choices=CATALOGUES.__getitem__))(text)


def test_without_a_today_relative_dates_are_refused() -> None:
    with pytest.raises(ValueError, match="is no date"):
        converter(field(FieldType.DATE), Context())("tomorrow")


def test_the_columns_conventions_are_followed() -> None:
    assert read(FieldType.DATE, "1-2-2026", day_first=True) == date(2026, 2, 1)
    assert read(FieldType.MONEY, "1.200", decimal_comma=True) == Decimal(1200)


def test_literals_of_the_filter_language() -> None:
    assert (as_amount("1.2m"), as_date("-30d", TODAY)) == (Decimal(1200000), date(2026, 10, 22))


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
lists = st.lists(words, max_size=3, unique=True).map(tuple)
pairs = st.one_of(
    st.tuples(st.just(FieldType.TEXT), words),
    st.tuples(st.just(FieldType.INTEGER), st.integers(-(10**12), 10**12)),
    st.tuples(st.just(FieldType.PERCENT), st.integers(0, 100)),
    st.tuples(st.just(FieldType.MONEY), st.decimals(-(10**9), 10**9, places=3)),
    st.tuples(st.just(FieldType.DATE), st.dates()),
    st.tuples(st.just(FieldType.FLAG), st.booleans()),
    st.tuples(st.just(FieldType.REFERENCES), lists),
    st.tuples(st.just(FieldType.LABELS), lists),
)


@given(pairs)
def test_a_value_survives_the_way_out_and_back(pair: tuple[FieldType, Value]) -> None:
    kind, value = pair
    assert converter(field(kind), Context())(format_value(field(kind), value)) == value


@given(st.sampled_from(FieldType), st.text(max_size=20))
@example(FieldType.LABELS, "a\rb")
def test_any_cell_is_a_value_or_refused(kind: FieldType, text: str) -> None:
    convert = converter(field(kind), Context(TODAY))
    try:
        value = convert(text)
    except ValueError:
        return
    assert convert(format_value(field(kind), value)) == value
