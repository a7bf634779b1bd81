"""Asking for a note on one record, short or in full, and leaving it (features: rows 40 and 87)."""

from __future__ import annotations

from collections.abc import Callable

from kapta_tui.domain.fields import Values
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.editing_jobs import Job

Leave = Callable[[Values], Job]
"""Makes the write that leaves a note of these values on the record."""


def quick_note(screen: BaseScreen, noun: str, account: str, leave: Leave) -> None:
    """Ask for a note of one line on the record, which is a `noun` of the account called so, and leave it."""

    def take(text: str | None) -> None:
        if text is not None:
            editing.run(screen, leave({"text": text}))

    dialog = Prompt(
        f"Note on the {noun} · {account}",
        placeholder="what happened",
        hint=f"kept with the {noun} and among the account's notes",
    )
    screen.app.push_screen(dialog, take)


def full_note(screen: BaseScreen, noun: str, account: int, leave: Leave) -> None:
    """Ask for a note with type, contacts and day, and leave it; notes on a `noun` are of that type."""
    editing.add(screen, "notes", account=account, given={"type": noun}, writes=leave)
