"""Small apps that hold one list or one board, answer its questions and note what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import App, ComposeResult
from textual.content import Content

from kapta_tui.widgets.board import Board, BoardColumn
from kapta_tui.widgets.board.cards import Face
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.listing import Column, Listing

SIZES = [(80, 24), (120, 40)]


@dataclass(frozen=True)
class Row:
    """A row of the hosts: an id and a name."""

    id: int
    name: str


def numbered(row_id: int) -> Row:
    """Return the row every test expects for an id unless it says otherwise."""
    return Row(row_id, f"Account {row_id}")


COLUMNS = (
    Column[Row]("name", "Name", lambda row: [("├ ", "muted"), row.name], minimum=16, priority=9),
    Column[Row]("owner", "Owner", lambda row: "jane", width=8, priority=1),
    Column[Row]("value", "Value", lambda row: f"{row.id:,}", width=9, align="right", priority=5),
    Column[Row]("note", "Note", lambda row: ("·", "muted"), width=6, sortable=False, priority=0),
)


class ListHost(App[None]):
    """One list; `answering` False leaves its questions open."""

    def __init__(self, ids: Sequence[int], make: Callable[[int], Row] = numbered) -> None:
        super().__init__()
        self.listing: Listing[Row] = Listing(COLUMNS)
        self.listing.empty = Content("Nothing here. Press n [/oops].")
        self.first_ids = ids
        self.make = make
        self.answering = True
        self.needs: list[tuple[int, ...]] = []
        self.highlighted: list[int | None] = []
        self.opened: list[int] = []
        self.sorts: list[tuple[str, bool]] = []
        self.copied: list[tuple[int, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.listing

    def on_mount(self) -> None:
        self.listing.set_ids(self.first_ids)
        self.listing.focus()

    def on_listing_need(self, message: Listing.Need) -> None:
        self.needs.append(message.ids)
        if self.answering:
            self.listing.supply({row_id: self.make(row_id) for row_id in message.ids})

    def on_listing_highlighted(self, message: Listing.Highlighted) -> None:
        self.highlighted.append(message.id)

    def on_listing_opened(self, message: Listing.Opened) -> None:
        self.opened.append(message.id)

    def on_listing_sort_requested(self, message: Listing.SortRequested) -> None:
        self.sorts.append((message.key, message.reverse))

    def on_listing_copy_requested(self, message: Listing.CopyRequested) -> None:
        self.copied.append(message.ids)


def face(row: Row, count: int, width: int) -> Face:
    """Return three lines and a badge for a card."""
    return Face([[(row.name, "strong")], ["Sponsor lost"], [("$1.2M · jane", "muted")]], [f"P{row.id % 4}"])


class BoardHost(App[None]):
    """One board over columns given as key to cards."""

    def __init__(self, columns: dict[str, Sequence[int]], make: Callable[[int], Row] = numbered) -> None:
        super().__init__()
        self.board: Board[Row] = Board(face)
        self.first = columns
        self.make = make
        self.needs: list[tuple[int, ...]] = []
        self.moves: list[tuple[int, str, str, int]] = []
        self.opened: list[int] = []
        self.regroups = 0

    def compose(self) -> ComposeResult:
        yield self.board

    def on_mount(self) -> None:
        self.give(self.first)
        self.board.focus()

    def give(self, columns: dict[str, Sequence[int]]) -> None:
        """Hand the board its columns."""
        self.board.set_columns(
            [BoardColumn(key, key.title(), f"{len(ids)} · $1M", ids) for key, ids in columns.items()]
        )

    def on_board_need(self, message: Board.Need) -> None:
        self.needs.append(message.ids)
        self.board.supply({card: self.make(card) for card in message.ids})

    def on_board_move_requested(self, message: Board.MoveRequested) -> None:
        self.moves.append((message.id, message.from_column, message.to_column, message.index))

    def on_board_opened(self, message: Board.Opened) -> None:
        self.opened.append(message.id)

    def on_board_regroup_requested(self) -> None:
        self.regroups += 1


def four() -> dict[str, Sequence[int]]:
    """Return four columns: three cards, four, none, thirty."""
    return {
        "critical": [1, 2, 3],
        "high": [11, 12, 13, 14],
        "medium": [],
        "low": list(range(100, 130)),
    }


def lines(view: LineView) -> list[str]:
    """Return the text of every line the widget draws."""
    return [view.render_line(y).text for y in range(view.size.height)]
