"""What every section of an account page is: a pane that can be folded to its title and says how high it wants to be."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.content import Content
from textual.message import Message

from kapta_tui.data.read.among import Several
from kapta_tui.data.read.records import View
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.lineview import LineView

FRAME: Final = 3
"""Lines of a list beside its rows: the borders and the head."""

EMPTY: Final = 4
"""Lines of a list without rows: the borders, why it is empty and which key fills it."""

NAMED: Final = 8
"""Most records named in the title of a folded section; more never fit."""


class Section(LineView):
    """Records of one kind: `load` runs in a thread, `show` takes its answer, a folded section is its title."""

    DEFAULT_CLASSES: ClassVar[str] = "section"

    class Reshaped(Message):
        """The section wants another height than before."""

    kind: str
    """The kind of record whose feature switches the section off."""
    is_folded: bool = False

    @abstractmethod
    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> Any:
        """Return what `show` takes, of the account or of several; runs in a thread."""

    def load_seen(self, connection: sqlite3.Connection, account: Several, view: View) -> Any:
        """Return what `show` takes, with what is seen first; runs in a thread."""
        return self.load(connection, account, view)

    @abstractmethod
    def show(self, loaded: Any) -> None:
        """Show what `load` returned."""

    @abstractmethod
    def show_title(self) -> None:
        """Write the title; that of a folded section says what is in it."""

    @property
    @abstractmethod
    def is_filled(self) -> bool:
        """Whether there is anything to read; such sections open first."""

    @property
    @abstractmethod
    def wants(self) -> int:
        """Lines the open section needs at its present width, with its borders."""

    @property
    def comfort(self) -> int:
        """Lines in which nothing it shows is cut that need not be; at least those it `wants`."""
        return self.wants

    @abstractmethod
    def want(self, row_id: int) -> None:
        """Move the cursor to the record, at once or when the next `show` brings it."""

    def fold(self, is_folded: bool) -> None:
        """Say whether the section has only its title."""
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self.show_title()

    def write_title(self, title: str, names: Iterable[object], *, more: str = "") -> None:
        """Write `title` and `more` behind it; behind a folded one the first `names`, or that there are none."""
        named = ", ".join(one_line(str(name)) for name in names if name) if self.is_folded else ""
        if self.is_folded and not self.is_filled:
            named = "none yet"
        parts = [(f" · {words}", "$muted") for words in (more, named) if words]
        self.border_title = Content.assemble(title, *parts)
