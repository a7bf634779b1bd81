"""What the footer leaves out."""

from __future__ import annotations

from pathlib import Path

from textual.widget import Widget

from kapta_tui.commands import COMMANDS, show_key
from kapta_tui.shell.dispatch import Live
from kapta_tui.shell.footing import footer_items
from kapta_tui.widgets.footer import FooterLine
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop


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
