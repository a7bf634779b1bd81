"""The key players of an account as a list, as a tree of who reports to whom, and against our colleagues."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual import events

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.contacts import Gap
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.relationships import ranked, stronger
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import page_of
from kapta_tui.screens.account.panes import Chosen, RecordIds, RecordList
from kapta_tui.screens.account.people import columns, jobs
from kapta_tui.screens.account.people.gaplines import (
    gap_at,
    gap_cell,
    group_at,
    group_cell,
    grouped,
    mending,
    said_rows,
)
from kapta_tui.screens.account.people.loading import Group, People, load_people
from kapta_tui.screens.account.people.matrix import Across, strength_cell
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.lineview import bindings_of, registered

Way = Literal["list", "tree", "matrix"]
WAYS: Final[tuple[Way, ...]] = ("list", "tree", "matrix")
"""The views in the order in which one key shows them."""

_DIGITS: Final = 4
"""So many strengths have a key of their own; more are reached with space."""

_SIDEWAYS: Final = frozenset({"list.left", "list.right"})
_NAMED: Final = 3
"""Actions of a contact that are named."""

_TITLE_AT: Final = 3
"""Cells before the title in the upper border."""


class KeyPlayers(RecordList):
    """The contacts in three views with the gaps below them; every view has cursor, marks and keys of a list."""

    HELP = (
        "Who decides at the customer, who reports to whom, and who of us knows them. V changes the view; in the "
        "matrix 0 to 3 or space set how well somebody is known. What is missing stands below the names."
    )
    HINTS: ClassVar = {"people.view": 3}
    BINDINGS = [
        *bindings("people.view"),
        *bindings_of(registered("list", "left", "right")),
        *bindings_of(registered("matrix", *(f"strength-{rank}" for rank in range(_DIGITS)))),
    ]

    def __init__(self) -> None:
        super().__init__("contacts", "Key players", columns.NAMES)
        self.way: Way = "list"
        self._people: People | None = None
        self._said: Mapping[int, Record] = {}
        self._team = Across()
        self._words_at: tuple[tuple[Way, int, int], ...] = ()

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> People:
        """Return the people to show; runs in a thread."""
        return load_people(connection, account, view, super().load(connection, account, view))

    def load_rows(
        self, connection: sqlite3.Connection, view: View, wanted: Sequence[int]
    ) -> Mapping[int, Record]:
        """Return the rows `wanted` by id, those of gaps and accounts too; runs in a thread."""
        contacts = [number for number in wanted if number > 0]
        said = self._said
        return {**super().load_rows(connection, view, contacts), **{n: said[n] for n in wanted if n in said}}

    def show(self, loaded: RecordIds) -> None:
        """Take the people; rows of contacts that did not come along are asked for."""
        assert isinstance(loaded, People)
        self._people = loaded
        # Where nobody is known everything is missing, which the empty pane says in a friendlier way.
        self._said = said_rows(loaded) if loaded.ids else {}
        self.renew(self._ids_in_view(loaded), {**loaded.rows, **self._said})
        self._show_columns()
        self.redraw()

    def _arrange_view(self) -> None:
        """Show the people in the present view."""
        if self._people is None:
            return
        self.set_ids(self._ids_in_view(self._people), self._said)
        self._show_columns()

    def _ids_in_view(self, people: People) -> array[int]:
        ids: Sequence[int] = people.ids if self.way != "tree" else tuple(people.branches)
        if people.groups and self.way != "list":
            return array("q", grouped(people, ids))
        gaps = (number for number in self._said if gap_at(people, number) is not None)
        return array("q", (*ids, *gaps))

    def _show_columns(self) -> None:
        people = self._people
        if people is None:
            return
        if self.way == "matrix":
            room = columns.colleagues_in(self.scrollable_size.width, people)
            self._team.take(people.colleagues, room)
            self.set_columns(columns.matrix_columns(people, self._team.shown, self._cell))
        else:
            self.set_columns(
                columns.list_columns(people) if self.way == "list" else columns.tree_columns(people)
            )
        self.show_title()

    def on_resize(self) -> None:
        """Show as many colleagues as fit now."""
        if self.way == "matrix":
            self._show_columns()

    def _cell(self, colleague: int, row: Record) -> Cell:
        people, contact = self._people, row["id"]
        if people is None or not isinstance(contact, int):
            return ""
        here = self._team.colleague
        at_cursor = contact == self.cursor_id and here is not None and here.id == colleague
        return strength_cell(people, contact, colleague, at_cursor=at_cursor)

    def banner(self, row: Record) -> Cell | None:
        """A gap says what is missing across all columns, an account its name."""
        people, number = self._people, row["id"]
        if people is None or number not in self._said:
            return None
        group, gap = group_at(people, number), gap_at(people, number)
        if gap is None or not isinstance(number, int):
            return None if group is None else group_cell(group)
        owner = people.group_of_gap(-number - 1) if self.way == "list" else None
        return gap_cell(gap, "" if owner is None else owner.short)

    @property
    def _gap_here(self) -> Gap | None:
        """The gap under the cursor while nothing is marked."""
        people = self._people
        return None if self.marked or people is None else gap_at(people, self.cursor_id)

    @property
    def _group_here(self) -> Group | None:
        """The account whose line is under the cursor while nothing is marked."""
        people = self._people
        return None if self.marked or people is None else group_at(people, self.cursor_id)

    def show_status(self, words: Iterable[str]) -> None:
        """Write behind `words` which open actions the contact under the cursor is part of."""
        here = self.cursor_id
        names = () if self._people is None or here is None else self._people.actions.get(here, ())
        more = f", {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        said = f"part of {', '.join(map(one_line, names[:_NAMED]))}{more}" if names else ""
        super().show_status([*words, *filter(None, [said])])

    def record_here(self) -> tuple[str, int] | None:
        """The contact under the cursor, whose actions the key that follows links goes to."""
        here = self.cursor_id
        return None if here is None or here <= 0 or self._group_here is not None else (self.kind, here)

    def account_here(self) -> int | None:
        """The account of the line under the cursor, where they are of several."""
        people, here = self._people, self.cursor_id
        if people is None or here is None:
            return None
        group = group_at(people, here) or people.group_of(here) or people.group_of_gap(-here - 1)
        return None if group is None else group.account.id

    @property
    def marked(self) -> tuple[int, ...]:
        """The marked contacts in the order shown; what is missing cannot be marked."""
        return tuple(number for number in super().marked if number > 0)

    @property
    def is_filled(self) -> bool:
        """Whether there are contacts."""
        return bool(self.ids)

    def show_title(self) -> None:
        """Write the title with the number of contacts and gaps, and behind it the views while it is open."""
        count = sum(1 for number in self.ids if number > 0)
        title = f"{self.heading} {count}" if count else self.heading
        gaps = len(self._people.gaps) if self._people is not None and self._said else 0
        if gaps:
            title += f" · {gaps} gap{'' if gaps == 1 else 's'}"
        if self.is_folded or not count:
            names = (row.get("name") for number in self.ids if number > 0 and (row := self.row(number)))
            self._words_at = ()
            self.write_title(title, names)
            return
        at = _TITLE_AT + cell_len(title) + 3
        words: list[str] = []
        places: list[tuple[Way, int, int]] = []
        for way in WAYS:
            word = f"[{way}]" if way == self.way else way
            places.append((way, at, at + cell_len(word)))
            at += cell_len(word) + 1
            words.append(word)
        self._words_at = tuple(places)
        self.write_title(title, (), more=" · ".join(filter(None, (" ".join(words), self._team_words))))

    @property
    def _team_words(self) -> str:
        return self._team.words if self.way == "matrix" else ""

    def action_view(self) -> None:
        """Show the next view; the cursor stays on its contact."""
        self._choose(WAYS[(WAYS.index(self.way) + 1) % len(WAYS)])

    def _choose(self, way: Way) -> None:
        if way != self.way and self.ids:
            self.way = way
            self._arrange_view()
            # Each view is read from its top, as far as the cursor stays in sight.
            self.scroll_to(y=0, animate=False, force=True)
            self.move_to(self.cursor)
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the digits and the sideways keys to others where there is no matrix."""
        if action.startswith("matrix_") or action in ("list_left", "list_right"):
            return self.way == "matrix"
        return super().check_action(action, parameters)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a gap or another view has no use for."""
        if self.way != "matrix" and (command_id.startswith("matrix.") or command_id in _SIDEWAYS):
            return "that is for the matrix of contacts and colleagues"
        if command_id in ("list.remove", "list.archive") and self._gap_here is not None:
            return "this line says what is missing; go to the contact itself"
        if command_id in ("list.remove", "list.archive") and self._group_here is not None:
            return "this line names the account; go to a contact"
        return super().why_not(command_id)

    @property
    def CALLED(self) -> Mapping[str, tuple[str, str]]:  # noqa: N802 - what dispatch looks for
        """Space sets a strength in the matrix; a digit is called as the strength it gives."""
        people = self._people
        if self.way != "matrix" or people is None:
            return {}
        called = {"list.mark": ("Strength", "Give the relationship the next strength")}
        for rank in range(_DIGITS):
            choice = ranked(people.playbook, rank)
            if choice is not None:
                words = f"Say that the colleague knows the contact: {choice.label.lower()}"
                called[f"matrix.strength-{rank}"] = (choice.label, words)
        return called

    def chosen(self) -> Chosen | None:
        """The marked contacts, else the one under the cursor or the first that a gap is about; an account's own."""
        gap, group = self._gap_here, self._group_here
        if group is not None:
            return Chosen("accounts", (group.account.id,))
        if gap is not None:
            return Chosen(self.kind, gap.contacts[:1]) if gap.contacts else None
        here = self.cursor_id
        ids = self.marked or ((here,) if here is not None and here > 0 else ())
        return Chosen(self.kind, ids) if ids else None

    def begins(self) -> tuple[str, Values] | None:
        """A contact, or on a gap what mends it."""
        gap, people = self._gap_here, self._people
        if gap is None or people is None:
            return self.kind, {}
        mends = mending(gap, people.players)
        if mends is not None and KINDS[mends[0]].feature and not people.playbook.offers(KINDS[mends[0]]):
            return None
        return mends

    def action_list_open(self) -> None:
        """Open the contact; on a gap that nobody there can mend, add who can."""
        if self._gap_here is not None and self.chosen() is None:
            page_of(self).action_new()
        else:
            super().action_list_open()

    def action_list_left(self) -> None:
        """Go to the colleague before."""
        self._step(-1)

    def action_list_right(self) -> None:
        """Go to the next colleague."""
        self._step(1)

    def _step(self, step: int) -> None:
        self._go_across(self._team.place + step)

    def _go_across(self, place: int) -> None:
        self._team.move_to(place)
        self._show_columns()

    def action_list_mark(self) -> None:
        """Mark the contact; in the matrix set the next strength."""
        people, cell = self._people, self._cell_here
        if self._gap_here is not None or self._group_here is not None:
            self.action_list_down()
        elif self.way != "matrix":
            super().action_list_mark()
        elif people is not None and cell is not None:
            self._relate(stronger(people.playbook, people.strengths.get(cell)))

    def action_list_mark_all(self) -> None:
        """Mark every contact, or none."""
        self._marks.toggle_all([number for number in self.ids if number > 0])
        self._show_marks()

    def action_matrix_strength_0(self) -> None:
        """The lowest strength."""
        self._rank(0)

    def action_matrix_strength_1(self) -> None:
        """The first strength."""
        self._rank(1)

    def action_matrix_strength_2(self) -> None:
        """The second strength."""
        self._rank(2)

    def action_matrix_strength_3(self) -> None:
        """The third strength."""
        self._rank(3)

    def _rank(self, rank: int) -> None:
        people = self._people
        choice = None if people is None else ranked(people.playbook, rank)
        if choice is not None:
            self._relate(choice.code)

    @property
    def _cell_here(self) -> tuple[int, int] | None:
        """Contact and colleague under the cursor."""
        contact, colleague = self.cursor_id, self._team.colleague
        return None if contact is None or contact <= 0 or colleague is None else (contact, colleague.id)

    def _relate(self, strength: str | None) -> None:
        cell = self._cell_here
        if cell is not None:
            editing.run(page_of(self), jobs.relate(*cell, strength))

    def on_click(self, event: events.Click) -> None:
        """Choose a view in the title; in the matrix choose a cell, and change the one that was chosen already."""
        offset = event.get_content_offset(self)
        if offset is None:
            way = next(
                (way for way, start, end in self._words_at if event.y == 0 and start <= event.x < end), None
            )
            if way is not None:
                event.prevent_default().stop()
                self._choose(way)
            return
        index = offset.y - 1 + self.scroll_offset.y
        place = self._column_at(offset.x)
        if self.way != "matrix" or place is None or offset.y == 0 or index >= len(self.ids):
            return
        event.prevent_default().stop()
        if (index, place) == (self.cursor, self._team.place):
            self.action_list_mark()
        else:
            self.move_to(index)
            self._go_across(place)

    def _column_at(self, x: int) -> int | None:
        """Return the place among all colleagues of the column at cell `x`."""
        for place, slot in enumerate(self._slots[1:]):
            if slot.x <= x < slot.x + slot.width:
                return self._team.first + place
        return None
