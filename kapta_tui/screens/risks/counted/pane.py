"""What every view has that counts risks instead of listing them."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual.content import Content
from textual.message import Message

from kapta_tui.domain.errors import KaptaError
from kapta_tui.widgets.lineview import LineView

if TYPE_CHECKING:
    from kapta_tui.screens.risks.counted.loading import Found
    from kapta_tui.screens.risks.loading import Wish
    from kapta_tui.screens.risks.quick import Quick

ON_COUNTS = (
    *("list.new", "list.filter", "list.named-filters", "list.why"),
    *("list.edit", "list.remove", "list.archive", "list.editor", "list.history"),
)
"""What the screen carries out for the views that count, or says why it does not."""


class Way(NamedTuple):
    """How many risks stand behind a number, and which: `terms` of a filter, active ones, closed ones or all."""

    number: int
    terms: str
    active: bool | None = None
    person: str | None = None


T = TypeVar("T")


class CountPane(LineView, Generic[T]):
    """A view filled by the answer `T` to its query."""

    COUNTS_BY: ClassVar[str] = ""
    """What the title says that the view counts by."""
    ACTIVE_ONLY: ClassVar[bool] = False
    """Whether closed risks are left out, whatever the filters say."""
    SPOKEN: ClassVar[str] = ""
    """What the view is called where it was copied."""

    class Listed(Message):
        """The risks that a number stands for are to be listed."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    class CellsWanted(Message):
        """All that is shown is to be copied."""

    @abstractmethod
    def question(self, wish: Wish, quick: Quick, text: str) -> Callable[[sqlite3.Connection], T | KaptaError]:
        """Return what asks the store for the risks that `wish` describes: those of `quick` that pass `text`."""

    @abstractmethod
    def take(self, answer: T, noun: str, off: frozenset[str]) -> Found:
        """Show what was read; `noun` says which risks it is, `off` are the features that are switched off."""

    @property
    @abstractmethod
    def here(self) -> object:
        """What is under the cursor, None where there is nothing."""

    @abstractmethod
    def why(self) -> tuple[str, Sequence[str]] | None:
        """Return a title and sentences that explain the number under the cursor."""

    @abstractmethod
    def cells(self) -> Iterable[Sequence[str]]:
        """Return what the view shows, as lines of cells."""

    def why_none(self, quick: Quick) -> Content | None:
        """Return why the view has nothing to count though the store has risks, None where nothing is special."""
        return None
