"""What became of percent, status, note, owner and dates of an action, each with day and who (features: row 84)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar, Final

from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.actionpage import TOLD
from kapta_tui.data.read.history import Entry
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.history import show_history
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.preview_feed import moment

_LONGEST: Final = 300
"""Characters of a value that a line could ever show."""

_EVERY: Final = "*"


def _when(entry: Entry) -> Cell:
    return (moment(entry.at, datetime.now().astimezone()), "muted")


def _what(entry: Entry) -> Cell:
    words = one_line(entry.label) or "Action"
    return [words, (" undone" if entry.undone else "", "muted")]


def _moved(entry: Entry) -> Cell:
    if not entry.field:
        return (one_line(entry.sentence), "muted")
    before, after = (one_line(value[:_LONGEST]) or "·" for value in (entry.before, entry.after))
    # A note tells more by what it says than by what it said before.
    if entry.field == "status_note":
        return after
    return [(before, "muted"), (" → ", "accent"), after]


_column = partial(Column[Entry], sortable=False)
COLUMNS: Final = (
    _column("at", "When", _when, width=12, priority=6),
    _column("field", "Field", _what, minimum=8, maximum=18, wish=12, priority=7),
    _column("value", "Before → after", _moved, minimum=16, wish=30, flex=3, priority=9),
    _column("user", "Who", lambda entry: (one_line(entry.user), "muted"), minimum=6, maximum=14, priority=5),
)


class ChangeList(Listing[Entry]):
    """The changes, the newest first; f keeps those of one field."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = "Who set percent, status, note, owner and dates, and when. f keeps one of them, Enter shows all fields."
    BINDINGS = bindings("list.named-filters")
    CALLED: ClassVar = {
        "list.open": ("All fields", "Show who changed what of the action, and what stood there before"),
        "list.named-filters": ("Which", "Keep the changes of one field"),
        "list.copy": ("Copy", "Copy the marked lines, or the one under the cursor"),
    }
    HINTS: ClassVar = {"list.named-filters": 4}

    def __init__(self) -> None:
        super().__init__(COLUMNS, header=False, id="changes")
        self.border_title = Content("History")
        self.empty = EmptyPane.words("No change of it is known since it came in.")
        self._all: Sequence[Entry] = ()
        self._field = _EVERY
        self._action = 0

    def show(self, action: int, changes: Sequence[Entry]) -> None:
        """Show the changes of an action."""
        self._action, self._all = action, changes
        self._arrange()

    def _arrange(self) -> None:
        kept = [entry for entry in self._all if self._field in (_EVERY, entry.field)]
        # A change stands still while others come before it: it is counted from the oldest.
        rows = {len(kept) - place: entry for place, entry in enumerate(kept)}
        which = "" if self._field == _EVERY else f" of {self._label(self._field).lower()}"
        self.border_title = Content(f"History{which} {len(kept)}" if kept else f"History{which}")
        self.renew(list(rows), rows)

    def why_not(self, command_id: str) -> str | None:
        """Refuse to choose among nothing."""
        if command_id in ("list.named-filters", "list.open") and not self._all:
            return "no change of it is known"
        return super().why_not(command_id)

    def _label(self, field: str) -> str:
        return KINDS["actions"].by_name[field].label

    def action_named_filters(self) -> None:
        """Choose the field whose changes are kept."""
        options = [PickOption(_EVERY, f"All  {len(self._all)}")]
        for field in TOLD:
            count = sum(entry.field == field for entry in self._all)
            if count:
                options.append(PickOption(field, f"{self._label(field)}  {count}"))
        self.app.push_screen(Pick("Changes of …", options), self._choose)

    def _choose(self, field: str | None) -> None:
        if field is not None:
            self._field = field
            self._arrange()

    def action_list_open(self) -> None:
        """Show all that became of the action."""
        show_history(screen_of(self), "actions", self._action)
