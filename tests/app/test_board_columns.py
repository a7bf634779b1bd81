"""The order of cards and the places of columns as pure rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.widgets.board.columns import GAP, LEAST, BoardColumn, Cards, Place, fitting, spread


@given(st.integers(0, 300), st.integers(0, 12))
def test_columns_share_the_width_equally(width: int, count: int) -> None:
    spans = spread(width, fitting(width, count))
    assert all(span.x + span.width + GAP <= max(width, 1) for span in spans)
    assert not spans or max(span.width for span in spans) - min(span.width for span in spans) <= 1
    assert len(spans) <= 1 or min(span.width for span in spans) >= LEAST


SHAPES = st.lists(st.integers(0, 6), min_size=1, max_size=5)
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 7), st.integers(0, 4), st.integers(0, 9)), max_size=8
)


@given(SHAPES, STEPS)
def test_moves_lose_no_card_and_restore_takes_all_back(
    shape: list[int], steps: list[tuple[int, int, int, int]]
) -> None:
    columns = [
        BoardColumn(str(number), "", "", range(number * 10, number * 10 + size))
        for number, size in enumerate(shape)
    ]
    cards = Cards(columns)
    everything = sorted(card for column in columns for card in column.ids)
    for from_column, from_position, to_column, to_position in steps:
        source = Place(from_column % len(shape), from_position)
        card = cards.at(source)
        if card is None:
            continue
        arrived = cards.move(source, Place(to_column % len(shape), to_position))
        assert cards.at(arrived) == card
        assert cards.find(card, arrived.column) == arrived
        assert sorted(c for number in range(len(shape)) for c in cards.ids(number)) == everything
    cards.restore()
    assert [list(cards.ids(number)) for number in range(len(shape))] == [
        list(column.ids) for column in columns
    ]
