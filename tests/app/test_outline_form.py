"""Goals typed as an outline: its editor, what it makes, and where the cursor goes (features: row 74)."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from kapta_tui.data.store import Store
from kapta_tui.data.write import basic
from kapta_tui.screens.account.plan import PlanList
from kapta_tui.screens.plans.outlineform import OutlineForm
from tests.app.account_page import page
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said


def store_with_goal(tmp_path: Path) -> Store:
    """Return a store whose first account has a goal in its second section too."""
    store = make_store(tmp_path)
    store.do(basic.add_record, "goals", {"account": 1, "name": "Later", "section": "internal"})
    return store


@in_loop
async def test_an_outline_is_typed_with_its_indentation_and_found_afterwards(tmp_path: Path) -> None:
    store = store_with_goal(tmp_path)
    app = make_app(store, "accounts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        plan = (await page(pilot, 1, "act")).query_one(PlanList)
        await press(pilot, "Z", "G", "N")
        await type_text(pilot, "outline")
        await press(pilot, "enter")
        form = app.screen
        assert isinstance(form, OutlineForm)
        area = app.focused
        assert isinstance(area, TextArea)
        # Tab goes no deeper than a step below the line above; Enter keeps the depth.
        await press(pilot, "tab")
        await type_text(pilot, "Grow due:soon")
        await press(pilot, "enter", "tab", "tab")
        await type_text(pilot, "Widen")
        await press(pilot, "enter", "tab")
        await type_text(pilot, "Ask [/x]")
        await press(pilot, "enter", "shift+tab", "shift+tab")
        await type_text(pilot, "Keep")
        assert area.text == "Grow due:soon\n  Widen\n    Ask [/x]\nKeep"
        await press(pilot, "shift+up", "tab")
        assert area.text == "Grow due:soon\n  Widen\n    Ask [/x]\nKeep"
        assert "Line 1, 'due:soon': 'soon' is no date" in str(form.query_one("#made").render())
        await press(pilot, "ctrl+s")
        assert app.screen is form
        area.move_cursor((0, len("Grow due:soon")))
        await press(pilot, *["backspace"] * 4)
        await type_text(pilot, "+7d owner:root")
        assert "Makes 2 goals, 1 objective and 1 action" in str(form.query_one("#made").render())
        # At the margin shift+Tab leaves, Tab comes back.
        await press(pilot, "shift+tab")
        assert app.focused is not area
        await press(pilot, "tab")
        assert app.focused is area
        await press(pilot, "ctrl+s")
        assert plan.line is not None
        assert (plan.line.name, plan.line.section, str(plan.line.due)) == ("Grow", "internal", "2026-11-28")
        assert any("Ask [/x]" in plan.render_line(y).text for y in range(plan.size.height))
        news = " ".join(" ".join(said(app)).split())
        assert "Added goal Grow and 1 more of " in news
        assert "with 1 objective and 1 action" in news
        made = "SELECT count(*) FROM goal WHERE account_id = 1 AND section = 'internal'"
        assert rows(store, made) == [(3,)]
        # A template's goal is where the cursor goes too.
        await press(pilot, "N")
        await type_text(pilot, "growth")
        await press(pilot, "enter", "ctrl+s")
        assert plan.line is not None
        assert plan.line.kind == "goals"
        assert plan.line.id == rows(store, "SELECT max(id) FROM goal")[0][0]
