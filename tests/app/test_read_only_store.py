"""A store that cannot be written is shown, said to be read-only, and every change is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data import connect
from kapta_tui.widgets.header import HeaderLine
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import names
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled


@in_loop
async def test_a_store_that_cannot_be_written_is_shown_and_refuses_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path)
    # Root may write everywhere, so the system's answer is given in its place.
    monkeypatch.setattr(connect, "is_writable", lambda path: False)
    monkeypatch.setattr("kapta_tui.app.is_writable", lambda path: False)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        before = names(store)
        assert before
        assert "read-only" in str(app.screen.query_one(HeaderLine).render())
        assert any("can only be read" in text for text in said(app))
        await pilot.press("x")
        await settled(pilot)
        assert any("cannot be written" in text for text in said(app))
        assert names(store) == before
