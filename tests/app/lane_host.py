"""A small app that holds swim lanes and notes what they say, and the plan it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from textual.app import App, ComposeResult
from textual.content import Content

from kapta_tui.domain.lanes import Key, LaneItem
from kapta_tui.widgets.lanes import Lanes

TODAY = date(2026, 11, 21)


def day(offset: int) -> date:
    """Return the day `offset` days from today."""
    return TODAY + timedelta(offset)


def action(
    number: int, name: str, start: int | None, due: int | None, percent: int = 0, goal: int = 1
) -> LaneItem:
    """Return an action below a goal, with dates in days from today."""
    return LaneItem(
        "action",
        number,
        name,
        parent=("goal", goal),
        start=None if start is None else day(start),
        due=None if due is None else day(due),
        percent=percent,
        is_started=percent > 0,
        owner="jane",
    )


def plan() -> list[LaneItem]:
    """Return two goals: one that spans its actions, one with dates of its own."""
    return [
        LaneItem("goal", 1, "Live [/oops] \x1b[31m", section="Customer's goals", percent=40, is_started=True),
        replace(action(1, "Kick-off", -20, -10, 100), completed_on=day(-10)),
        action(2, "Training", -24, -9, 60),
        action(3, "Acceptance 日本", 12, 34),
        action(4, "Hand-over", -6, 20),
        action(5, "Undated", None, None),
        LaneItem(
            "goal",
            2,
            "Renewal",
            section="Our goals",
            start=day(-10),
            due=day(20),
            percent=50,
            is_started=True,
            marks="$ C-104",
        ),
    ]


class LaneHost(App[None]):
    """Lanes over a plan; `moves` holds what they asked for."""

    def __init__(self, items: Sequence[LaneItem]) -> None:
        super().__init__()
        self.lanes = Lanes()
        self.lanes.empty = Content("No plan yet. Press n [/oops].")
        self.items = items
        self.moves: list[tuple[str, int, date | None, date | None]] = []
        self.highlighted: list[Key] = []
        self.opened: list[Key] = []
        self.refusals: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.lanes

    def on_mount(self) -> None:
        self.lanes.set_items(self.items, TODAY)
        self.lanes.focus()

    def on_lanes_highlighted(self, message: Lanes.Highlighted) -> None:
        self.highlighted.append((message.kind, message.id))

    def on_lanes_opened(self, message: Lanes.Opened) -> None:
        self.opened.append((message.kind, message.id))

    def on_lanes_bar_moved(self, message: Lanes.BarMoved) -> None:
        self.moves.append((message.kind, message.id, message.start, message.due))

    def on_lanes_move_refused(self, message: Lanes.MoveRefused) -> None:
        self.refusals.append(message.reason)
