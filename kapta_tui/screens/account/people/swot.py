"""The section of strengths, weaknesses, opportunities and threats (domain.md 3.5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from rich.cells import cell_len

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import swot
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.families import Named, named
from kapta_tui.data.read.records import View
from kapta_tui.data.read.swot import SwotItem
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import page_of
from kapta_tui.screens.account.kin import told_apart
from kapta_tui.screens.account.panes import Chosen, load_became
from kapta_tui.screens.account.people import jobs
from kapta_tui.screens.account.sections import NAMED, Section
from kapta_tui.screens.turning.words import became_line, mark
from kapta_tui.widgets.cells import CellPart, fit
from kapta_tui.widgets.lineview import bindings_of, registered
from kapta_tui.widgets.quadrants import Item, Quadrant, Quadrants

_BORDERS: Final = 2
_BRIEF: Final = 300
"""Characters of an item that are drawn; no line is longer."""

_OWNER: Final = 18
_OWNER_OF_STALE: Final = 10
"""Most cells of the name of an item's account; the lower border has all of it."""

STALE: Final = "◷ stale"


@dataclass(frozen=True, slots=True)
class Board:
    """What the section is loaded with; `account` is the page's, other accounts are named beside their items."""

    account: Named
    items: tuple[SwotItem, ...]
    playbook: Playbook
    today: date
    became: Mapping[int, Sequence[LinkedWork]]
    """By item what was made from it."""


class SwotBoard(Quadrants, Section):
    """The items in their quadrants, seen through one lens or both."""

    HELP = (
        "What is strong, weak, possible and threatening. V changes between our relationship, their market and both; "
        "n adds to the quadrant under the cursor, t marks as reviewed today."
    )
    BINDINGS = [*bindings("swot.lens", "swot.review"), *bindings_of(registered("list", "copy"))]
    HINTS: ClassVar = {"swot.lens": 3, "swot.review": 3}

    def __init__(self) -> None:
        super().__init__(id="swot")
        self.kind = "swot"
        self.lens = ""
        self._board: Board | None = None
        self._wanted: int | None = None

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> Board:
        """Return the items of the account or accounts; runs in a thread."""
        page = each(account)[0]
        found = swot.items(connection, account, view)
        name = named(connection, [page]).get(page, "")
        made = load_became(connection, self.kind, account, view)
        return Board(Named(page, name), found, view.playbook, view.today, made)

    def show(self, loaded: Any) -> None:
        """Show the items."""
        self._board = loaded
        if self.lens not in {choice.code for choice in loaded.playbook.offered("swot_lens")}:
            self.lens = ""
        self._show_lens()
        if self._wanted is not None:
            self._go_to(self._wanted)
            self._wanted = None

    def want(self, row_id: int) -> None:
        """Move the cursor to the item, at once or when the next `show` brings it."""
        self._wanted = None if self._go_to(row_id) else row_id

    def _go_to(self, number: int) -> bool:
        """Move the cursor to an item, through both lenses where the present one hides it; False without it."""
        board = self._board
        if board is None or all(one.id != number for one in board.items):
            return False
        if not self.select(number):
            self.lens = ""
            self._show_lens()
            self.select(number)
        return True

    def _show_lens(self) -> None:
        board = self._board
        if board is not None:
            self.set_quadrants(quadrants(board, self.lens))
            self.show_title()
            self.post_message(self.Reshaped())

    def show_status(self, words: Iterable[str]) -> None:
        """Write behind `words` whose the item under the cursor is, what became of it, and it where its lines cut it."""
        one = self._here
        is_elsewhere = (
            one is not None and self._board is not None and one.account.id != self._board.account.id
        )
        whose = [one_line(one.account.name)] if one is not None and is_elsewhere else []
        text = [self.item.text] if self.item is not None and self.is_cut else []
        made = () if one is None or self._board is None else self._board.became.get(one.id, ())
        super().show_status([*words, *whose, *filter(None, [became_line(made)]), *text])

    @property
    def _here(self) -> SwotItem | None:
        """The item under the cursor as it is stored."""
        board, here = self._board, self.item
        if board is None or here is None:
            return None
        return next((one for one in board.items if one.id == here.id), None)

    @property
    def is_filled(self) -> bool:
        """Whether there are items, seen through whichever lens."""
        return self._board is not None and bool(self._board.items)

    @property
    def wants(self) -> int:
        """The lines of the quadrants and the borders."""
        return self.height_wanted + _BORDERS

    @property
    def comfort(self) -> int:
        """The lines in which items are read to their end, and the borders."""
        return self.height_at_ease + _BORDERS

    def show_title(self) -> None:
        """Write the title with the number of items, how many are stale, and the lens."""
        board = self._board
        if board is None:
            return
        seen = [item for item in board.items if not self.lens or item.lens == self.lens]
        stale = sum(item.is_stale for item in seen)
        title = f"SWOT {len(seen)}" if seen else "SWOT"
        label = board.playbook.label("swot_lens", self.lens) if self.lens else "both lenses"
        more = [f"{stale} stale"] if stale else []
        more += [] if self.is_folded else [label]
        self.write_title(title, [item.text for item in seen[:NAMED]], more=" · ".join(more))

    def account_here(self) -> int | None:
        """The account of the item under the cursor."""
        return None if self._here is None else self._here.account.id

    def action_lens(self) -> None:
        """Look through the next lens, and through all of them after the last."""
        if self._board is None:
            return
        codes = ["", *(choice.code for choice in self._board.playbook.offered("swot_lens"))]
        self.lens = codes[(codes.index(self.lens) + 1) % len(codes)]
        self._show_lens()

    def action_review(self) -> None:
        """Mark the items as reviewed today."""
        if self.targets:
            editing.run(page_of(self), jobs.review(self.targets))

    def action_list_open(self) -> None:
        """Open the item under the cursor; in an empty quadrant add one."""
        if self.item is None:
            page_of(self).action_new()
        else:
            page_of(self).action_edit()

    def action_list_copy(self) -> None:
        """Copy the texts of the items."""
        chosen = set(self.targets)
        if self._board is not None and chosen:
            texts = [item.text for item in self._board.items if item.id in chosen]
            page_of(self).copy_lines([one_line(text) for text in texts])

    def why_not(self, command_id: str) -> str | None:
        """Refuse to review nothing."""
        return (
            "there is no item under the cursor" if command_id == "swot.review" and not self.targets else None
        )

    def record_here(self) -> tuple[str, int] | None:
        """The item under the cursor."""
        return None if self.item is None else (self.kind, self.item.id)

    def chosen(self) -> Chosen | None:
        """The marked items, else the one under the cursor."""
        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """An item of the quadrant under the cursor, seen through the present lens."""
        values: dict[str, str] = {} if self.quadrant is None else {"quadrant": self.quadrant.code}
        return self.kind, values | ({"lens": self.lens} if self.lens else {})

    def gives(self) -> Mapping[str, Values]:
        """The same, for an item made from elsewhere on the page."""
        begun = self.begins()
        return {} if begun is None else {self.kind: begun[1]}


