"""What an empty store offers: no key that needs an item under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from tests.app.account_store import make_app
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled
from tests.conftest import TODAY

NEED_AN_ITEM = ("open", "edit", "remove", "archive", "mark", "carry", "move-left", "move-right")


@pytest.mark.parametrize("keys", [("3",), ("3", "V"), ("4",), ("4", "V")], ids="".join)
@in_loop
async def test_keys_that_need_an_item_are_refused_with_a_reason(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    app = make_app(Store(tmp_path / "kapta.db", "jane", TODAY).open())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        live = {one.command.id: one.reason for one in app.live_commands()}
        groups = ("list.", "board.", "lane.")
        here = {name: reason for name, reason in live.items() if name.startswith(groups)}
        asked = [reason for name, reason in here.items() if name.partition(".")[2] in NEED_AN_ITEM]
        assert len(asked) >= 4
        assert all(asked)
