"""What a grid tells its owner."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class GridMessage(Message, bubble=True, namespace="grid"):
    """Anything a grid says; `grid` is the sender."""

    grid: Widget

    @property
    def control(self) -> Widget:
        """The sender."""
        return self.grid


@dataclass
class Need(GridMessage, namespace="grid"):
    """Rows `ids` are about to be shown; answer with `RecordGrid.supply`."""

    ids: tuple[int, ...]


@dataclass
class Highlighted(GridMessage, namespace="grid"):
    """The cursor stands on another cell, or on one whose row has come."""


@dataclass
class Opened(GridMessage, namespace="grid"):
    """Enter, or a double click on a row's name."""

    id: int


@dataclass
class Toggled(GridMessage, namespace="grid"):
    """Space, or a double click on a cell: row `id`, column `column`."""

    id: int
    column: int
