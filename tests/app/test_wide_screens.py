"""What wide terminals show beside the lists (interface.md 3: uses 200×60)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.write.basic import edit_record
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen, row_texts
from tests.app.running import in_loop
from tests.app.shell_screens import until


@pytest.mark.parametrize(("size", "columns"), [((160, 45), 7), ((200, 60), 8)])
@in_loop
async def test_activity_has_the_lines_below_the_preview(
    tmp_path: Path, size: tuple[int, int], columns: int
) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"owner": "Aoife Brannigan"})
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        screen = await accounts_screen(pilot)
        sheet, feed = screen.query_one(FactSheet), screen.query_one(Feed)
        await until(pilot, lambda: "Called the sponsor." in sheet.text and feed.region.area > 0)
        assert feed.region.y == sheet.region.bottom
        assert feed.region.x == sheet.region.x > screen.listing.region.right - 1
        assert feed.size.width > 50
        assert not sheet.show_vertical_scrollbar
        assert len(screen.listing.shown) == columns
        whole = any("Aoife Brannigan" in text for text in row_texts(screen))
        assert whole or columns < 8
