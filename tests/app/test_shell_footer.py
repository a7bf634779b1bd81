"""What the footer leaves out."""

from __future__ import annotations

from textual.widget import Widget

from kapta_tui.commands import COMMANDS, show_key
from kapta_tui.shell.dispatch import Live
from kapta_tui.shell.footing import footer_items


def test_a_key_taken_by_a_nearer_pane_stands_in_the_footer_once() -> None:
    live = [Live(COMMANDS[name], Widget(), "", None, None) for name in ("lane.new", "list.new")]
    items = footer_items(live, {"lane.new": "n", "list.new": "n"}, None)
    assert [item.command for item in items] == ["lane.new"]


def test_a_second_key_is_shown_where_a_nearer_pane_has_the_first() -> None:
    live = [Live(COMMANDS[name], Widget(), "", None, None) for name in ("list.new", "global.help")]
    items = footer_items(live, {"list.new": "n", "global.help": "n,f1"}, None)
    assert [item.key for item in items] == ["n", show_key("f1")]
