"""What every test of the app shares: no animations, and a pilot that knows when the app is at rest."""

from __future__ import annotations

import pytest

from tests.app.rest import brisk


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing but what the app does."""
    brisk(monkeypatch)
