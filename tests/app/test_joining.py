"""The app joins the segments of the search index by itself (features: row 23)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kapta_tui.data.read.searched import TEXTS
from kapta_tui.data.segments import MANY, segments
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen
from tests.app.running import in_loop


@in_loop
async def test_segments_are_joined_in_the_background(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with closing(store.connect()) as connection:
        for number in range(64):
            if segments(connection, TEXTS) > MANY:
                break
            connection.execute("UPDATE account SET description = ? WHERE id = 1", (f"mailbox {number}",))
        assert segments(connection, TEXTS) > MANY
        app = make_app(store)
        async with app.run_test() as pilot:
            await accounts_screen(pilot)
            app.join_segments()
            await app.workers.wait_for_complete()
            assert segments(connection, TEXTS) <= 2
