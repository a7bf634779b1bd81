"""What every test of the app shares: no animations, and a pilot that knows when the app is at rest."""

from __future__ import annotations

import pytest

from tests.app.rest import rest


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the sleeps and the messages by which Textual's pilot guesses that a key has had its effect."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("textual.pilot.Pilot._wait_for_screen", rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", rest)
    monkeypatch.setattr("textual.app.wait_for_idle", rest)
