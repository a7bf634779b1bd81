"""Reports on plans in the app, and all plan data as one file (features: rows 78 and 89)."""

from __future__ import annotations

import json
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs import Confirm, Pick
from kapta_tui.screens.exporting.plans import ExportPlans
from kapta_tui.screens.plans import PlansScreen
from tests.app.keyboard import press, type_text
from tests.app.plan_store import opened
from tests.app.running import in_loop
from tests.app.shell_screens import said, screen_lines, settled, until
from tests.app.test_reports import choose, save


def aside(app: KaptaApp) -> str:
    """Return what is said beside the report."""
    found = app.screen.query_one("#aside", Static)
    return str(found.render()) if found.display else ""


async def offered(pilot: Pilot[None], key: str) -> list[str]:
    """Press a key that asks what is wanted and return what there is to choose."""
    await press(pilot, key)
    assert isinstance(pilot.app.screen, Pick)
    options = pilot.app.screen.query_one(OptionList).options
    return [str(option.prompt).split("  ")[0] for option in options]


@in_loop
async def test_the_preview_says_what_is_left_out_and_follows_what_is_marked(tmp_path: Path) -> None:
    async with opened(tmp_path, notifications=True) as (store, app, pilot):
        names = await offered(pilot, "ctrl+e")
        assert [name.partition(" · ")[0] for name in names] == ["Action plan report", "Customer report"]
        await press(pilot, "escape")
        ours = await choose(pilot, "action plan")
        assert "Book the room" in ours
        assert aside(app) == ""
        await press(pilot, "q")
        told = await choose(pilot, "customer")
        assert "| Training | in progress | 60 % |" in told
        assert "Book the room" not in told
        assert aside(app).startswith("No goal and no action is left out. ")
        store.do(verbs.show_in_report, [("actions", 1)], False)
        await until(pilot, lambda: aside(app).startswith("Left out: 1 action. "))
        await until(pilot, lambda: not any("Training" in line for line in screen_lines(app)))
        await save(pilot, tmp_path / "plan.md")
        text = (tmp_path / "plan.md").read_text(encoding="utf-8")
        assert "Acceptance" in text
        assert "Training" not in text
        assert "eft out" not in text
        await press(pilot, "q", "V")
        assert len(await offered(pilot, "ctrl+e")) == 2
        await press(pilot, "escape")
        app.push_screen(AccountScreen(1))
        await settled(pilot)
        assert len(await offered(pilot, "ctrl+e")) == 5
        await press(pilot, "escape")
        app.push_screen(ActionScreen(1))
        await settled(pilot)
        assert len(await offered(pilot, "ctrl+e")) == 2


@in_loop
async def test_all_plan_data_is_offered_beside_the_rows_and_written_to_one_file(tmp_path: Path) -> None:
    async with opened(tmp_path, notifications=True) as (_, app, pilot):
        names = await offered(pilot, "E")
        assert names[0] == "The 4 actions in the list"
        assert names[1].startswith("All plan data of Acme [/oops]")
        assert names[2] == "All plan data of all accounts"
        await type_text(pilot, "oops")
        await press(pilot, "enter")
        assert isinstance(app.screen, ExportPlans)
        assert app.screen.query_one(Input).value.startswith("plan-acme-oops")
        for name, words in (
            ("x.csv", "holds one table"),
            ("x", f"as CSV files, in the folder {tmp_path / 'x'}"),
            ("x/", f"as CSV files, in the folder {tmp_path / 'x'}"),
            ("none/x", "There is no folder"),
            ("x.pdf", "no export format"),
        ):
            app.screen.query_one(Input).value = str(tmp_path / name)
            await settled(pilot)
            assert words in str(app.screen.query_one("#meaning", Static).render())
        # A folder that is there keeps what else it holds; only files of the kinds are asked about.
        (tmp_path / "x").mkdir()
        for name in ("other.txt", "goals.csv"):
            (tmp_path / "x" / name).write_text("kept", encoding="utf-8")
        app.screen.query_one(Input).value = f"{tmp_path}/x/"
        await press(pilot, "enter")
        assert isinstance(app.screen, Confirm)
        assert str(app.screen.query_one("#frame").border_title) == "Replace goals.csv in x?"
        await press(pilot, "y")
        await until(pilot, lambda: any(text.startswith("Exported 7 rows to ") for text in said(app)))
        names = sorted(path.name for path in (tmp_path / "x").iterdir())
        assert names == ["actions.csv", "goals.csv", "objectives.csv", "other.txt", "tasks.csv"]
        assert (tmp_path / "x" / "other.txt").read_text(encoding="utf-8") == "kept"
        await offered(pilot, "E")
        await type_text(pilot, "oops")
        await press(pilot, "enter")
        app.screen.query_one(Input).value = str(tmp_path / "plan.json")
        await press(pilot, "enter")
        await until(pilot, lambda: (tmp_path / "plan.json").exists())
        found = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
        assert [len(found[kind]) for kind in ("goals", "objectives", "actions", "tasks")] == [1, 1, 3, 2]
        assert found["goals"][0]["account"].startswith("Acme [/oops]")
        app.push_screen(AccountScreen(2, "act"))
        await settled(pilot)
        await press(pilot, "E")
        assert isinstance(app.screen, ExportPlans)
        assert "1 goal, 0 objectives, 2 actions, 0 tasks" in str(
            app.screen.query_one("#meaning", Static).render()
        )
        await press(pilot, "escape", "q")
        assert isinstance(app.screen, PlansScreen)
