"""The fields of a risk under a cursor: Enter changes the one under it (features: row 46)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.content import Content
from textual.message import Message

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.risk import changing
from kapta_tui.screens.risk.doing import screen_of
from kapta_tui.screens.risk.facts import Line, Way, folded, lines
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risk.why import explain
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.listing.columns import GAP, GUTTER

LABEL: Final = 13
"""Cells of the labels."""

_PARTS: Final = 64
"""Most lines of the screen that one field takes; nobody writes a reason that long."""

_OF_LINES: Final = frozenset({"list.mark", "list.mark-all", "list.range", "list.sort", "list.reverse"})

_OPENS: Final[Mapping[Way, tuple[str, str]]] = {
    Way.CHOOSE: ("Change", "Choose another value of the field under the cursor"),
    Way.PERSON: ("Assign", "Choose who sees to the risk"),
    Way.FORM: ("Change", "Change the field under the cursor"),
    Way.REASON: ("Change", "Put another reason in the place of the one under the cursor"),
    Way.ACCOUNT: ("Account", "Open the account's page at its Risk tab"),
    Way.ADDRESS: ("Addressed by…", "Say which work of the account addresses the risk"),
    Way.WHY: ("Explain", "Say what the value follows from; it cannot be changed itself"),
}


class Shown(NamedTuple):
    """One line of the screen: a field, or the part of one that goes on."""

    line: Line
    label: str
    value: Cell


class FactList(Listing[Shown]):
    """One line per field; what is too long goes on below, under the same field."""

    @dataclass
    class AccountWanted(Message):
        """The user wants to see the account's page."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = (
        "The fields of the risk. Enter changes the one under the cursor; on a reason n adds one, d takes it away, "
        "J and K order them."
    )
    BINDINGS = bindings("list.new", "list.remove", "list.why", "reasons")
    HINTS: ClassVar = {"list.new": 4}

    def __init__(self) -> None:
        columns = (
            Column[Shown]("label", "Field", lambda row: (row.label, "muted"), width=LABEL, sortable=False),
            Column[Shown]("value", "Value", lambda row: row.value, minimum=12, flex=1, sortable=False),
        )
        super().__init__(columns, header=False, id="facts")
        self.border_title = Content("Fields")
        self.CALLED: Mapping[str, tuple[str, str]] = {}
        self._page_shown: RiskPage | None = None
        self._writing = 0
        self._is_ahead = False
        """Whether reasons are shown as they have not been read back; what was read before would undo them."""
        self._folded = 0
        self._rows_shown: dict[int, Shown] = {}

    def show(self, page: RiskPage) -> None:
        """Show the fields of a risk, unless it was read before the reasons that are shown already."""
        if not self._is_ahead:
            self._page_shown = page
            self._fold()

    def reload(self) -> None:
        """Take what is read from now on, unless reasons are still being written: another reload follows that."""
        if not self._writing:
            self._is_ahead = False

    def on_resize(self) -> None:
        """Break what is too long anew."""
        if self._room != self._folded:
            self._fold()

    @property
    def _room(self) -> int:
        return max(8, self.scrollable_size.width - GUTTER - LABEL - GAP)

    def _fold(self) -> None:
        if self._page_shown is None:
            return
        self._folded = self._room
        self._rows_shown = {}
        for number, line in enumerate(lines(self._page_shown)):
            key = _key(line, number)
            for part, value in enumerate(folded(line.value, self._folded)[:_PARTS]):
                self._rows_shown[key + part] = Shown(line, "" if part else line.label, value)
        self.unmarkable = frozenset(self._rows_shown)
        self.renew(list(self._rows_shown), self._rows_shown)
        self.call_later(self.describe)

    @property
    def height_wanted(self) -> int:
        """Lines that all fields take."""
        return len(self._rows_shown)

    @property
    def line_here(self) -> Line | None:
        """The field under the cursor."""
        row = None if self.cursor_id is None else self._rows_shown.get(self.cursor_id)
        return None if row is None else row.line

    @on(Listing.Highlighted)
    def describe(self) -> None:
        """Call the keys by what they do to the field under the cursor."""
        line = self.line_here
        if line is None or not self.is_attached:
            return
        called = {
            "list.open": _OPENS[line.way],
            "list.new": ("Add reason", "Add a reason as the least important one"),
            "list.remove": ("Remove risk", "Remove the whole risk; its notes stay with the account"),
            "list.why": ("Why", "Explain the field under the cursor"),
            "list.copy": ("Copy", "Copy the whole risk as text"),
        }
        if line.is_reason:
            called["list.remove"] = ("Take away", "Take the reason under the cursor away")
        if called != self.CALLED:
            self.CALLED = called
            self.screen.refresh_bindings()

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers beside, and moving what is no reason."""
        if command_id in _OF_LINES:
            return "fields are changed one by one"
        line = self.line_here
        if command_id.startswith("reasons.") and (line is None or not line.is_reason):
            return "only reasons have an order; put the cursor on one"
        return None

    def action_list_down(self) -> None:
        """Go to the next field, whatever lines the present one takes."""
        self._step(1)

    def action_list_up(self) -> None:
        """Go to the field before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        keys = list(self._rows_shown)
        starts = [place for place, key in enumerate(keys) if not key % _PARTS]
        ahead = [place for place in starts if (place - self.cursor) * step > 0]
        if ahead:
            self.move_to(min(ahead) if step > 0 else max(ahead))
            self._show_whole(self.cursor)

    def _show_whole(self, first: int) -> None:
        """Bring the lines that a field goes on in into view."""
        row = self._rows_shown[self.ids[first]]
        last = first + sum(other.line == row.line for other in self._rows_shown.values()) - 1
        if last >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=min(first, last - self.size.height + 1), animate=False, force=True)

    def _show_position(self) -> None:
        """Count fields, not the lines they take."""
        fields = [key - key % _PARTS for key in self._rows_shown]
        here = None if self.cursor_id is None else self.cursor_id - self.cursor_id % _PARTS
        order = list(dict.fromkeys(fields))
        self.show_status([f"{order.index(here) + 1} / {len(order)}"] if here in order else [])

    def action_list_open(self) -> None:
        """Change the field under the cursor."""
        if self._page_shown is not None and self.line_here is not None:
            go_to_account = partial(self.post_message, self.AccountWanted())
            changing.change(screen_of(self), self._page_shown, self.line_here, go_to_account)

    def action_new(self) -> None:
        """Add a reason."""
        if self._page_shown is not None:
            changing.add_reason(screen_of(self), self._page_shown)

    def action_remove(self) -> None:
        """Take the reason under the cursor away; on another field, remove the risk."""
        page, line = self._page_shown, self.line_here
        if page is None or line is None:
            return
        if line.is_reason:
            self._write_reasons(page, changing.without(page, line.place))
        else:
            editing.remove(screen_of(self), "risks", (page.id,))

    def action_why(self) -> None:
        """Explain the field under the cursor."""
        if self._page_shown is not None and self.line_here is not None:
            explain(screen_of(self), self._page_shown, self.line_here.field)

    def action_reasons_later(self) -> None:
        """Make the reason less important."""
        self._move(1)

    def action_reasons_sooner(self) -> None:
        """Make the reason more important."""
        self._move(-1)

    def _move(self, step: int) -> None:
        page, line = self._page_shown, self.line_here
        if page is None or line is None:
            return
        places = changing.moved(page, line.place, step)
        if places is not None:
            self._write_reasons(page, places)
            self.want(_key(line._replace(place=line.place + step), 0))

    def _write_reasons(self, page: RiskPage, places: Sequence[int]) -> None:
        """Write the reasons at `places` and show them at once, for the next key is about what it will find then."""
        after = changing.with_reasons(page, places)
        job = editing_jobs.edit("risks", page.id, {"reasons": after.reasons}, page.version)
        self._writing += 1
        self._is_ahead = True
        editing.run(screen_of(self), job, self._written, failed=self._refused)
        self._page_shown = after
        self._fold()

    def _written(self, _: int) -> None:
        self._writing -= 1

    def _refused(self, error: KaptaError | None) -> None:
        """Show what there is; the keys pressed meanwhile are refused for the same reason, which is said once."""
        self._writing -= 1
        if error is not None and self._is_ahead:
            screen_of(self).shell.toast_error(error)
        self._is_ahead = False
        screen_of(self).reload()


def _key(line: Line, number: int) -> int:
    """Return the key of a field's first line: the same while the field is there, wherever it stands."""
    place = _FIELDS.index(line.field) if line.field in _FIELDS else len(_FIELDS) + number
    return (place * 1000 + line.place) * _PARTS


_FIELDS: Final = (
    *("account", "status", "severity", "likelihood", "priority", "assignee", "opened_at", "closed_at"),
    *("days_open", "reasons", "resolutions", "contract_value", "expected_loss", "nearest_contract_end"),
    *("contract_expiration", "health", "unaddressed"),
)
