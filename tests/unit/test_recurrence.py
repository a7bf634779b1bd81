"""A recurrence is written and said in words; the words and the rule mean the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.recurrence import COMMON, parts_of, read_recurrence, recurrence_words, rule_of
from kapta_tui.domain.recurrence.reading import _COUNTS
from kapta_tui.domain.recurrence.rule import DAYS, FREQUENCIES

_LISTS: dict[str, st.SearchStrategy[int] | st.SearchStrategy[str]] = {
    "BYMONTH": st.integers(1, 12),
    "BYWEEKNO": st.integers(-53, 53).filter(bool),
    "BYYEARDAY": st.integers(-366, 366).filter(bool),
    "BYMONTHDAY": st.integers(-31, 31).filter(bool),
    "BYDAY": st.tuples(st.sampled_from(["", "", "1", "2", "-1", "5"]), st.sampled_from(DAYS)).map("".join),
    "BYSETPOS": st.sampled_from([1, -1, 2]),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules as they may be written: parts in any order, any of them or none."""
    frequency = draw(st.sampled_from(FREQUENCIES))
    items = _LISTS if frequency in ("MONTHLY", "YEARLY") else _LISTS | {"BYDAY": st.sampled_from(DAYS)}
    parts = [f"FREQ={frequency}"]
    names = draw(
        st.sets(st.sampled_from(sorted(items)), max_size=2).filter(lambda names: names != {"BYSETPOS"})
    )
    if names == {"BYMONTH", "BYMONTHDAY"}:
        items = items | {"BYMONTHDAY": st.integers(-29, 29).filter(bool)}
    for name in names:
        found = ",".join(str(item) for item in draw(st.lists(items[name], min_size=1, max_size=3)))
        parts += [f"{name}={found}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 9999))}")
    end = draw(st.sampled_from(("", "COUNT", "UNTIL")))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 9999))}")
    elif end == "UNTIL":
        parts.append(f"UNTIL={draw(st.dates(date(1900, 1, 1))).isoformat().replace('-', '')}")
    return ";".join(draw(st.permutations(parts)))


@given(rules())
def test_what_is_said_of_a_rule_reads_back_to_the_rule(rule: str) -> None:
    assert parts_of(read_recurrence(recurrence_words(rule))) == parts_of(rule)


@given(rules())
def test_a_rule_is_brought_into_one_order_once(rule: str) -> None:
    once = rule_of(parts_of(rule))
    assert rule_of(parts_of(once)) == once
    assert parts_of(rule.lower()) == parts_of(rule)


@given(st.text(max_size=30))
def test_any_text_is_a_rule_or_refused_in_words(text: str) -> None:
    try:
        rule = read_recurrence(text)
    except ValueError as error:
        said = str(error)
    else:
        said = recurrence_words(rule)
        assert read_recurrence(said) == rule
    assert said


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "daily"),
        ("freq=weekly", "weekly"),
        ("RRULE:FREQ=MONTHLY;INTERVAL=1", "monthly"),
        ("FREQ=YEARLY", "yearly"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=DAILY;INTERVAL=010", "every 10 days"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "weekly on Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "monthly on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1,-1", "monthly on the 1st, 15th and last day"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=22", "every 3 months on the 22nd"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "monthly on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "monthly on the last working day"),
        ("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=3", "yearly on 1 March"),
        ("FREQ=MONTHLY;INTERVAL=2;COUNT=3", "every 2 months, 3 times"),
        ("FREQ=WEEKLY;UNTIL=20261231T235959Z", "weekly until 2026-12-31"),
    ],
)
def test_a_short_rule_is_said_in_words(rule: str, words: str) -> None:
    assert recurrence_words(rule) == words
    assert parts_of(read_recurrence(words)) == parts_of(rule)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY;INTERVAL=0", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=HOURLY", "x"],
)
def test_any_other_rule_is_said_as_it_is_written(rule: str) -> None:
    assert recurrence_words(rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("every week", "FREQ=WEEKLY"),
        ("Every 2 Weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("every other week on mon & thurs", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("each day.", "FREQ=DAILY"),
        ("every monday, wednesday and friday", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("Tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
        ("every working day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every month", "FREQ=MONTHLY"),
        ("monthly on the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("on the 31st of every month", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("last day of every month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every 2nd month on day 5", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
        ("every 3 months on the 1st", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1"),
        ("half-yearly", "FREQ=MONTHLY;INTERVAL=6"),
        ("every half year", "FREQ=MONTHLY;INTERVAL=6"),
        ("yearly", "FREQ=YEARLY"),
        ("annually on March 1st", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("every year on the 1st of march", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("every week, 5 times", "FREQ=WEEKLY;COUNT=5"),
        ("every month until 31 Dec 2026", "FREQ=MONTHLY;UNTIL=20261231"),
        ("rrule:freq=weekly; byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_words_are_read_as_people_write_them(words: str, rule: str) -> None:
    assert read_recurrence(words) == rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("every banana", "write"),
        ("every 0 weeks", "is no recurrence"),
        ("every week on the 1st", "is no recurrence"),
        ("daily on monday", "is no recurrence"),
        ("every month on the 32nd", "is no recurrence"),
        ("yearly on 45 march", "is no recurrence"),
        ("every month on the 0 monday", "is no recurrence"),
        ("every month until tomorrow", "is no date"),
        ("FREQ=HOURLY", "has to be one of DAILY"),
        ("FREQ=DAILY;BYHOUR=3", "it has BYHOUR"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY takes MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "from -31 to 31"),
        ("FREQ=DAILY;UNTIL=20260231", "20260231 is no day"),
        ("FREQ=MONTHLY;BYDAY=6MO", "no month has a weekday 6 times"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=6MO", "no month has a weekday 6 times"),
        ("FREQ=WEEKLY;BYDAY=2MO", "WEEKLY takes no number"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ twice"),
        ("INTERVAL=2", "FREQ has to be"),
        ("every year on 30 February", "no more than 29 days"),
        ("every year on 31 april", "no more than 30 days"),
        ("FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=-31", "no more than 30 days"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another part"),
        ("every week until 0001-01-01", "00010101 has passed before"),
        ("monthly on the ٣", "'monthly on the ٣' is no recurrence"),
        ("every year on ٣ May", "'every year on ٣ May' is no recurrence"),
        ("every ٣ weeks", "'every ٣ weeks' is no recurrence"),
        ("every week, ٣ times", "is no recurrence"),
        ("every secondnd week", "is no recurrence"),
    ],
)
def test_what_means_no_recurrence_is_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_recurrence(text)


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30"]
)
def test_a_day_that_comes_in_some_month_of_some_year_is_taken(rule: str) -> None:
    assert read_recurrence(rule) == rule


@pytest.mark.parametrize(("word", "count"), _COUNTS.items())
@pytest.mark.parametrize(("noun", "frequency"), [("day", "DAILY"), ("week", "WEEKLY"), ("month", "MONTHLY")])
def test_every_word_for_a_count_is_read(word: str, count: int, noun: str, frequency: str) -> None:
    expected = f"FREQ={frequency};INTERVAL={count}" if count > 1 else f"FREQ={frequency}"
    assert read_recurrence(" ".join(f"every {word} {noun}".split())) == expected
    assert read_recurrence(" ".join(f"every {word} {noun}s".split())) == expected


def test_what_a_form_offers_can_be_read_and_said() -> None:
    rules = [read_recurrence(words) for words in COMMON]
    assert len(set(rules)) == len(COMMON)
    assert not [rule for rule in rules if "=" in recurrence_words(rule)]
