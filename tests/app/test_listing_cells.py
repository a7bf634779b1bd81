"""Cells are measured as a terminal measures them, and columns share a width exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.widgets.cells import FILL, HOLD, TOKENS, CellPart, Run, fit, joined, plain, safe, width_of
from kapta_tui.widgets.listing.columns import EXTRA, GAP, GUTTER, Column, arrange

PARTS = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.tuples(
            st.text(alphabet="a漢👍\u0301\u200d\ufe0f🏽é [/]\x1b\u202e", max_size=20), st.sampled_from(TOKENS)
        ),
        st.just(FILL),
    ),
    max_size=5,
)


@given(PARTS, st.integers(0, 60), st.sampled_from(["left", "right"]))
def test_a_cell_fills_its_width_exactly(parts: list[CellPart], width: int, align: str) -> None:
    runs = fit(parts, width, "right" if align == "right" else "left")
    assert width_of(runs) == width
    assert all("\x1b" not in text and "\n" not in text for text, _ in runs)


@given(st.text(max_size=80), st.integers(1, 40))
def test_text_that_fits_is_not_cut_and_other_text_ends_in_an_ellipsis(text: str, width: int) -> None:
    cell = "".join(part for part, _ in fit([text], width))
    if cell_len(safe(text)) <= width:
        assert cell.startswith(safe(text))
    else:
        assert "…" in cell


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Acme Corp", 6, "Acme… "),
        ("東京電力", 5, "東京…"),
        ("東京電力", 4, "東… "),
        ("e\u0301clair", 3, "e\u0301c…"),
        ("👩‍👩‍👧 family", 9, "👩 family"),
        ("🇩🇪 Süd", 6, "DE Süd"),
        ("[/oops]", 7, "[/oops]"),
        ("a\x1b[31mb\r\nc", 5, "ab c "),
        ("x", 0, ""),
    ],
)
def test_cuts_by_cells(text: str, width: int, shown: str) -> None:
    assert "".join(part for part, _ in fit([text], width)) == shown


def test_money_stands_right_and_a_fill_pushes_to_the_edge() -> None:
    assert "".join(text for text, _ in fit(["$7"], 5, "right")) == "   $7"
    assert "".join(text for text, _ in fit(["Betasoloin", FILL, "P1"], 9)) == "Betas… P1"
    assert plain([("├ ", "muted"), "Acme"]) == "├ Acme"


COLUMNS = st.lists(
    st.builds(
        Column[int],
        key=st.just("k"),
        title=st.just("T"),
        cell=st.just(str),
        width=st.none() | st.integers(1, 20),
        minimum=st.integers(1, 20),
        maximum=st.none() | st.integers(1, 40),
        flex=st.integers(0, 4),
        priority=st.integers(0, 5),
        wish=st.integers(0, 30),
    ),
    max_size=9,
)


@given(COLUMNS, st.integers(0, 250))
def test_columns_never_reach_beyond_the_width(columns: list[Column[int]], width: int) -> None:
    slots = arrange(columns, width)
    assert len(slots) >= min(1, len(columns))
    for before, after in pairwise(slots):
        assert after.x == before.x + before.width + GAP
    assert all(slot.x + slot.width <= max(width, GUTTER) for slot in slots)


@given(COLUMNS, st.integers(0, 250))
def test_the_first_column_stays_and_a_vanished_one_is_never_more_important(
    columns: list[Column[int]], width: int
) -> None:
    shown = [slot.column for slot in arrange(columns, width)]
    assert shown[:1] == columns[:1]
    gone = list(columns)
    for column in shown:
        gone.remove(column)
    least = min((column.priority for column in shown[1:]), default=None)
    assert least is None or all(column.priority <= least for column in gone)


@given(COLUMNS, st.integers(0, 250))
def test_an_extra_column_cuts_no_other_one_short(columns: list[Column[int]], width: int) -> None:
    shown = [slot.column for slot in arrange(columns, width)]
    if any(column.priority <= EXTRA for column in shown[1:]):
        assert GUTTER + sum(column.comfort for column in shown) + GAP * (len(shown) - 1) <= width


def test_columns_have_what_they_wish_for_before_one_has_more() -> None:
    columns = [
        Column[int]("name", "Name", str, minimum=10, flex=9),
        Column[int]("owner", "Owner", str, minimum=6, wish=14),
    ]
    widths = [slot.width for slot in arrange(columns, GUTTER + GAP + 10 + 14 + 5)]
    assert widths[1] >= 14
    assert sum(widths) == 29


@given(COLUMNS, st.integers(60, 250))
def test_the_width_is_used_up_when_a_column_may_grow(columns: list[Column[int]], width: int) -> None:
    slots = arrange(columns, width)
    if any(slot.column.width is None and slot.column.maximum is None and slot.column.flex for slot in slots):
        assert slots[-1].x + slots[-1].width == width


RUNS = st.lists(
    st.tuples(st.text(alphabet=" a·漢🇩", max_size=4), st.sampled_from([None, "muted", "bad"])), max_size=8
)


@given(RUNS)
def test_joined_runs_say_the_same_in_the_same_styles(runs: list[Run]) -> None:
    def glyphs(some: list[Run]) -> list[tuple[str, str | None]]:
        return [(glyph, None if glyph == " " else token) for text, token in some for glyph in text]

    found = joined(runs)
    assert glyphs(found) == glyphs(runs)
    assert all(text for text, _ in found)
    assert width_of(found) == width_of(runs)


def test_a_row_of_like_cells_is_one_run() -> None:
    cells = [*fit([("·", "muted")], 7, "right"), ("  ", None), *fit([("·", "muted")], 12)]
    assert joined(cells) == [("      ·  ·           ", "muted")]


def test_what_is_held_stays_behind_a_name_that_is_cut() -> None:
    def shown(name: str, width: int) -> str:
        return "".join(text for text, _ in fit([("└ ", "muted"), name, HOLD, (" ⚑", "bad")], width))

    assert shown("Acme", 12) == "└ Acme ⚑    "
    assert shown("Havrelund Terminals", 12) == "└ Havrelu… ⚑"
    assert shown("漢" * 20, 12) == "└ 漢漢漢… ⚑ "
    assert shown("Acme", 2) == " ⚑"
    assert shown("Acme", 0) == ""
