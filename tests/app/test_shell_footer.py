"""What the footer leaves out."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget

from kapta_tui.commands import COMMANDS, show_key
from kapta_tui.shell.dispatch import Live
from kapta_tui.shell.footing import footer_items
from kapta_tui.widgets.footer import FooterLine, choose
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled


def test_a_key_taken_by_a_nearer_pane_stands_in_the_footer_once() -> None:
    live = [Live(COMMANDS[name], Widget(), "", None, None) for name in ("lane.new", "list.new")]
    items = footer_items(live, {"lane.new": "n", "list.new": "n"}, None)
    assert [item.command for item in items] == ["lane.new"]


def test_a_second_key_is_shown_where_a_nearer_pane_has_the_first() -> None:
    live = [Live(COMMANDS[name], Widget(), "", None, None) for name in ("list.new", "global.help")]
    items = footer_items(live, {"list.new": "n", "global.help": "n,f1"}, None)
    assert [item.key for item in items] == ["n", show_key("f1")]


def test_a_refused_key_is_not_shown_and_frees_its_label_for_another() -> None:
    reasons = {"lane.new": "there is no plan", "list.new": None, "global.help": None}
    keys = {"lane.new": "n", "list.new": "a", "global.help": "?"}
    live = [Live(COMMANDS[name], Widget(), "", None, reason) for name, reason in reasons.items()]
    assert [item.command for item in footer_items(live, keys, None)] == ["list.new", "global.help"]


@in_loop
async def test_act_without_a_plan_shows_only_keys_that_work_there(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot, 6, "act")
        line = str(app.screen.query_one(FooterLine).render())
        assert "New" in line
        assert "Help" in line
        refused = [item for item in app.live_commands() if item.reason is not None and item.command.footer]
        assert refused, "some commands need a record"
        shown = {item.command for item in app.screen.query_one(FooterLine)._items}
        assert shown.isdisjoint(item.command.id for item in refused)


async def shown(pilot: Pilot[None]) -> list[str]:
    """Return the commands that the footer has room for."""
    await settled(pilot)
    line = pilot.app.screen.query_one(FooterLine)
    return [item.command for item in choose(line._items, line.size.width)]


@in_loop
async def test_the_page_of_an_account_says_how_to_turn_its_tabs_and_to_leave_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await page(pilot)
        assert {"screen.next-tab", "global.back", "global.help"} <= {*await shown(pilot)}


@in_loop
async def test_both_views_of_the_plans_say_how_to_undo_and_the_lanes_how_to_move_a_bar(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4")
        assert "global.undo" in await shown(pilot)
        await press(pilot, "V", "space", "j")
        assert {"lane.move-earlier", "lane.move-later", "global.undo"} <= {*await shown(pilot)}


@in_loop
async def test_the_filter_says_how_to_keep_and_to_clear_it_and_does_so(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "slash", "a")
        assert await shown(pilot) == [
            "filter.keep",
            "filter.clear",
            "filter.name",
            "global.help",
        ]
        await pilot.click(FooterLine, offset=(3, 0))
        await settled(pilot)
        assert screen.filter_text == "a"
        assert not screen.query("FilterBar")
        await press(pilot, "slash", "escape")
        assert screen.filter_text == ""
