"""What a screen can do with the key for reports (features: row 52)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.reporting.door import Door
from kapta_tui.widgets import toast

if TYPE_CHECKING:
    from kapta_tui.reports.registry import Kind
    from kapta_tui.screens.dialogs import PickOption

_LABEL: Final = "Report…"


class Reports(BaseScreen):
    """Mixed into a screen that says in `reports_here` which reports there are of what it shows."""

    def reports_here(self) -> tuple[Door, ...]:
        """Return the reports on what is under the cursor and on all that is shown, the nearest first."""
        return ()

    def with_doors(self, then: Callable[[tuple[Door, ...]], object]) -> None:
        """Tell `then` what `reports_here` says, at once or when the store has said what is under the cursor."""
        then(self.reports_here())

    def action_report(self) -> None:
        """Choose one of the reports where there are several, and show it."""
        self.with_doors(self._offer_reports)

    def _offer_reports(self, doors: tuple[Door, ...]) -> None:
        if doors:
            self.ask_to_open("report", partial(choices, doors=doors), partial(self._choose_report, doors))
        else:
            toast.show_reason(self.app, _LABEL, "there is nothing under the cursor to report on")

    def _choose_report(self, doors: tuple[Door, ...], options: list[PickOption]) -> None:
        from kapta_tui.screens.dialogs import Pick

        if not options:
            toast.show_reason(
                self.app, _LABEL, "the playbook offers no report on this; 'kapta playbook edit' does"
            )
        elif len(options) == 1:
            self._open_report(doors, options[0].key)
        else:
            self.app.push_screen(Pick("Which report?", options), partial(self._open_report, doors))

    def _open_report(self, doors: tuple[Door, ...], key: str | None) -> None:
        from kapta_tui.screens.reporting.screen import report_screen

        if key is not None:
            self.app.push_screen(report_screen(doors[int(key)]))


def _whose(door: Door, kind: Kind, names: Mapping[int, str]) -> str:
    """Return whose report it is, behind its label; of a report on several that of one account exists too."""
    if door.account is not None:
        return f" · {names.get(door.account, '')}"
    return " · portfolio" if kind.subject == "either" else ""


def choices(connection: sqlite3.Connection, doors: tuple[Door, ...]) -> list[PickOption]:
    """Return those of `doors` whose report the playbook offers, by their place; runs in a thread."""
    from kapta_tui.data.read.names import called
    from kapta_tui.data.read.playbook import current
    from kapta_tui.reports.registry import offered
    from kapta_tui.screens.dialogs import PickOption

    kinds = {kind.code: kind for kind in offered(current(connection))}
    accounts = [door.account for door in doors if door.account is not None]
    names = called(connection, "accounts", accounts)
    return [
        PickOption(
            str(place),
            kinds[door.report].label + _whose(door, kinds[door.report], names),
            f"filter {door.filter}" if door.filter else kinds[door.report].about,
        )
        for place, door in enumerate(doors)
        if door.report in kinds
    ]
