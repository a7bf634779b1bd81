"""The keys of the swim lanes (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import KeyCommand

LANE_COMMANDS: Final = (
    KeyCommand("lane.down", "j,down", "Down", "Move to the next bar"),
    KeyCommand("lane.up", "k,up", "Up", "Move to the bar before"),
    KeyCommand("lane.top", "g,home", "Top", "Move to the first bar"),
    KeyCommand("lane.bottom", "G,end", "Bottom", "Move to the last bar"),
    KeyCommand("lane.page-down", "ctrl+d,pagedown", "Page down", "Move down half a page"),
    KeyCommand("lane.page-up", "ctrl+u,pageup", "Page up", "Move up half a page"),
    KeyCommand("lane.open", "enter", "Open", "Open the bar; while one is moved, put it down"),
    KeyCommand("lane.left", "h", "Earlier", "Scroll towards the past"),
    KeyCommand("lane.right", "l", "Later", "Scroll towards the future"),
    KeyCommand("lane.week-on", "w", "Week on", "Scroll on by a week, by a month or quarter where zoomed out"),
    KeyCommand(
        "lane.week-back", "b", "Week back", "Scroll back by a week, by a month or quarter where zoomed out"
    ),
    KeyCommand("lane.zoom-in", "+,=", "Closer", "Zoom towards days"),
    KeyCommand("lane.zoom-out", "-", "Wider", "Zoom towards years"),
    KeyCommand("lane.today", "T", "Today", "Scroll to today"),
    KeyCommand("lane.reveal", ".", "Show bar", "Scroll to the bar under the cursor"),
    KeyCommand("lane.move-earlier", "H", "Move earlier", "Move the bar towards the past"),
    KeyCommand("lane.move-later", "L", "Move later", "Move the bar towards the future"),
    KeyCommand("lane.end-earlier", "<", "End earlier", "Move the end of the bar towards the past"),
    KeyCommand("lane.end-later", ">", "End later", "Move the end of the bar towards the future"),
    KeyCommand("lane.back", "escape", "Put back", "Put the bar back where it was"),
    KeyCommand("lane.fold", "space", "Fold", "Fold or unfold what is below"),
    KeyCommand("lane.collapse", "left", "Fold", "Fold what is below, else move to the parent"),
    KeyCommand("lane.expand", "right", "Unfold", "Unfold what is below, else move into it"),
    KeyCommand(
        "lane.pack", "p", "Pack", "Let actions that do not overlap share a lane, or give each its own"
    ),
)
