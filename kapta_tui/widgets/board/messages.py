"""What a board tells its owner."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class BoardMessage(Message, bubble=True, namespace="board"):
    """Anything a board says; `board` is the sender."""

    board: Widget

    @property
    def control(self) -> Widget:
        """The sender, so that `@on(Board.Opened, "#risks")` works."""
        return self.board


@dataclass
class Need(BoardMessage, namespace="board"):
    """Cards `ids` are about to be shown; answer with `Board.supply`."""

    ids: tuple[int, ...]


@dataclass
class Highlighted(BoardMessage, namespace="board"):
    """The cursor stands on another card, None in an empty column."""

    id: int | None


@dataclass
class Opened(BoardMessage, namespace="board"):
    """Enter or a double click on the card."""

    id: int


@dataclass
class MoveRequested(BoardMessage, namespace="board"):
    """The user wants card `id` at position `index` of column `to_column`, counted without the card itself.

    The board shows it there until the owner answers with `Board.set_columns` or `Board.cancel_move`.
    """

    id: int
    from_column: str
    to_column: str
    index: int


@dataclass
class RegroupRequested(BoardMessage, namespace="board"):
    """The user wants other columns."""
