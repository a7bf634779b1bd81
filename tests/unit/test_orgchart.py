"""Who reports to whom, drawn as a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.orgchart import DEEPEST, org_chart


def test_a_tree_is_drawn_with_branches_below_the_superior() -> None:
    lines = org_chart({1: None, 2: 1, 3: 1, 4: 2, 5: None})
    assert [(line.glyphs, line.id) for line in lines] == [
        ("", 1),
        ("├ ", 2),
        ("│ └ ", 4),
        ("└ ", 3),
        ("", 5),
    ]


def test_a_superior_who_is_not_there_leaves_the_contact_at_the_top() -> None:
    assert [(line.glyphs, line.id) for line in org_chart({7: 99})] == [("", 7)]


def test_a_circle_is_opened_at_its_first_contact_and_says_so() -> None:
    lines = org_chart({1: 3, 2: 1, 3: 2, 4: 2})
    assert [(line.id, line.in_circle) for line in lines] == [(1, True), (2, False), (3, False), (4, False)]


def test_whoever_reports_into_a_circle_stands_below_it() -> None:
    lines = org_chart({1: 2, 2: 3, 3: 2})
    assert [(line.glyphs, line.id) for line in lines] == [("", 2), ("├ ", 1), ("└ ", 3)]


def test_a_chain_of_thousands_is_drawn_without_running_out_of_room() -> None:
    lines = org_chart({number: number - 1 if number else None for number in range(5000)})
    assert [line.id for line in lines] == list(range(5000))
    assert max(len(line.glyphs) for line in lines) <= 2 * DEEPEST + 2
    assert lines[-1].glyphs.startswith("… ")


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=12))
def test_every_contact_stands_in_the_chart_once(above: list[int | None]) -> None:
    lines = org_chart(dict(enumerate(above)))
    assert sorted(line.id for line in lines) == list(range(len(above)))
