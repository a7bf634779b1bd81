"""Words of a risk are selected with the mouse on its own page (mission S0: highlighted text becomes work)."""

from __future__ import annotations

from pathlib import Path

from kapta_tui.data.write.basic import edit_record
from kapta_tui.screens.risk.details import DetailsPane
from kapta_tui.widgets.preview import Facts
from tests.app.keyboard import press
from tests.app.risk_store import make_app, make_desk
from tests.app.running import in_loop
from tests.app.test_risk_page import risk_page
from tests.app.test_turning import drag, form_on, typed


@in_loop
async def test_words_selected_on_the_page_of_a_risk_become_a_task(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.do(edit_record, "risks", 1, {"details": "They doubt the price.\n\nCall the buyer on Monday."})
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risk_page(pilot)
        await drag(pilot, screen.query_one(DetailsPane).query_one(Facts), "Call", "buyer")
        assert screen.get_selected_text() == "Call the buyer"
        await press(pilot, "ctrl+t", "t")
        form = await form_on(pilot)
        assert typed(form, "name") == "Call the buyer"
        await press(pilot, "ctrl+s")
    assert desk.row("SELECT name, source, source_id, risk_id FROM task ORDER BY id DESC LIMIT 1") == (
        "Call the buyer",
        "risk",
        1,
        1,
    )
