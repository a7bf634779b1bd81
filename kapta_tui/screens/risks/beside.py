"""The pane beside the risks, which follows the cursor."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from kapta_tui.screens.risks.viewing import RiskViewing
from kapta_tui.widgets.board import Board
from kapta_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from kapta_tui.screens.risks.preview import Preview

_LOOK_SECONDS = 0.06
"""The cursor must rest so long before the preview follows it."""


class RiskBeside(RiskViewing):
    """The preview: it comes after the rows, which shall not wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self._look_timer: Timer | None = None

    @on(Listing.Highlighted, "#risks")
    @on(Board.Highlighted, "#board")
    def look_soon(self) -> None:
        """Follow the cursor once it rests, so that a held key asks nothing."""
        if self._look_timer is not None:
            self._look_timer.stop()
        self._look_timer = self.set_timer(_LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        if self.counts_only or not self.query_one("#beside").display:
            return
        risk = self.shown.cursor_id
        if risk is None:
            await self._show_preview(None)
        else:
            query = partial(_preview, risk=risk, user=self.shell.user, today=self.shell.today)
            self.ask("preview", query, self._show_preview)

    async def _show_preview(self, found: Preview | None) -> None:
        from kapta_tui.screens.risks.sheet import RiskSheet

        if not self.query("#preview"):
            await self.query_one("#beside").mount(RiskSheet("Risk", id="preview"))
        sheet = self.query_one(RiskSheet)
        if found is None:
            sheet.show("Risk", ())
            return
        from kapta_tui.screens.risks.preview import facts

        row = found.line.row
        sheet.show(row.account, facts(found, self.shell.today), row.id)


def _preview(connection: sqlite3.Connection, risk: int, user: str, today: date) -> Preview | None:
    """Return what is said of the risk, None when it is gone."""
    # What this imports shall not delay the list; here it is in the thread.
    from kapta_tui.screens.risks.preview import look

    return look(connection, risk, user, today)
