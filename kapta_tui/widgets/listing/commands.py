"""The keys of a list (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import KeyCommand

LIST_COMMANDS: Final = (
    KeyCommand("list.down", "j,down", "Down", "Move to the next row"),
    KeyCommand("list.up", "k,up", "Up", "Move to the row before"),
    KeyCommand("list.top", "g,home", "Top", "Move to the first row"),
    KeyCommand("list.bottom", "G,end", "Bottom", "Move to the last row"),
    KeyCommand("list.half-down", "ctrl+d", "Half page down", "Move down half a page"),
    KeyCommand("list.half-up", "ctrl+u", "Half page up", "Move up half a page"),
    KeyCommand("list.page-down", "pagedown", "Page down", "Move down a page"),
    KeyCommand("list.page-up", "pageup", "Page up", "Move up a page"),
    KeyCommand("list.open", "enter", "Open", "Open the row under the cursor"),
    KeyCommand("list.mark", "space", "Mark", "Mark the row or take its mark away, then move down"),
    KeyCommand("list.mark-all", "*", "Mark all", "Mark all rows, or none when all are marked"),
    KeyCommand("list.range", "v", "Range", "Mark rows while moving; again to end"),
    KeyCommand("list.unmark", "escape", "Unmark", "End the range, then take all marks away"),
    KeyCommand("list.sort", "s", "Sort", "Sort by the next column"),
    KeyCommand("list.reverse", "S", "Reverse", "Turn the order around"),
    KeyCommand("list.copy", "y", "Copy", "Copy the marked rows, or the row under the cursor"),
)
