"""Steps that would raise a health score are done where they stand, and the key is live where a score is shown."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.read.health.next import Advice
from kapta_tui.data.write.basic import remove_record
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.closing.form import ClosingForm
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.health.screen import HealthScreen
from kapta_tui.screens.help import HelpScreen
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.health_page import go_to, shown, why_screen
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.data.desk import Desk


async def _opened(pilot: Pilot[None], account: int) -> HealthScreen:
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    screen.listing.select(account)
    return await why_screen(pilot)


def _promised(screen: HealthScreen) -> int:
    """Return the score that the step under the cursor promises."""
    row = screen.listing.here
    assert row is not None
    assert isinstance(row.target, Advice)
    return row.target.step.shown_after


async def _settles_at(pilot: Pilot[None], screen: HealthScreen, score: int) -> None:
    await settled(pilot)
    assert pilot.app.screen is screen
    await until(pilot, lambda: screen.found.scores.score == score)


@in_loop
async def test_steps_are_done_where_they_stand_and_keep_what_they_promise(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await _opened(pilot, 2)
        go_to(screen, "factor", "plan")
        await press(pilot, "l")
        go_to(screen, "step", "website")
        promised = _promised(screen)
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        assert len(app.screen.query(Input)) == 1
        await type_text(pilot, "beta.test")
        await press(pilot, "ctrl+s")
        await _settles_at(pilot, screen, promised)
        # Folds stay, and the cursor near the step that has gone.
        assert any("Training" in line for line in shown(screen))
        assert screen.listing.here is not None
        assert screen.listing.here.part == "steps"
        await press(pilot, "u")
        await until(pilot, lambda: screen.found.scores.score != promised or promised == 0)
        go_to(screen, "step", "pace")
        await press(pilot, "P")
        assert isinstance(app.screen, Prompt)
        await press(pilot, "escape")
        go_to(screen, "step", "risk")
        await press(pilot, "x")
        assert isinstance(app.screen, ClosingForm)
        await press(pilot, "escape")
        go_to(screen, "hint", "qbr")
        await press(pilot, "c")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape")
        go_to(screen, "hint", "satisfaction")
        await press(pilot, "e")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "9")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert value(store, "SELECT satisfaction FROM account WHERE id = 2") == 9
        assert any("9 of 10, today" in line for line in shown(screen))
        go_to(screen, "step", "decision_maker")
        await press(pilot, "c")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Dana [/x]")
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert value(store, "SELECT role FROM contact WHERE name = 'Dana [/x]'") == "decision_maker"
        assert app.screen is screen
        go_to(screen, "step", "website")
        await press(pilot, "x", "P")
        assert len([words for words in said(app) if "put the cursor on one that names the key" in words]) == 2


@in_loop
async def test_a_note_with_a_key_player_is_begun_with_that_key_player(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await _opened(pilot, 1)
        go_to(screen, "step", "note")
        promised = _promised(screen)
        await press(pilot, "enter")
        await type_text(pilot, "Asked how the rollout goes, and heard a lot.")
        await press(pilot, "ctrl+s")
        await _settles_at(pilot, screen, promised)
        about = "SELECT count(*) FROM note_contact c JOIN note n ON n.id = c.note_id WHERE n.account_id = 1"
        assert value(store, about) == 1


@in_loop
async def test_the_key_explains_health_where_no_pane_explains_a_number_of_its_own(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path))
    app = make_app(desk.store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        account = await page(pilot, 2)
        for tab in ("know", "tasks", "notes", "activity"):
            await account.show_tab(tab)
            await settled(pilot)
            if tab != "tasks":
                screen = await why_screen(pilot)
                assert screen.found.account == 2
                await press(pilot, "q")
                assert app.screen is account
        await account.show_tab("risk")
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape")
        account.action_health_why()
        await until(pilot, lambda: isinstance(app.screen, HealthScreen))
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert {"why.period", "list.right", "list.copy", "screen.next-pane"} <= {
            live.command.id for live in app.live_commands(app.screen_stack[-2]) if live.reason is None
        }
        await press(pilot, "escape", "y")
        text = app.clipboard
        assert text.startswith("Betasoloin · ")
        assert "Website: empty" in text
        assert "What would raise it" in text
        await press(pilot, "escape", "1")
        await settled(pilot)
        app.screen.query_one("#recent").focus()
        screen = await why_screen(pilot)
        assert screen.found.account == 2
        # Another process removes the account: nobody stays where nothing is left to explain.
        desk.do(remove_record, "accounts", 2)
        app.request_refresh()
        await until(pilot, lambda: not isinstance(app.screen, HealthScreen))
        assert not isinstance(app.screen, AccountScreen)
