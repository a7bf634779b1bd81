"""Items of quadrants in lines: nothing wider than its place, nothing lost while lines are left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.widgets.cells import fit
from kapta_tui.widgets.quadrants.layout import MOST, Item, Quadrant, Spot, lines, wrapped


def _read(item: Item, width: int, most: int) -> list[str]:
    return ["".join(text for text, _ in fit(line, width)) for line in wrapped(item, width, most)]


def test_words_go_on_in_the_next_line_and_the_sign_stands_behind_the_last() -> None:
    item = Item(1, "Their architect is being courted", sign=((" ◷ stale", "warn"),))
    assert _read(item, 20, 3) == ["Their architect is  ", "being courted       ", "             ◷ stale"]
    assert _read(item, 24, 3) == ["Their architect is being", "courted          ◷ stale"]
    assert _read(item, 20, 1) == ["Their arch…  ◷ stale"]


@given(st.text(max_size=200), st.integers(8, 80), st.integers(1, MOST))
def test_every_line_has_the_width_of_its_place(text: str, width: int, most: int) -> None:
    drawn = _read(Item(1, text), width, most)
    assert 1 <= len(drawn) <= most
    assert {cell_len(line) for line in drawn} == {width}


def test_each_line_of_an_item_is_a_place_of_the_cursor() -> None:
    quadrant = Quadrant("s", "Strengths", (Item(1, "one"), Item(2, "two")))
    found = lines([quadrant], 1, lambda item: item.id)
    spots = [piece.spot for line in found for piece in line if piece is not None]
    assert spots == [None, Spot(0, 0), Spot(0, 1), Spot(0, 1)]
