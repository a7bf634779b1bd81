"""What every test of the app shares: no animations, and a pilot that looks often whether the app is at rest."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the two fiftieths of a second that Textual's pilot sleeps at every key; they were half of all time."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0005)
