"""The agenda of a review: points with boxes that a key or a click ticks."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from kapta_tui.domain.reviews import Point, points
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.listing.columns import GUTTER

DONE, OPEN = "[✓]", "[ ]"
_NOT_HERE = frozenset({"list.mark-all", "list.range", "list.sort", "list.reverse"})


class Agenda(Listing[Point]):
    """The points of an agenda in order; space, Enter and a click on its box tick one."""

    HELP = "The agenda. space ticks a point, e edits the review."
    CALLED = {
        "list.mark": ("Tick", "Tick the point, or take the tick off"),
        "list.open": ("Tick", "Tick the point"),
    }
    HINTS = {"list.mark": 2}

    @dataclass
    class Ticked(Message):
        """The user wants the box of a point turned."""

        point: Point

    def __init__(self) -> None:
        super().__init__((Column("text", "Point", _cell, flex=1, sortable=False),), header=False, id="agenda")
        self.border_title = Content("Agenda")
        self.empty = EmptyPane.words("No agenda.", ("e", "writes one"))

    def show(self, agenda: str) -> None:
        """Show the points of a text."""
        found = {point.line: point for point in points(agenda)}
        self.set_ids(list(found), found)
        self.refresh_rows()
        self.supply(found)
        boxes = [point for point in found.values() if point.done is not None]
        done = sum(bool(point.done) for point in boxes)
        self.border_title = Content(f"Agenda {done} of {len(boxes)}" if boxes else "Agenda")

    @property
    def point_here(self) -> Point | None:
        """The point under the cursor."""
        return None if self.cursor_id is None else self.row(self.cursor_id)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what a list of records offers beside."""
        return "points are ticked one by one" if command_id in _NOT_HERE else super().why_not(command_id)

    def action_list_mark(self) -> None:
        """Tick the point under the cursor."""
        point = None if self.cursor_id is None else self.row(self.cursor_id)
        if point is not None and point.done is not None:
            self.post_message(self.Ticked(point))

    def action_list_open(self) -> None:
        """Tick the point under the cursor."""
        self.action_list_mark()

    def on_click(self, event: events.Click) -> None:
        """Go to a point; on its box, tick it."""
        event.prevent_default()
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if index < len(self.ids):
            self.move_to(index)
            if offset.x < GUTTER + len(DONE):
                self.action_list_mark()


def _cell(point: Point) -> Cell:
    if point.done is None:
        return [(point.text.lstrip("# "), "strong" if point.text.startswith("#") else "muted")]
    return [(f"{DONE} ", "good"), (point.text, "muted")] if point.done else [f"{OPEN} ", point.text]
