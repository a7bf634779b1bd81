"""The board by keys: cursor, moves, move mode, window, paging."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.geometry import Region

from kapta_tui.widgets.board import BOARD_COMMANDS, Board
from tests.app.line_hosts import SIZES, BoardHost, Row, four, lines
from tests.app.running import in_loop
from tests.app.shell_screens import resize, until

NAUGHTY = ["Acme [/oops]", "東京電力ホールディングス", "x" * 200, "a\x1b[31mred", "שלום חברה"]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_heads_and_cards_are_drawn_in_columns(size: tuple[int, int]) -> None:
    app = BoardHost(four())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.board.row(1) is not None)
        text = lines(app.board)
        assert [text[0].index(word) for word in ("Critical", "High", "Medium", "Low")] == sorted(
            text[0].index(word) for word in ("Critical", "High", "Medium", "Low")
        )
        assert "4 · $1M" in text[0]
        assert text[1].startswith("━")
        assert text[2].startswith("┏")
        assert "Account 1 " in text[3]
        assert "–" in text[3]
        assert {app.board.render_line(y).cell_length for y in range(app.board.size.height)} == {
            app.board.size.width
        }


@in_loop
async def test_keys_move_between_cards_and_columns() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        for key, expected in [
            ("j", 2),
            ("l", 12),
            ("G", 14),
            ("j", 14),
            ("h", 3),
            ("h", 3),
            ("g", 1),
            ("k", 1),
            ("right", 11),
            ("right", None),
            ("j", None),
            ("right", 100),
            ("right", 100),
            ("G", 129),
            ("g", 100),
            ("ctrl+d", 103),
            ("ctrl+u", 100),
            ("down", 101),
            ("up", 100),
        ]:
            await pilot.press(key)
            assert app.board.cursor_id == expected, key
        await pilot.press("enter", "b")
        assert app.opened == [100]
        assert app.regroups == 1


@in_loop
async def test_ten_thousand_cards_are_asked_for_only_near_the_viewport() -> None:
    app = BoardHost({"a": range(10_000), "b": range(10_000, 20_000)})
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.board.row(0) is not None)
        assert sum(map(len, app.needs)) <= 200
        await pilot.press("G")
        await until(pilot, lambda: app.board.row(9_999) is not None)
        assert sum(map(len, app.needs)) <= 400
        assert "Account 9999" in "".join(lines(app.board))


@pytest.mark.parametrize(
    ("keys", "move", "shown"),
    [
        (["L"], (1, "critical", "high", 0), {"critical": (2, 3), "high": (1, 11, 12, 13, 14)}),
        (["l", "j", "H"], (12, "high", "critical", 1), {"critical": (1, 12, 2, 3), "high": (11, 13, 14)}),
        (["J"], (1, "critical", "critical", 1), {"critical": (2, 1, 3)}),
        (["G", "K"], (3, "critical", "critical", 1), {"critical": (1, 3, 2)}),
        (["m", "l", "l", "enter"], (1, "critical", "medium", 0), {"critical": (2, 3), "medium": (1,)}),
        (["m", "j", "right", "down", "enter"], (1, "critical", "high", 2), {"high": (11, 12, 1, 13, 14)}),
    ],
)
@in_loop
async def test_moves_are_asked_for_and_shown_until_answered(
    keys: list[str], move: tuple[int, str, str, int], shown: dict[str, tuple[int, ...]]
) -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        assert app.moves == [move]
        assert {key: app.board.ids(key) for key in shown} == shown
        assert app.board.cursor_id == move[0]
        app.board.cancel_move()
        assert {key: list(app.board.ids(key)) for key in four()} == four()
        assert app.board.cursor_id == move[0]


@pytest.mark.parametrize(
    "keys", [["k", "K"], ["H"], ["G", "J"], ["l", "l", "L"], ["m", "enter"], ["l", "l", "m", "b"]]
)
@in_loop
async def test_a_move_that_changes_nothing_asks_for_nothing(keys: list[str]) -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        assert app.moves == []


@in_loop
async def test_esc_in_move_mode_puts_the_card_back() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "m", "l", "j", "space", "b")
        assert app.board.carrying
        assert any("╔" in line for line in lines(app.board))
        assert "esc puts back" in str(app.board.border_subtitle)
        await pilot.press("escape")
        assert not app.board.carrying
        assert {key: list(app.board.ids(key)) for key in four()} == four()
        assert (app.board.cursor_id, app.moves, app.regroups, app.board.marked) == (2, [], 0, ())
        assert app.board.check_action("board_back", ()) is False


@in_loop
async def test_a_refresh_keeps_cursor_marks_and_the_card_in_hand() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space")
        assert app.board.marked == (1, 2)
        assert any("✓" in line for line in lines(app.board))
        app.give({"low": [2, 9], "high": [3, 1]})
        assert app.board.cursor_id == 3
        assert app.board.cursor.column == 1
        assert [*app.board.marked] == [2, 1]
        await pilot.press("m", "h")
        app.give({"low": [2, 9], "high": [7, 3]})
        assert app.board.carrying
        assert [app.board.ids("low"), app.board.ids("high")] == [(3, 2, 9), (7,)]
        await pilot.press("escape")
        assert app.board.ids("high") == (7, 3)
        await pilot.press("m")
        app.give({"low": [2, 9], "high": [7]})
        assert [app.board.carrying, app.board.cursor_id] == [False, 7]
        assert app.moves == []


@in_loop
async def test_more_columns_than_fit_are_paged() -> None:
    app = BoardHost({f"column {number}": [number] for number in range(9)})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines(app.board)[0].rstrip().endswith("›")
        assert "‹" not in lines(app.board)[0]
        await pilot.press(*["l"] * 6)
        head = lines(app.board)[0]
        assert head.startswith("‹")
        assert "Column 6" in head
        assert app.board.cursor_id == 6
        await pilot.click(Board, offset=(1, 1))
        assert "Column 2" in lines(app.board)[0]
        await resize(pilot, 200, 24)
        assert "‹" not in lines(app.board)[0]
        assert "›" not in lines(app.board)[0]


@in_loop
async def test_the_cursor_stays_in_view_when_the_terminal_shrinks() -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "l", "l", *["j"] * 6)
        await resize(pilot, 50, 14)
        assert app.board.cursor_id == 106
        assert any("┏" in line for line in lines(app.board))


@in_loop
async def test_an_empty_board_says_why() -> None:
    app = BoardHost({"high": [], "low": []})
    async with app.run_test(size=(80, 24)) as pilot:
        app.board.empty = Content("No risks [/oops].")
        await pilot.press("j", "l", "m", "L", "J", "space", "enter", "G", "g")
        text = lines(app.board)
        assert "High" in text[0]
        assert any("No risks [/oops]." in line for line in text)
        app.give({})
        await pilot.press("j", "l", "m", "L", "J", "space", "enter", "G", "g", "ctrl+d", "K")
        assert any("No risks [/oops]." in line for line in lines(app.board))
        assert (app.moves, app.opened) == ([], [])


@in_loop
async def test_names_on_cards_are_data() -> None:
    app = BoardHost({"a": range(len(NAUGHTY))}, make=lambda card: Row(card, NAUGHTY[card]))
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: app.board.row(0) is not None)
        text = lines(app.board)
        first = text[3 :: app.board.card_height(0)]
        assert "Acme [/oops]" in first[0]
        assert "東京電力" in first[1]
        assert "…" in first[2]
        assert "ared" in first[3]
        assert {app.board.render_line(y).cell_length for y in range(app.board.size.height)} == {
            app.board.size.width
        }


def test_every_key_has_an_id_a_tooltip_and_an_action() -> None:
    assert len({command.id for command in BOARD_COMMANDS}) == len(BOARD_COMMANDS)
    for command in BOARD_COMMANDS:
        assert command.tooltip
        assert callable(getattr(Board, f"action_{command.action}"))


@in_loop
async def test_a_keypress_repaints_two_cards_and_the_position(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardHost(four())
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.board.row(1) is not None and app.board._pause is None)
        painted: list[Region] = []
        refresh = app.board.refresh

        def noting(
            *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
        ) -> Board[Row]:
            painted.extend(regions or [app.board.size.region])
            return refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

        monkeypatch.setattr(app.board, "refresh", noting)
        await pilot.press("j")
        assert [region.height for region in painted] == [
            app.board.card_height(0),
            app.board.card_height(0),
            1,
        ]
        assert all(region.width <= 29 for region in painted[:2])
