"""What a list tells its owner."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class ListingMessage(Message, bubble=True, namespace="listing"):
    """Anything a list says; `listing` is the sender."""

    listing: Widget

    @property
    def control(self) -> Widget:
        """The sender, so that `@on(Listing.Opened, "#accounts")` works."""
        return self.listing


@dataclass
class Need(ListingMessage, namespace="listing"):
    """Rows `ids` are about to be shown; answer with `Listing.supply`."""

    ids: tuple[int, ...]


@dataclass
class Highlighted(ListingMessage, namespace="listing"):
    """The cursor stands on another row, None when the list is empty."""

    id: int | None


@dataclass
class Opened(ListingMessage, namespace="listing"):
    """Enter or a double click on the row."""

    id: int


@dataclass
class SortRequested(ListingMessage, namespace="listing"):
    """The user wants the order of column `key`; answer with `Listing.set_ids`."""

    key: str
    reverse: bool


@dataclass
class CopyRequested(ListingMessage, namespace="listing"):
    """The user wants the rows `ids` on the clipboard."""

    ids: tuple[int, ...]
