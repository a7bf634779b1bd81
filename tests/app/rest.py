"""When the app is at rest: nothing of it can go on before a clock ticks, a thread ends or somebody presses a key."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

_TURNS = 20_000
"""Turns of the event loop after which work that begets work without end is left alone."""


async def rest(*_: object) -> bool:
    """Let every task run until none is ready to; say whether that came to pass.

    Textual's pilot sends a message round every widget instead, and then sleeps until the process uses little time;
    on a busy machine it uses little too.
    """
    # What waits to be run has no public name in asyncio, and nothing else tells without a guess that all has been done.
    loop: Any = asyncio.get_running_loop()
    calm = 0
    for _turn in range(_TURNS):
        await asyncio.sleep(0)
        calm = 0 if loop._ready else calm + 1
        if calm == 2:
            return True
    return False


def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Animate nothing, and spare the sleeps by which Textual's pilot guesses that a key has had its effect."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("textual.pilot.Pilot._wait_for_screen", rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", rest)
    monkeypatch.setattr("textual.app.wait_for_idle", rest)
