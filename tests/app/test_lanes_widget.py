"""Swim lanes by key (interface.md 3, features row 91)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region

from kapta_tui.domain.lanes import Zoom, ruler
from kapta_tui.domain.lanes.bars import Piece
from kapta_tui.widgets.lanes import LANE_COMMANDS
from kapta_tui.widgets.lanes.chart import MEANINGS, TICK
from kapta_tui.widgets.lanes.chart import TODAY as TODAY_LINE
from kapta_tui.widgets.lanes.view import LEGENDS
from tests.app.lane_host import TODAY, LaneHost, action, day, plan
from tests.app.line_hosts import SIZES, lines
from tests.app.running import in_loop
from tests.app.shell_screens import until


def line_of(app: LaneHost, name: str) -> str:
    """Return the drawn line that begins with the name."""
    return next(line for line in lines(app.lanes) if name in line[:30])


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
@in_loop
async def test_states_differ_without_colour_at_every_size(size: tuple[int, int]) -> None:
    app = LaneHost(plan())
    async with app.run_test(size=size):
        assert "✓" in line_of(app, "Kick-off")
        assert "▆▆▆▆" in line_of(app, "Kick-off")
        assert "▄" in line_of(app, "Training")
        assert "╍┊ jane · 9 d late" in line_of(app, "Training")
        assert "┄┄┄" in line_of(app, "Acceptance")
        assert "start passed" in line_of(app, "Hand-over")
        assert "▂" in line_of(app, "Renewal")
        assert "┊today" in lines(app.lanes)[0]
        assert any("Customer's goals" in line for line in lines(app.lanes))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", Zoom)
@in_loop
async def test_every_line_fills_the_width_and_today_is_one_column(size: tuple[int, int], zoom: Zoom) -> None:
    app = LaneHost(plan())
    async with app.run_test(size=size) as pilot:
        await pilot.press("+", "+", "+", *["-"] * list(Zoom).index(zoom))
        assert app.lanes.zoom is zoom
        await pilot.press("T")
        drawn = lines(app.lanes)
        assert {cell_len(line) for line in drawn} == {app.lanes.scrollable_size.width}
        assert drawn[0].index("┊") == drawn[1].index("┊") == line_of(app, "Undated").index("┊")


@in_loop
async def test_names_are_text_whatever_they_hold() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)):
        assert "Live [/oops]" in "\n".join(lines(app.lanes))
        assert "\x1b" not in "\n".join(lines(app.lanes))


@in_loop
async def test_a_long_heading_goes_on_over_the_time_line() -> None:
    name = "Joint Water and Waste Water Association of the 日本 Auental"
    app = LaneHost([replace(plan()[0], section=name), *plan()[1:]])
    async with app.run_test(size=(80, 24)):
        assert any(line.startswith(f" {name} ") for line in lines(app.lanes))
        drawn = (app.lanes.render_line(y) for y in range(app.lanes.size.height))
        assert {strip.cell_length for strip in drawn} == {app.lanes.scrollable_size.width}


@in_loop
async def test_without_items_the_empty_state_is_shown_and_no_key_fails() -> None:
    app = LaneHost([])
    async with app.run_test() as pilot:
        await pilot.press(*(command.keys.split(",")[0] for command in LANE_COMMANDS))
        assert any("No plan yet. Press n [/oops]." in line for line in lines(app.lanes))
        assert (app.moves, app.opened) == ([], [])


@in_loop
async def test_the_cursor_moves_over_bars_and_skips_headings() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("j", "k", "G", "g", "down", "enter")
        assert app.highlighted == [
            ("goal", 1),
            ("action", 1),
            ("goal", 1),
            ("goal", 2),
            ("goal", 1),
            ("action", 1),
        ]
        assert app.opened == [("action", 1)]
        assert line_of(app, "Kick-off").startswith("›")


@in_loop
async def test_folding_by_key_keeps_the_cursor_on_the_parent() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("j", "space")
        assert app.lanes.folded == {("goal", 1)}
        assert "Kick-off" not in "\n".join(lines(app.lanes))
        assert app.highlighted[-1] == ("goal", 1)
        await pilot.press("right")
        assert app.lanes.folded == frozenset()
        await pilot.press("right", "j", "left")
        assert app.highlighted[-1] == ("goal", 1)
        await pilot.press("left")
        assert app.lanes.folded == {("goal", 1)}


@in_loop
async def test_time_scrolls_by_key_and_comes_back_to_today() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        first = app.lanes.first_day
        await pilot.press("l")
        assert app.lanes.first_day > first
        await pilot.press("h", "w")
        assert (app.lanes.first_day - first).days == 8
        await pilot.press("b", "b")
        assert app.lanes.first_day < first
        await pilot.press("T")
        assert app.lanes.first_day == first


@in_loop
async def test_scrolling_never_loses_the_plan() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press(*["w"] * 15)
        assert day(30) < app.lanes.first_day <= day(34)
        assert "‹" in line_of(app, "Kick-off")


@in_loop
async def test_zooming_keeps_today_in_its_column() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        column = lines(app.lanes)[1].index("┊")
        for key in ("-", "-", "+", "+", "+"):
            await pilot.press(key)
            assert lines(app.lanes)[1].index("┊") == column


@in_loop
async def test_a_bar_out_of_view_is_pointed_at_and_brought_in_by_key() -> None:
    app = LaneHost([*plan(), action(9, "Far away", 400, 430, goal=2)])
    async with app.run_test() as pilot:
        assert line_of(app, "Far away").endswith("›")
        await pilot.press("G", "full_stop")
        assert "┄┄" in line_of(app, "Far away")


@in_loop
async def test_several_keys_are_one_move_put_down_by_enter() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G", "L", "L", ">")
        assert app.moves == []
        await pilot.press("enter")
        assert app.moves == [("goal", 2, day(4), day(41))]
        assert app.opened == []


@in_loop
async def test_a_move_is_put_down_by_leaving_the_bar_or_by_a_pause() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G", "H", "k")
        assert app.moves == [("goal", 2, day(-17), day(13))]
        await pilot.press("j", "H")
        await until(pilot, lambda: len(app.moves) == 2)
        assert app.moves[1] == ("goal", 2, day(-24), day(6))


@in_loop
async def test_escape_puts_the_bar_back() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G")
        before = lines(app.lanes)
        await pilot.press("L")
        assert lines(app.lanes) != before
        await pilot.press("escape", "enter")
        assert lines(app.lanes) == before
        assert (app.moves, app.opened) == ([], [("goal", 2)])


@in_loop
async def test_a_move_there_and_back_is_no_move() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G", "L", "H", "enter")
        assert app.moves == []


@in_loop
async def test_the_end_stops_at_the_start() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G", *["<"] * 9, "enter")
        assert app.moves == [("goal", 2, day(-10), day(-10))]


@in_loop
async def test_a_refused_move_is_taken_back_and_an_accepted_one_stays() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G")
        before = lines(app.lanes)
        await pilot.press("L", "enter")
        app.lanes.cancel_moves()
        assert lines(app.lanes) == before
        await pilot.press("L", "enter")
        shown = lines(app.lanes)
        app.lanes.set_items([*plan()[:-1], replace(plan()[-1], start=day(-3), due=day(27))], TODAY)
        assert lines(app.lanes) == shown


@in_loop
async def test_what_has_no_dates_of_its_own_says_why_it_cannot_move() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("L", "G", "k", ">")
        assert app.refusals == [
            "It has no dates of its own: it spans what stands below it.",
            "There is no date to move yet.",
        ]
        assert app.moves == []


@in_loop
async def test_cursor_scroll_and_time_stay_over_a_refresh() -> None:
    many = [*plan(), *(action(100 + n, f"Step {n}", n, n + 9, goal=2) for n in range(60))]
    app = LaneHost(many)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+d", "ctrl+d", "ctrl+d", "k", "w")
        before = lines(app.lanes)
        assert {cell_len(line) for line in before} == {app.lanes.scrollable_size.width}
        app.lanes.set_items(many, TODAY)
        assert lines(app.lanes) == before
        app.lanes.set_items([action(99, "New first", 0, 3), *many], TODAY)
        await pilot.pause()
        assert next(line for line in lines(app.lanes) if line.startswith("›")) == next(
            line for line in before if line.startswith("›")
        )


@in_loop
async def test_packed_lanes_hold_several_bars_and_the_cursor_visits_each() -> None:
    steps = [action(10 + n, f"Step {n}", 60 * n, 60 * n + 5, goal=2) for n in range(3)]
    app = LaneHost([plan()[-1], *steps])
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.lanes.virtual_size.height
        await pilot.press("p")
        assert app.lanes.is_packed
        assert app.lanes.virtual_size.height == rows - 2
        await pilot.press("j", "j", "j")
        assert app.highlighted[-3:] == [("action", 10), ("action", 11), ("action", 12)]
        assert "Step 2 +2" in line_of(app, "Step 2")


@in_loop
async def test_every_command_has_a_key_an_action_and_words() -> None:
    app = LaneHost(plan())
    async with app.run_test():
        for command in LANE_COMMANDS:
            assert command.label
            assert command.tooltip
            assert callable(getattr(app.lanes, f"action_{command.action}"))
        keys = [key for command in LANE_COMMANDS for key in command.keys.split(",")]
        assert len(keys) == len(set(keys))


def test_every_piece_of_a_bar_has_a_glyph_of_its_own_and_a_meaning() -> None:
    assert len({piece.value for piece in Piece}) == len(Piece)
    assert set(Piece) == set(MEANINGS)
    for piece, meaning in MEANINGS.items():
        assert all(f"{piece.value} {words}" in legend for words, legend in zip(meaning, LEGENDS, strict=True))


@in_loop
async def test_a_glyph_of_the_legend_looks_as_it_does_in_a_bar() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        drawn = {
            segment.text[0]: segment.style
            for y in range(app.lanes.size.height)
            for segment in app.lanes.render_line(y)
            if segment.text
            and segment.text[0] in {piece.value for piece in Piece}
            and segment.style is not None
            and segment.style.bgcolor == app.lanes.look().bgcolor
        }
        border = Region(0, app.lanes.outer_size.height - 1, app.lanes.outer_size.width, 1)
        legend = [part for strip in app.lanes.render_lines(border) for part in strip if part.text in drawn]
        assert {"▆", "▄", "▂", "╍"} <= {segment.text for segment in legend}
        for segment in legend:
            assert segment.style is not None
            assert segment.style.color == drawn[segment.text].color, segment.text


@in_loop
async def test_the_legend_stands_in_the_border_short_where_it_is_narrow() -> None:
    for width, legend in ((160, LEGENDS[0]), (80, LEGENDS[1])):
        app = LaneHost(plan())
        async with app.run_test(size=(width, 30)) as pilot:
            assert Content.from_markup(app.lanes.border_subtitle or "").plain.startswith(legend)
            await pilot.press("p")
            shown = Content.from_markup(app.lanes.border_subtitle or "").plain
            assert shown.startswith(legend)
            assert "packed" in shown
            # A title that is too long would be cut by the border.
            assert cell_len(shown) <= width - 6


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
@pytest.mark.parametrize("zoom", Zoom)
@in_loop
async def test_the_ruler_marks_every_unit_at_every_zoom(size: tuple[int, int], zoom: Zoom) -> None:
    app = LaneHost(plan())
    async with app.run_test(size=size) as pilot:
        await pilot.press("+", "+", "+", *["-"] * list(Zoom).index(zoom), "T")
        window, start = app.lanes.window, app.lanes.label_width + 1
        drawn = lines(app.lanes)[1]
        for tick in ruler(zoom, window.first, window.width).minor:
            at = start + tick.cell - window.first
            if at < start:
                continue
            assert drawn[at] == (TODAY_LINE if tick.cell == window.now else TICK)
            label = drawn[at + 1 : at + tick.room].strip(f" {TODAY_LINE}")
            is_cut = tick.cell + tick.room > window.end or tick.cell <= window.now < tick.cell + tick.room
            assert is_cut or label == tick.label


class LateHost(LaneHost):
    """Lanes whose rows come before or after the lanes have any room."""

    def __init__(self, *, before: bool) -> None:
        steps = [action(number, f"Step {number}", number, number + 9) for number in range(10, 80)]
        super().__init__([plan()[0], *steps, plan()[-1]])
        self.lanes.display = False
        self.before = before

    def on_mount(self) -> None:
        if self.before:
            self.begin()

    def begin(self) -> None:
        """Give the rows and begin at one below the lower edge."""
        self.lanes.set_items(self.items, TODAY)
        self.lanes.begin([("goal", 1), ("goal", 2)], ("action", 60))


def has_room(app: LaneHost) -> bool:
    return app.lanes.size.height > 0


@in_loop
async def test_the_first_look_is_the_same_whether_rows_or_room_come_first() -> None:
    seen = []
    for before in (True, False):
        app = LateHost(before=before)
        async with app.run_test(size=(120, 24)) as pilot:
            lanes = app.lanes
            lanes.display = True
            await until(pilot, partial(has_room, app))
            await pilot.pause()
            if not before:
                app.begin()
                await pilot.pause()
            assert lanes.cursor_item is not None
            assert lanes.cursor_item.key == ("action", 60)
            assert lanes.folded == {("goal", 2)}
            seen.append((lanes.scroll_y, lanes.border_subtitle, lines(lanes)))
    assert seen[0] == seen[1]
    assert seen[0][0] > 0
