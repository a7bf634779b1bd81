"""A board of cards in columns, drawn line by line."""

from __future__ import annotations

from kapta_tui.widgets.board.columns import BoardColumn
from kapta_tui.widgets.board.commands import BOARD_COMMANDS
from kapta_tui.widgets.board.widget import Board

__all__ = ["BOARD_COMMANDS", "Board", "BoardColumn"]
