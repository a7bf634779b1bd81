"""Moving cards on the board: each move is a verb; what is refused puts the card back."""

from __future__ import annotations

from abc import abstractmethod

from textual import on

from kapta_tui.data.read.riskboard import GROUPS
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.risk import is_closed
from kapta_tui.screens.risks.acting import RiskActions
from kapta_tui.screens.risks.cards import CLOSING
from kapta_tui.screens.risks.loading import Loaded
from kapta_tui.screens.risks.views import kept
from kapta_tui.widgets.board import Board


class RiskBoarding(RiskActions):
    """What the board asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._writing = 0
        self.is_ahead = False
        """Whether the board shows a move that has not been read back; what was read before it would undo it."""
        self.loaded: Loaded | None = None
        """What was read last for the table or the board."""

    def reload(self) -> None:
        """Take what is read from now on, unless a move is still being written: another reload follows it."""
        if not self._writing:
            self.is_ahead = False

    def keep_view(self) -> None:
        """Remember the view and its grouping for the next time."""
        self.shell.view_used(self.SECTION, kept(self.view, self.by))

    @abstractmethod
    def ask_shown(self) -> None:
        """Ask for what the view in use shows; the counts of the quick filters are the same in every view."""

    @abstractmethod
    def show_loaded(self, loaded: Loaded) -> None:
        """Show what was read."""

    @on(Board.MoveRequested, "#board")
    def _move(self, event: Board.MoveRequested) -> None:
        from kapta_tui.screens import editing
        from kapta_tui.screens.closing import ask_to_close
        from kapta_tui.screens.risks import jobs

        is_closing = event.to_column == CLOSING
        closes = is_closing or (is_closed(event.to_column) and not is_closed(event.from_column))
        if self.by == "status" and closes:
            status = "" if is_closing else event.to_column
            ask_to_close(self, (event.id,), status=status, then=self._expect_back, cancelled=self._put_back)
        else:
            value = event.to_column or None
            job = jobs.move(event.id, self.by, value, self._below(event))
            self._writing += 1
            self.is_ahead = True
            editing.run(self, job, self._written, failed=self._refused)

    def _written(self, _: int) -> None:
        self._writing -= 1

    def _expect_back(self, risk: int) -> None:
        # When the card comes back by undo, the cursor goes to it.
        self.want(risk)

    def _below(self, event: Board.MoveRequested) -> int | None:
        """Return the card that the moved one stands above now, None at the end of the column."""
        ids = [card for card in self.board.ids(event.to_column) if card != event.id]
        return ids[event.index] if event.index < len(ids) else None

    def _put_back(self) -> None:
        self.board.cancel_move()

    def _refused(self, error: KaptaError | None) -> None:
        self._writing -= 1
        self._put_back()
        # What stands in the way may be somebody else's change that is not shown yet.
        self.reload()
        if error is not None:
            self.shell.toast_error(error)

    @on(Board.RegroupRequested, "#board")
    def _regroup(self) -> None:
        """Group by the next field: severity, status, likelihood, priority."""
        self.by = GROUPS[(GROUPS.index(self.by) + 1) % len(GROUPS)]
        self.wanted = self.board.cursor_id
        self.keep_view()
        if self.loaded is None or self.by not in self.loaded.boards or self.is_ahead:
            self.ask_shown()
        else:
            self.show_loaded(self.loaded)

    def action_board_copy(self) -> None:
        """Copy the marked cards, or the one under the cursor."""
        self.copy(self.board.targets)