def quadrants(board: Board, lens: str) -> list[Quadrant]:
    """Return the quadrants of the playbook with the items seen through `lens`, all of them where it is empty."""
    book = board.playbook
    found = []
    for choice in book.choices("swot_quadrant"):
        items = [one for one in board.items if one.quadrant == choice.code and (not lens or one.lens == lens)]
        hints = tuple(
            prompt.text
            for prompt in book.swot_prompts
            if prompt.quadrant == choice.code and (not lens or prompt.lens == lens)
        )
        drawn = tuple(_item(one, board, with_lens=not lens) for one in items)
        found.append(Quadrant(choice.code, choice.label, drawn, hints))
    return found


def _item(one: SwotItem, board: Board, *, with_lens: bool) -> Item:
    book = board.playbook
    words = [book.label("swot_theme", one.theme or None)]
    words += [book.label("swot_lens", one.lens or None)] if with_lens else []
    aside = " · ".join(word.lower() for word in words if word)
    days = (board.today - one.reviewed_on).days
    sign: Any = ((f" {STALE} {days} d", "warn"),) if one.is_stale else ()
    made: Any = tuple((f" {text.strip()}", token) for text, token in mark(board.became.get(one.id, ())))
    return Item(one.id, one_line(one.text[:_BRIEF]), aside, (*_owner(one, board), *made, *sign))


def _owner(one: SwotItem, board: Board) -> tuple[CellPart, ...]:
    """Return what names the account of an item where that is not the page's: the words that tell it apart."""
    if one.account.id == board.account.id:
        return ()
    words = one_line(told_apart(one.account.name, board.account.name))
    room = _OWNER_OF_STALE if one.is_stale else _OWNER
    cut = "".join(text for text, _ in fit([words], min(cell_len(words), room)))
    return ((f" ‹{cut}›", "accent"),)
