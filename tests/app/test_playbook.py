"""The rules of the health score in the app: changed, foretold, saved, taken back (features: row 60)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kapta_tui.data.read.playbook import current_text
from kapta_tui.data.store import Store
from kapta_tui.data.write.playbooks import set_health
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.playbook.dialog import PlaybookDialog
from kapta_tui.screens.playbook.rules import Rules
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen, row_texts
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until


async def _open(pilot: Pilot[None]) -> PlaybookDialog:
    await accounts_screen(pilot)
    await press(pilot, "f2")
    dialog = pilot.app.screen
    assert isinstance(dialog, PlaybookDialog)
    await until(pilot, lambda: "healthy" in _told(dialog))
    return dialog


def _told(dialog: PlaybookDialog) -> str:
    return dialog.query_one(FactSheet).text


def _lines(dialog: PlaybookDialog) -> list[str]:
    rules = dialog.query_one(Rules)
    return [rules.render_line(y).text.rstrip() for y in range(rules.scrollable_size.height)]


def _text(store: Store) -> str:
    with closing(store.connect()) as connection:
        return current_text(connection)


def _scores(store: Store) -> dict[str, int]:
    with closing(store.connect()) as connection:
        return dict(
            connection.execute("SELECT name, score FROM account JOIN account_health ON account_id = id")
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_a_weight_is_typed_foretold_saved_and_taken_back(tmp_path: Path, size: tuple[int, int]) -> None:
    store = make_store(tmp_path)
    text, before = _text(store), _scores(store)
    app = make_app(store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        dialog = await _open(pilot)
        assert "No account crosses a band." in _told(dialog)
        assert dialog.why_not("form.save") == "Nothing was changed"
        # Bands so low that everybody is healthy who has any score.
        scored = sum(score >= 2 for score in before.values())
        await press(pilot, *["j"] * 8, "1")
        assert "▸ Watch" in "\n".join(_lines(dialog))
        await press(pilot, "k", "2")
        await until(pilot, lambda: f"{scored} accounts cross a band ({scored} up)." in _told(dialog))
        assert f"0 → {scored}  +{scored}" in _told(dialog)
        assert "Health: bands: watch is 1 instead of 50." in _told(dialog)
        await press(pilot, "g", "j", "4", "0", "backspace", "backspace", "6", "0")
        assert any(line.startswith("▸ Plan") and "60▏" in line for line in _lines(dialog))
        await until(pilot, lambda: "plan is 60 instead of 25" in _told(dialog))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await settled(pilot)
        assert "plan = 60\n" in _text(store)
        assert _text(store).count("#") == text.count("#")
        screen = await accounts_screen(pilot)
        after = _scores(store)
        assert after != before
        named = next(name for name in after if after[name] != before[name])
        assert any(named in line and f" {after[named]} ●" in line for line in row_texts(screen))
        await press(pilot, "u")
        assert (_text(store), _scores(store)) == (text, before)


@in_loop
async def test_a_type_has_its_own_weight_until_it_is_taken_away_and_wrong_ones_are_said(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _open(pilot)
        await press(pilot, "j", "l", "l", "plus", "plus")
        plan = next(line for line in _lines(dialog) if line.startswith("▸ Plan"))
        assert plan.split()[2:] == ["25", "25", "27*", "25"]
        assert "27 of 102" in str(dialog.query_one("#about", Static).content)
        await press(pilot, "9", "9", "9", "9")
        await until(
            pilot, lambda: any("✗ is 9999; write a number from 0 to 1000" in x for x in _lines(dialog))
        )
        await press(pilot, "ctrl+s")
        assert app.screen is dialog
        assert "health.weights_for.strategic.plan is 9999" in str(dialog.query_one("#error", Static).content)
        await press(pilot, "7", "escape")
        assert app.screen is dialog
        assert any(line.startswith("▸ Plan") and "9999*" in line for line in _lines(dialog))
        await press(pilot, "minus", "x")
        await until(pilot, lambda: not any("✗" in line for line in _lines(dialog)))
        assert not dialog.is_changed
        await press(pilot, "G", "k", "3", "q")
        assert isinstance(app.screen, Confirm)
        assert "Profile: points, Contract" in "\n".join(str(one.content) for one in app.screen.query(Static))
        await press(pilot, "n", "minus", "escape", "y")
        assert isinstance(app.screen, AccountsScreen)
        assert "contract = 10\n" in _text(store)


@in_loop
async def test_the_whole_text_is_edited_checked_and_foretold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    seen: list[str] = []
    wanted = [("watch = 50", "watch = 5x"), ("watch = 5x", "watch = 1")]

    def edit(_: object, text: str, suffix: str) -> str:
        seen.append(text)
        return text.replace(*wanted[len(seen) - 1]).rstrip("\n")

    monkeypatch.setattr("kapta_tui.screens.playbook.dialog.edit_text", edit)
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _open(pilot)
        await press(pilot, "j", "3", "0", "ctrl+g")
        assert "plan = 30\n" in seen[0]
        assert "this is no TOML" in _told(dialog)
        assert dialog.why_not("form.save")
        await press(pilot, "G", "enter")
        assert "watch = 5x" in seen[1]
        await until(pilot, lambda: "watch is 1 instead of 50" in _told(dialog))
        assert "plan is 30 instead of 25" in _told(dialog)
        assert any(line.split()[:2] == ["Watch", "1"] for line in await _shown_from(pilot, dialog))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert "\nwatch = 1\n" in _text(store)
        assert "plan = 30\n" in _text(store)


async def _shown_from(pilot: Pilot[None], dialog: PlaybookDialog) -> list[str]:
    await press(pilot, "g")
    return _lines(dialog)


@in_loop
async def test_everything_is_done_by_mouse_too(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(200, 60)) as pilot:
        dialog = await _open(pilot)
        lines = _lines(dialog)
        y = next(number for number, line in enumerate(lines) if line.strip().startswith("QBR"))
        await pilot.click(Rules, offset=(1 + 26, 1 + y))
        await settled(pilot)
        assert dialog.query_one(Rules).entry is not None
        await press(pilot, "equals_sign")
        assert any(line.startswith("▸ QBR") and "16*" in line for line in _lines(dialog))
        y = next(number for number, line in enumerate(lines) if "zero" in line)
        for _ in range(2):
            await pilot.click(Rules, offset=(1 + 26, 1 + y))
            await settled(pilot)
        assert "skip*" in _lines(dialog)[y]
        await pilot.click("FooterLine", offset=(2, 0))
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert 'plan = "skip"\n' in _text(store)
        assert "qbr = 16\n" in _text(store)


@in_loop
async def test_a_playbook_that_somebody_else_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await _open(pilot)
        store.do(set_health, {("weights", "notes"): 12})
        text = _text(store)
        await press(pilot, "9", "ctrl+s")
        assert app.screen is dialog
        assert "changed by somebody else" in str(dialog.query_one("#error", Static).content)
        assert _text(store) == text
        assert dialog.why_not("global.quit")
