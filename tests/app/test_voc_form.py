"""The form of an answer of the customer: the question stands whole above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.app.account_page import SIZES, new_in, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop

QUESTION = "What are your organisation's most important goals for the next 12 months?"


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_question_stands_whole_above_the_answer(tmp_path: Path, size: tuple[int, int]) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        form = await new_in(pilot, "#voc")
        label = form.query_one("#field-question SelectCurrent #label", Static)
        lines = [label.render_line(y).text.strip() for y in range(label.size.height)]
        assert " ".join(lines) == QUESTION
        shown, where = form.find_widget(label).visible_region, label.region
        assert shown.height == where.height == len(lines)
        written = form.query_one("#field-text")
        assert label.region.bottom <= written.region.y
        assert written.has_focus_within
        await type_text(pilot, "Growth")
        await press(pilot, "ctrl+s")
    assert value(store, "SELECT question || ': ' || text FROM voc") == "goals: Growth"
