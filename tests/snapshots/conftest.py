"""A store with the sample portfolio, and a clock and animations that stand still, for pictures of screens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from kapta_tui.data.store import Store
from tests.app.rest import brisk
from tests.conftest import NOW, make_store


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Store:
    """The sample portfolio for one picture."""
    path = tmp_path / "kapta.db"
    shutil.copyfile(demo_file, path)
    return make_store(path)


@pytest.fixture(autouse=True)
def _stillness(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw without animations, on the day of the tests and in one time zone, whatever the machine says."""
    brisk(monkeypatch)
    for variable in ("NO_COLOR", "TEXTUAL_FILTERS", "COLORTERM"):
        monkeypatch.delenv(variable, raising=False)
    with time_machine.travel(datetime.fromisoformat(NOW).replace(tzinfo=ZoneInfo("UTC"))):
        yield
