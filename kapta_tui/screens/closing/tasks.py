"""Asks what becomes of the open tasks of an action that ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kapta_tui.data.read.states import OpenTasks
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption

_TOO: Final = "too"
_LEAVE: Final = "leave"


def ask_about_tasks(
    screen: BaseScreen, found: OpenTasks, then: Callable[[bool], object], *, doing: str = "Completing"
) -> None:
    """Ask whether the open tasks `found` are completed too and tell `then`; Esc changes nothing.

    Without open tasks nothing is asked, and none are completed.
    """
    if not found.count:
        then(False)
        return

    def chosen(key: str | None) -> None:
        if key is not None:
            then(key == _TOO)

    tasks = "1 task below is" if found.count == 1 else f"{found.count} tasks below are"
    them = "it" if found.count == 1 else "them"
    options = [
        PickOption(_TOO, f"Complete {them} too", "what recurs comes no more" if found.recurs else ""),
        PickOption(_LEAVE, f"Leave {them} open"),
    ]
    screen.app.push_screen(Pick(f"{doing}: {tasks} open", options, placeholder="Esc changes nothing"), chosen)
