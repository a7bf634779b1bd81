"""Garbage collection stands still while the app starts."""

from __future__ import annotations

import gc


def rest() -> None:
    """Collect nothing until `resume`: a start makes objects that stay, so that looking for others is lost time."""
    gc.disable()


def resume() -> None:
    """Collect again, leaving out what the start made; nothing happens when collection never rested."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
