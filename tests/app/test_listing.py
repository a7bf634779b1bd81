"""The list: cursor, window, marks, order, mouse."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown
from textual.geometry import Region

from kapta_tui.widgets.listing import LIST_COMMANDS, Column, Listing
from tests.app.line_hosts import SIZES, ListHost, Row, lines
from tests.app.running import in_loop
from tests.app.shell_screens import resize, until

NAUGHTY = [
    "Acme [/oops]",
    "東京電力ホールディングス",
    "x" * 200,
    "a\x1b[31mred",
    "שלום חברה",
    "👩‍👩‍👧 fam",
    "e\u0301",
    "",
]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_hundred_thousand_rows_are_asked_for_only_around_the_cursor(size: tuple[int, int]) -> None:
    app = ListHost(range(1, 100_001))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None)
        assert len(app.needs[0]) <= 200
        assert "Account 1 " in lines(app.listing)[1]
        await pilot.press("G")
        await until(pilot, lambda: app.listing.row(100_000) is not None)
        assert sum(map(len, app.needs)) <= 400
        assert "▸" in lines(app.listing)[-1]
        assert "100,000" in lines(app.listing)[-1]


@in_loop
async def test_a_held_key_asks_seldom() -> None:
    app = ListHost(range(1, 1001))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 150)
        assert app.listing.cursor == 150
        assert len(app.needs) <= 4


@in_loop
async def test_a_row_that_never_comes_is_asked_for_once() -> None:
    app = ListHost(range(50))
    app.answering = False
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j", "j")
        assert len(app.needs) == 1
        assert lines(app.listing)[2].strip() == ""


@in_loop
async def test_old_rows_are_shown_until_the_new_ones_come() -> None:
    app = ListHost(range(1, 30))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None)
        app.answering = False
        await until(pilot, lambda: app.listing._pause is None)
        app.listing.refresh_rows()
        await until(pilot, lambda: len(app.needs) == 2)
        assert "Account 1 " in lines(app.listing)[1]
        app.listing.supply({1: Row(1, "Renamed")})
        assert "Renamed" in lines(app.listing)[1]


@in_loop
async def test_keys_move_the_cursor() -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.listing.size.height - 1
        for key, expected in [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("up", 0),
            ("ctrl+d", page // 2),
            ("ctrl+u", 0),
            ("pagedown", page),
            ("pageup", 0),
            ("G", 99),
            ("j", 99),
            ("g", 0),
            ("end", 99),
            ("home", 0),
        ]:
            await pilot.press(key)
            assert app.listing.cursor == expected, key
        assert app.highlighted[0] == 1
        await pilot.press("enter")
        assert app.opened == [1]


@in_loop
async def test_a_keypress_repaints_only_the_two_rows_and_the_position(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None and app.listing._pause is None)
        painted: list[tuple[Region, ...]] = []
        refresh = app.listing.refresh

        def noting(
            *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
        ) -> Listing[Row]:
            painted.append(regions)
            return refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

        monkeypatch.setattr(app.listing, "refresh", noting)
        await pilot.press("j")
        assert all(regions and sum(region.height for region in regions) == 1 for regions in painted)
        assert {regions[0].y for regions in painted} == {1, 2, app.listing.size.height}


@in_loop
async def test_rows_that_come_back_above_the_cursor_are_in_sight() -> None:
    app = ListHost(range(2, 101))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.listing.set_ids(range(1, 101))
        await pilot.pause()
        assert (app.listing.cursor, app.listing.cursor_id, app.listing.scroll_offset.y) == (1, 2, 0)
        app.listing.set_ids(range(-99, 101))
        await pilot.pause()
        assert (app.listing.cursor, app.listing.cursor_id) == (101, 2)
        assert app.listing.cursor - app.listing.scroll_offset.y == 1


@in_loop
async def test_the_cursor_returns_to_the_row_that_left_from_under_it() -> None:
    everything = list(range(1, 201))
    app = ListHost(everything)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        app.listing.scroll_to(y=app.listing.cursor, animate=False, force=True)
        await pilot.pause()
        first = app.listing.cursor_id
        assert first is not None
        assert app.listing.cursor == app.listing.scroll_offset.y
        for gone in (first, first + 1):
            app.listing.set_ids([row_id for row_id in everything if row_id not in range(first, gone + 1)])
            await pilot.pause()
        assert app.listing.cursor_id == first + 2
        for back in (first + 1, first):
            app.listing.set_ids([row_id for row_id in everything if row_id not in range(first, back)])
            await pilot.pause()
            assert app.listing.cursor_id == back
            assert app.listing.cursor >= app.listing.scroll_offset.y


@in_loop
async def test_the_cursor_returns_from_a_filter_to_its_row_unless_another_was_chosen() -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        for _ in range(2):
            app.listing.set_ids(range(50, 101))
            app.listing.set_ids(range(60, 71))
            app.listing.set_ids(range(1, 101))
            await pilot.pause()
            assert app.listing.cursor_id == 3
        app.listing.set_ids(range(50, 101))
        await pilot.press("j")
        chosen = app.listing.cursor_id
        app.listing.set_ids(range(1, 101))
        await pilot.pause()
        assert app.listing.cursor_id == chosen


@in_loop
async def test_the_cursor_keeps_its_id_and_its_line_of_the_screen() -> None:
    app = ListHost(range(1, 201))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown", "k", "k", "k")
        row_id, line = app.listing.cursor_id, app.listing.cursor - app.listing.scroll_offset.y
        app.listing.set_ids(range(500, 0, -1))
        await pilot.pause()
        assert app.listing.cursor_id == row_id
        assert app.listing.cursor - app.listing.scroll_offset.y == line
        assert app.highlighted.count(row_id) == 1


@in_loop
async def test_the_cursor_takes_the_nearest_position_when_its_row_is_gone() -> None:
    app = ListHost(range(1, 11))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        app.listing.set_ids(range(1, 6))
        await pilot.pause()
        assert app.listing.cursor_id == 5
        app.listing.set_ids([])
        await pilot.pause()
        assert app.listing.cursor_id is None
        assert app.highlighted[-1] is None
        assert any("Press n [/oops]." in line for line in lines(app.listing))
        await pilot.press("j", "G", "space", "asterisk", "v", "y", "enter", "s")
        assert app.opened == []
        assert app.copied == []


@in_loop
async def test_marks_range_and_targets() -> None:
    app = ListHost(range(1, 21))
    async with app.run_test(size=(80, 24)) as pilot:
        assert [*app.listing.targets] == [1]
        await pilot.press("space", "j", "space")
        assert [*app.listing.marked] == [1, 3]
        assert lines(app.listing)[1].startswith("✓")
        assert "4 / 20 · 2 marked" in str(app.listing.border_subtitle)
        await pilot.press("v", "j", "j")
        assert [*app.listing.marked] == [1, 3, 4, 5, 6]
        await pilot.press("k", "v", "G", "y")
        assert app.copied == [(1, 3, 4, 5)]
        await pilot.press("asterisk")
        assert app.listing.targets == tuple(range(1, 21))
        app.listing.set_ids([3, 2])
        assert [*app.listing.marked] == [3, 2]
        await pilot.press("asterisk")
        assert [*app.listing.marked] == []


@in_loop
async def test_esc_ends_the_range_then_the_marks_then_goes_to_the_screen() -> None:
    app = ListHost(range(1, 21))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "v", "j", "escape")
        assert [*app.listing.marked] == [1]
        await pilot.press("escape")
        assert [*app.listing.marked] == []
        assert app.listing.check_action("list_unmark", ()) is False


@in_loop
async def test_a_title_is_cut_before_the_sign_of_its_order() -> None:
    app = ListHost(range(1, 21))
    async with app.run_test(size=(80, 24)) as pilot:
        narrow = Column[Row]("name", "A title that is long", lambda row: row.name, width=9)
        app.listing.set_columns((narrow,))
        for reverse, sign in ((False, "▴"), (True, "▾")):
            app.listing.set_sort("name", reverse)
            await pilot.pause()
            assert f"A titl… {sign}" in lines(app.listing)[0]


@in_loop
async def test_keys_and_headers_ask_for_an_order() -> None:
    app = ListHost(range(1, 21))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "S", "s", "s", "s")
        assert app.sorts == [
            ("name", False),
            ("name", True),
            ("owner", False),
            ("value", False),
            ("name", False),
        ]
        assert "Name ▴" in lines(app.listing)[0]
        app.sorts.clear()
        at = lines(app.listing)[0].index("Owner") + 1
        await pilot.click(Listing, offset=(at, 1))
        await pilot.click(Listing, offset=(at, 1))
        await pilot.click(Listing, offset=(lines(app.listing)[0].index("Note") + 1, 1))
        assert app.sorts == [("owner", False), ("owner", True)]
        assert "Owner ▾" in lines(app.listing)[0]


@in_loop
async def test_mouse_moves_opens_marks_and_scrolls() -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Listing, offset=(10, 5))
        assert app.listing.cursor_id == 4
        await pilot.click(Listing, offset=(10, 7), times=2)
        assert app.opened == [6]
        await pilot.click(Listing, offset=(1, 3))
        assert [*app.listing.marked] == [2]
        top = app.listing.scroll_offset.y
        await pilot._post_mouse_events([MouseScrollDown], Listing, (10, 5))
        assert app.listing.scroll_offset.y > top
        assert app.listing.cursor_id == 2


@in_loop
async def test_narrow_lists_drop_unimportant_columns_and_hidden_ones_come_back() -> None:
    app = ListHost(range(1, 11))
    async with app.run_test(size=(120, 24)) as pilot:
        assert [*app.listing.shown] == ["name", "owner", "value", "note"]
        app.listing.toggle_column("owner")
        app.listing.toggle_column("name")
        assert [*app.listing.shown] == ["name", "value", "note"]
        assert app.listing.hidden == {"owner"}
        app.listing.toggle_column("owner")
        await resize(pilot, 40, 24)
        assert [*app.listing.shown] == ["name", "value"]
        with pytest.raises(KeyError):
            app.listing.toggle_column("nothing")


@in_loop
async def test_a_smaller_terminal_keeps_the_cursor_in_view() -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*["j"] * 30)
        await resize(pilot, 80, 12)
        assert any("▸" in line for line in lines(app.listing))


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_names_are_data(size: tuple[int, int]) -> None:
    app = ListHost(range(len(NAUGHTY)), make=lambda row_id: Row(row_id, NAUGHTY[row_id]))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.listing.row(0) is not None)
        text = lines(app.listing)
        assert "Acme [/oops]" in text[1]
        assert "東京電力ホールディングス" in text[2]
        assert "xxx…" in text[3]
        assert "ared" in text[4]
        assert all("\x1b" not in line for line in text)
        assert {app.listing.render_line(y).cell_length for y in range(app.listing.size.height)} == {
            app.listing.scrollable_size.width
        }


@in_loop
async def test_a_theme_change_and_a_blur_are_drawn_anew() -> None:
    app = ListHost(range(1, 11))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None)
        dark = app.listing.render_line(1)
        app.theme = "textual-light"
        await pilot.pause()
        light = app.listing.render_line(1)
        assert list(dark) != list(light)
        app.listing.blur()
        await pilot.pause()
        assert list(app.listing.render_line(1)) != list(light)
        assert "▸" in app.listing.render_line(1).text


@in_loop
async def test_ctrl_c_is_left_alone_and_every_key_has_an_id_and_a_tooltip() -> None:
    keys = {key for command in LIST_COMMANDS for key in command.keys.split(",")}
    assert "ctrl+c" not in keys
    assert len({command.id for command in LIST_COMMANDS}) == len(LIST_COMMANDS)
    for command in LIST_COMMANDS:
        assert command.tooltip
        assert callable(getattr(Listing, f"action_{command.action}"))


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_scroll_bar_covers_no_money(size: tuple[int, int]) -> None:
    app = ListHost(range(1, 101))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None)
        bar = app.listing.vertical_scrollbar.region
        right = app.listing.content_region.x + app.listing.render_line(1).cell_length
        assert app.listing.show_vertical_scrollbar
        assert right <= bar.x


@in_loop
async def test_the_scroll_bar_repaints_for_half_a_line_and_reaches_both_ends() -> None:
    app = ListHost(range(1, 10_001))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.listing.row(1) is not None)
        bar = app.listing.vertical_scrollbar
        seen = []
        for _ in range(40):
            await pilot.press("pagedown")
            seen.append(bar.position)
        half = app.listing.virtual_size.height / app.listing.size.height / 2
        assert 1 < len(set(seen)) < len(seen) / 5
        assert 0 <= app.listing.scroll_y - seen[-1] < half
        await pilot.press("G")
        assert bar.position == app.listing.max_scroll_y
        await pilot.press("g")
        assert bar.position == 0
