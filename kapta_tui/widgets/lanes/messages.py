"""What swim lanes tell their owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.message import Message
from textual.widget import Widget


@dataclass
class LanesMessage(Message, bubble=True, namespace="lanes"):
    """Anything swim lanes say; `lanes` is the sender."""

    lanes: Widget

    @property
    def control(self) -> Widget:
        """The sender, so that `@on(Lanes.Opened, "#plan")` works."""
        return self.lanes


@dataclass
class Highlighted(LanesMessage, namespace="lanes"):
    """The cursor stands on the bar of another record."""

    kind: str
    id: int


@dataclass
class Opened(LanesMessage, namespace="lanes"):
    """Enter or a double click on the bar of a record."""

    kind: str
    id: int


@dataclass
class BarMoved(LanesMessage, namespace="lanes"):
    """The user wants the record to have these dates; None stays None.

    The lanes show them until the owner answers with `Lanes.set_items` or `Lanes.cancel_moves`.
    """

    kind: str
    id: int
    start: date | None
    due: date | None


@dataclass
class MoveRefused(LanesMessage, namespace="lanes"):
    """The bar cannot be moved; `reason` is a sentence without any customer text."""

    reason: str
    wants_date: bool = False
    """Whether a date set on the record would make a bar that can be moved."""
