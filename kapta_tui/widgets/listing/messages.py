"""What a list tells its owner.

Plain classes: they are defined before the first frame, and a dataclass writes and compiles its methods each time.
"""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


class ListingMessage(Message, bubble=True, namespace="listing"):
    """Anything a list says; `listing` is the sender."""

    def __init__(self, listing: Widget) -> None:
        super().__init__()
        self.listing = listing

    @property
    def control(self) -> Widget:
        """The sender, so that `@on(Listing.Opened, "#accounts")` works."""
        return self.listing


class Need(ListingMessage, namespace="listing"):
    """Rows `ids` are about to be shown; answer with `Listing.supply`."""

    def __init__(self, listing: Widget, ids: tuple[int, ...]) -> None:
        super().__init__(listing)
        self.ids = ids


class Highlighted(ListingMessage, namespace="listing"):
    """The cursor stands on another row, `id` is None when the list is empty."""

    def __init__(self, listing: Widget, id: int | None) -> None:  # noqa: A002 - what it is
        super().__init__(listing)
        self.id = id


class Opened(ListingMessage, namespace="listing"):
    """Enter or a double click on the row `id`."""

    def __init__(self, listing: Widget, id: int) -> None:  # noqa: A002 - what it is
        super().__init__(listing)
        self.id = id


class SortRequested(ListingMessage, namespace="listing"):
    """The user wants the order of column `key`; answer with `Listing.set_ids`."""

    def __init__(self, listing: Widget, key: str, reverse: bool) -> None:
        super().__init__(listing)
        self.key = key
        self.reverse = reverse


class CopyRequested(ListingMessage, namespace="listing"):
    """The user wants the rows `ids` on the clipboard."""

    def __init__(self, listing: Widget, ids: tuple[int, ...]) -> None:
        super().__init__(listing)
        self.ids = ids
