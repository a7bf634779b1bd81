"""Reports in the app: the same one whichever door, followed, copied and saved (features: row 52)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs import Confirm, Pick
from kapta_tui.screens.reporting.door import Door, of_plan
from kapta_tui.screens.reporting.saving import SaveReport
from kapta_tui.screens.reporting.screen import ReportScreen, report_screen
from kapta_tui.screens.reporting.text import GridBlock
from tests.app import naughty_store, risk_store
from tests.app.account_store import make_app
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, screen_lines, settled, until

ALPHA = 1


async def reading(pilot: Pilot[None]) -> str:
    """Return the Markdown of the report that is shown once it is; it was made of what the store holds."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReportScreen), screen
    await press(pilot, "y")
    assert pilot.app.clipboard
    return pilot.app.clipboard


async def choose(pilot: Pilot[None], words: str) -> str:
    """Press the key for reports, choose the one that `words` find, and return its Markdown."""
    await press(pilot, "ctrl+e")
    assert isinstance(pilot.app.screen, Pick)
    await type_text(pilot, words)
    await press(pilot, "enter")
    return await reading(pilot)


@in_loop
async def test_a_report_is_the_same_whichever_door_it_is_reached_by(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    app = risk_store.make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await risk_store.risks_screen(pilot)
        await press(pilot, "g")
        account = screen.account_here()
        assert account == ALPHA
        whole = await choose(pilot, "portfolio")
        assert "As of 2026-11-21 · all risks\n" in whole
        await press(pilot, "q")
        from_risks = await choose(pilot, "account")
        assert from_risks.startswith("# Risk report: Alpha\n")
        await press(pilot, "q", "/")
        await type_text(pilot, "severity:critical")
        await press(pilot, "enter")
        narrowed = await choose(pilot, "portfolio")
        assert "· risks that pass severity:critical\n" in narrowed
        assert narrowed.count("Critical × ") == 2
        await press(pilot, "q", "escape", "2", "g")
        assert await choose(pilot, "account risk") == from_risks
        await press(pilot, "q")
        app.push_screen(AccountScreen(ALPHA))
        assert await choose(pilot, "account risk") == from_risks
        deep = f"{'*' * 1500}x{'*' * 1500}\n{'>' * 500} x"
        desk.do(verbs.edit_risk, 1, {"severity": "low", "details": deep})
        await until(pilot, lambda: any("Low × " in line for line in screen_lines(app)))
    desk.close()


async def save(pilot: Pilot[None], path: Path) -> None:
    """Save the report that is shown."""
    await press(pilot, "E")
    assert isinstance(pilot.app.screen, SaveReport)
    pilot.app.screen.query_one(Input).value = str(path)
    await press(pilot, "enter")


@in_loop
async def test_a_report_is_saved_in_the_format_of_the_suffix(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    app = risk_store.make_app(desk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await risk_store.risks_screen(pilot)
        await app.push_screen(report_screen(Door("portfolio_risk")))
        markdown = await reading(pilot)
        for name, begin in (("r.md", b"# Portfolio"), ("r.html", b"<!doctype"), ("r.pdf", b"%PDF-")):
            await save(pilot, tmp_path / name)
            assert (tmp_path / name).read_bytes().startswith(begin)
        assert (tmp_path / "r.md").read_text(encoding="utf-8") == markdown
        assert any(text.startswith("Saved the report to ") for text in said(app))
        (tmp_path / "r.md").write_text("mine", encoding="utf-8")
        await save(pilot, tmp_path / "r.md")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "n")
        assert (tmp_path / "r.md").read_text(encoding="utf-8") == "mine"
        assert isinstance(app.screen, SaveReport)
        app.screen.query_one(Input).value = str(tmp_path / "r.docx")
        await press(pilot, "enter")
        assert isinstance(app.screen, SaveReport)
        await press(pilot, "escape")
        assert isinstance(app.screen, ReportScreen)
        before = screen_lines(app)
        await press(pilot, "G")
        assert screen_lines(app) != before
        await press(pilot, "g")
        assert screen_lines(app) == before
        await press(pilot, "q")
        await switch(pilot, ', "risk", "portfolio_risk"', "")
        await press(pilot, "ctrl+e")
        assert any("the playbook offers no report" in text for text in said(app))
    desk.close()


async def switch(pilot: Pilot[None], old: str, new: str) -> None:
    """Change a line of the playbook."""
    app = pilot.app
    assert isinstance(app, KaptaApp)
    text = default_text()
    assert old in text
    app.run_verb("", lambda store: store.do(verbs.set_playbook, text.replace(old, new, 1)))
    await settled(pilot)


@pytest.mark.parametrize("texts", ["own", "big-list"])
@in_loop
async def test_no_text_in_a_report_is_code(tmp_path: Path, texts: str) -> None:
    given = naughty_store.usable(list(naughty_store.OWN)) if texts == "own" else naughty_store.big_list()
    store = naughty_store.make_store(tmp_path, given)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        with store.connect() as connection:
            # Five of the accounts hold texts of every sort; all of them take too long for every run.
            accounts = [
                row[0] for row in connection.execute("SELECT id FROM account ORDER BY id % 7, id LIMIT 5")
            ]
        connection.close()
        plans = [door for account in accounts[:2] for door in of_plan(account)]
        plans += [
            Door("health"),
            Door("health", accounts[0]),
            Door("activity", accounts[0]),
            Door("activity"),
        ]
        for door in (Door("portfolio_risk"), *(Door("risk", account) for account in accounts), *plans):
            await app.push_screen(report_screen(door))
            await reading(pilot)
            for block in list(app.screen.query(GridBlock))[:2]:
                await pilot.hover(block)
            await press(pilot, "q")
