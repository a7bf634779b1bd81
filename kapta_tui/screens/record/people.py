"""Choosing whose something is, among the people there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from kapta_tui.data.read.names import names
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import PickOption
from kapta_tui.screens.record.picktext import PickOrType

NOBODY: Final = "none:"
"""The key of the entry that names nobody; no person is called so."""

_MOST: Final = 500
"""Most people offered."""


def ask_person(
    screen: BaseScreen, title: str, now: str, named: str | None, save: Callable[[str | None], object]
) -> None:
    """Pick a person by name and tell `save`; a name that nobody bears is a new person, None the account's owner.

    `now` is who it is at present, `named` who was chosen by name, None where it is the account's owner.
    """

    def show(people: list[tuple[int, str]]) -> None:
        options = [PickOption(name, name, "now" if name == now else "") for _, name in people]
        if named:
            options.insert(0, PickOption(NOBODY, "The account's owner", "whoever that is"))
        screen.app.push_screen(PickOrType(title, options, typed="a new person"), taken)

    def taken(key: str | None) -> None:
        if key is not None and key != named:
            save(None if key == NOBODY else key)

    screen.ask_to_open("people", _people, show)


def _people(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return names(connection, "users", "", limit=_MOST)
