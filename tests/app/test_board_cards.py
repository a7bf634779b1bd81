"""Cards of a board: how high they may be, what stands in their frame, which words a head has room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.widgets.board import BoardColumn
from kapta_tui.widgets.board.cards import FRAME, LINES, MARK, MOST_LINES, CardState, Face, framed, roomy
from tests.app.line_hosts import BoardHost, lines
from tests.app.running import in_loop
from tests.app.shell_screens import resize


@given(st.integers(0, 20), st.integers(0, 60))
def test_cards_are_higher_only_where_no_card_is_lost_by_it(cards: int, height: int) -> None:
    count = roomy(cards, height)
    assert LINES <= count <= MOST_LINES
    in_view = min(cards, height // (LINES + FRAME))
    assert in_view == 0 or height // (count + FRAME) >= in_view
    assert count == MOST_LINES or in_view == 0 or height // (count + 1 + FRAME) < in_view


@given(
    st.text(max_size=30),
    st.text(max_size=12),
    st.integers(LINES, MOST_LINES),
    st.integers(2, 40),
    st.sampled_from(CardState),
    st.booleans(),
)
def test_every_line_of_a_card_is_as_wide_as_its_column(
    name: str, badge: str, count: int, width: int, state: CardState, marked: bool
) -> None:
    from rich.cells import cell_len

    card = framed(Face([[name]], [badge] if badge else ()), count, max(width, 8), state, marked)
    assert len(card) == count + FRAME
    widths = {sum(cell_len(text) for runs, _ in line for text, _ in runs) for line in card}
    assert widths == {max(width, 8)}


def test_the_badge_stands_in_the_frame_so_that_the_name_has_its_whole_line() -> None:
    card = framed(Face([["Kestrel Ridge H"]], [("P1", "bad"), " ", "⚑"]), LINES, 19, CardState.PLAIN, True)
    top, first = ("".join(text for runs, _ in line for text, _ in runs) for line in card[:2])
    assert top == f"╭ {MARK} ─────── P1 ⚑ ─╮"
    assert first == "│ Kestrel Ridge H │"


def test_a_badge_without_room_is_left_out_and_the_frame_stays_whole() -> None:
    card = framed(Face([["x"]], ["P1 ⚑ and more"]), LINES, 10, CardState.PLAIN, False)
    assert "".join(text for runs, _ in card[0] for text, _ in runs) == "╭────────╮"


@in_loop
async def test_a_column_with_few_cards_has_higher_ones_than_a_full_one_beside_it() -> None:
    app = BoardHost({"few": [1, 2], "many": range(10, 30)})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.board.card_height(0) > app.board.card_height(1) == LINES + FRAME


@in_loop
async def test_a_card_carried_into_another_column_leaves_the_heights_as_they_are() -> None:
    app = BoardHost({"few": [1, 2], "more": [11, 12, 13]})
    async with app.run_test(size=(80, 24)) as pilot:
        before = [app.board.card_height(column) for column in (0, 1)]
        await pilot.press("m", "l")
        assert app.board.ids("more") == (1, 11, 12, 13)
        assert [app.board.card_height(column) for column in (0, 1)] == before


@in_loop
async def test_left_and_right_go_to_the_card_at_the_same_height_of_the_screen() -> None:
    app = BoardHost({"few": [1, 2], "more": [11, 12, 13, 14]})
    async with app.run_test(size=(80, 26)) as pilot:
        tall, low = (app.board.card_height(column) for column in (0, 1))
        assert tall > low
        await pilot.press("j", "l")
        assert app.board.cursor == (1, round(tall / low))


@in_loop
async def test_a_head_gives_up_its_sums_before_its_title_is_cut() -> None:
    app = BoardHost({})
    async with app.run_test(size=(80, 24)) as pilot:
        summaries = ("2 · €469k + $898k", ("2 · €469k +1", "2"))
        app.board.set_columns(
            [BoardColumn(str(key), "Critical", summaries[0], (), summaries[1]) for key in range(4)]
        )
        await pilot.pause()
        head = lines(app.board)[0]
        assert head.count("Critical") == 4
        assert "€" not in head
        await resize(pilot, 160, 24)
        assert lines(app.board)[0].count("2 · €469k + $898k") == 4
