"""Keys that go from line to line and across, for widgets in which that means something of its own."""

from __future__ import annotations

from abc import abstractmethod


class Stepping:
    """Mixed in behind a widget that says how its cursor goes down and across."""

    @abstractmethod
    def _down(self, step: int) -> None:
        """Move the cursor `step` lines down, up where that is below 0."""

    @abstractmethod
    def _across(self, step: int) -> None:
        """Move the cursor to the right, to the left where `step` is below 0."""

    def action_list_down(self) -> None:
        """Go to the next line."""
        self._down(1)

    def action_list_up(self) -> None:
        """Go to the line before."""
        self._down(-1)

    def action_list_left(self) -> None:
        """Go to what is on the left."""
        self._across(-1)

    def action_list_right(self) -> None:
        """Go to what is on the right."""
        self._across(1)
