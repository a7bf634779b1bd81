"""Goals typed as an indented outline (features: row 74)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain import outline, outlinewords
from kapta_tui.domain.errors import RuleError, UsageError


def read(text: str) -> list[tuple[int, str]]:
    return [(line.depth, line.text) for line in outline.parse(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Goal", [(0, "Goal")]),
        ("  Goal\n    Action\n  Other", [(0, "Goal"), (1, "Action"), (0, "Other")]),
        (
            "- Goal\n\n\t* Action\n\t\t1. Task\n- Other",
            [(0, "Goal"), (1, "Action"), (2, "Task"), (0, "Other")],
        ),
        ("A\n b\n   c\n b2\n      c2", [(0, "A"), (1, "b"), (2, "c"), (1, "b2"), (2, "c2")]),
        ("30-day check\r\n  -5 %  now", [(0, "30-day check"), (1, "-5 % now")]),
    ],
)
def test_indented_lines_belong_to_the_line_above(text: str, lines: list[tuple[int, str]]) -> None:
    assert read(text) == lines


def test_line_numbers_count_from_one_and_empty_lines() -> None:
    assert [line.number for line in outline.parse("\nA\n\n b")] == [2, 4]


@pytest.mark.parametrize("text", ["", "\n  \n", "-  ", "A\n    b\n  c", "  A\nb"])
def test_an_empty_or_ragged_outline_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        outline.parse(text)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 8))
def test_what_is_written_level_by_level_is_read_so(steps: list[int], width: int) -> None:
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    text = "\n".join(f"{' ' * width * depth}word {number}" for number, depth in enumerate(depths))
    assert [line.depth for line in outline.parse(text)] == depths


TODAY = date(2026, 11, 21)
NAMES = st.text("ab 0é:'[/]@", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


def values(text: str, levels: int = 3) -> list[tuple[str, dict[str, object]]]:
    return [(entry.name, dict(entry.values)) for entry in outline.read(text, levels, "Goals", TODAY)]


def test_the_end_of_a_line_says_due_date_start_and_owner() -> None:
    text = """Kick-off due:2026-12-24 Start:+7d owner:root
  Step owner:"Ana Ruiz"
    Ask due:2026-12-01
      Call owner:O'Brien due:'+1 w'"""
    assert values(text) == [
        ("Kick-off", {"due": date(2026, 12, 24), "start": date(2026, 11, 28), "owner": "root"}),
        ("Step", {"owner": "Ana Ruiz"}),
        ("Ask", {"due": date(2026, 12, 1)}),
        ("Call", {"assignee": "O'Brien", "due": date(2026, 11, 28)}),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('"due:soon" letter', "due:soon letter"),
        ('Agree on "due:soon"', "Agree on due:soon"),
        ('"Agree on due:soon"', "Agree on due:soon"),
        ('Say "hello" due:', 'Say "hello" due:'),
        ("owner:root asks", "owner:root asks"),
        ("See owner://x and overdue:+7d", "See owner://x and overdue:+7d"),
    ],
)
def test_quotes_and_places_before_the_end_keep_words_literal(line: str, name: str) -> None:
    assert values(line) == [(name, {})]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("Goal\n  Step due:soon", UsageError, "Line 2, 'due:soon': 'soon' is no date"),
        ("Goal due:1d due:2d", UsageError, "Line 1 says 'due:' twice"),
        (
            "Goal\n\n  Step start:+7d due:+1d",
            RuleError,
            "Line 3: The due date 2026-11-22 is before the start",
        ),
        ("Goal\n  a\n    b\n      c start:today", UsageError, "Line 4 is a task, which has no start"),
        ("due:2026-12-24", UsageError, "Line 1 of the outline, 'due:2026-12-24', has no name"),
    ],
)
def test_what_a_line_says_wrongly_is_refused_with_its_number(
    text: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as refused:
        values(text)
    assert str(refused.value).startswith(words)


@given(
    name=NAMES, day=st.integers(0, 400), owner=st.none() | st.sampled_from(("root", "Ana Ruiz", "O'Brien"))
)
def test_words_behind_any_name_are_read_and_leave_it_as_it_is(name: str, day: int, owner: str | None) -> None:
    due = TODAY + timedelta(day)
    said = "" if owner is None else f' owner:"{owner}"'
    assert outlinewords.split(f"{name} due:{due}{said}")[0] == outlinewords.split(name)[0] == name
    wanted = {"due": due} if owner is None else {"due": due, "owner": owner}
    assert outlinewords.values("goals", outlinewords.split(f"x due:{due}{said}")[1], 1, TODAY) == wanted


@given(name=NAMES, word=st.sampled_from(outlinewords.WORDS), text=st.text("ab1-+", min_size=1))
def test_a_quoted_word_is_part_of_the_name(name: str, word: str, text: str) -> None:
    assert outlinewords.split(f'{name} "{word}:{text}"') == (f"{name} {word}:{text}", ())


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 8))
def test_a_line_is_indented_only_where_the_outline_can_be_read(steps: list[int], width: int) -> None:
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    lines = [f"{' ' * width * depth}word" for depth in depths]
    places = outline.stops(lines)
    assert [outline.moved(place, places, 1) for place in places] == [*places[1:], places[-1]]
    assert [outline.moved(place, places, -1) for place in places] == [places[0], *places[:-1]]
    for depth, place in enumerate(places):
        assert outline.parse("\n".join([*lines, f"{' ' * place}last"]))[-1].depth == depth


def test_the_first_line_stands_at_the_margin_and_tabs_count_as_four() -> None:
    assert outline.stops([]) == (0,)
    assert outline.stops(["Goal", "\tStep", ""]) == (0, 4, 6)
