"""The keys of a board (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import KeyCommand

BOARD_COMMANDS: Final = (
    KeyCommand(
        "board.left", "h,left", "Left", "Move to the column before; carry the card there in move mode"
    ),
    KeyCommand(
        "board.right", "l,right", "Right", "Move to the next column; carry the card there in move mode"
    ),
    KeyCommand("board.down", "j,down", "Down", "Move to the next card; carry the card down in move mode"),
    KeyCommand("board.up", "k,up", "Up", "Move to the card before; carry the card up in move mode"),
    KeyCommand("board.top", "g,home", "Top", "Move to the first card of the column"),
    KeyCommand("board.bottom", "G,end", "Bottom", "Move to the last card of the column"),
    KeyCommand("board.half-down", "ctrl+d,pagedown", "Page down", "Move down half a page"),
    KeyCommand("board.half-up", "ctrl+u,pageup", "Page up", "Move up half a page"),
    KeyCommand("board.open", "enter", "Open", "Open the card; put it down in move mode"),
    KeyCommand("board.mark", "space", "Mark", "Mark the card or take its mark away, then move down"),
    KeyCommand("board.move-left", "H", "Move left", "Move the card to the column before"),
    KeyCommand("board.move-right", "L", "Move right", "Move the card to the next column"),
    KeyCommand("board.move-down", "J", "Move down", "Move the card one place down"),
    KeyCommand("board.move-up", "K", "Move up", "Move the card one place up"),
    KeyCommand(
        "board.carry", "m", "Move", "Take the card up: arrows carry it, enter puts it down, esc puts it back"
    ),
    KeyCommand("board.regroup", "b", "Regroup", "Choose what the columns stand for"),
    KeyCommand(
        "board.back", "escape", "Put back", "Put the card back where it was, else take all marks away"
    ),
)
