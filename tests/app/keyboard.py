"""Working the app by keys, as every test of a screen does."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from kapta_tui.widgets.listing import Listing
from tests.app.shell_screens import settled

_KEYS = {" ": "space", "%": "percent_sign"}
"""Characters whose key has a name."""


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each once the app has come to rest."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type `text` into what has the keyboard, in one burst, and wait until it has had its effect."""
    await pilot.press(*(_KEYS.get(char, char) for char in text))
    await settled(pilot)


async def toggle_column(pilot: Pilot[None], listing: Listing[Any], key: str) -> None:
    """Hide the column `key` of `listing`, or show it again, in the dialog of columns."""
    place = [column.key for column in listing.columns[1:]].index(key)
    await press(pilot, "C", *["j"] * place, "space", "escape")
