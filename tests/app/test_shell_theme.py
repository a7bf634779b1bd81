"""Themes in the running app."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input, OptionList

from kapta_tui.settings import Settings, load_settings
from kapta_tui.theme import OWN_THEMES
from tests.app.keyboard import press
from tests.app.line_hosts import ListHost
from tests.app.running import in_loop
from tests.app.shell_screens import make_app, said, settled, until
from tests.unit.test_theme import contrast


@pytest.mark.parametrize("theme", ["kapta-dark", "kapta-light", "ansi-dark", "ansi-light", "nord"])
@in_loop
async def test_the_theme_of_the_settings_is_used_from_the_first_frame(tmp_path: Path, theme: str) -> None:
    app = make_app(tmp_path, Settings(theme=theme))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == theme
        assert app.theme_variables["good"]
        assert app.current_theme.name == theme


@in_loop
async def test_no_color_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("?")
        assert app.no_color


async def find_nord(pilot: Pilot[None]) -> None:
    """Search the palette until it offers that theme alone."""
    await pilot.press("ctrl+p", *"theme nord")
    listed = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: listed.option_count == 1 and "Theme: nord" in str(listed.options[0].prompt))


@in_loop
async def test_a_theme_is_previewed_and_taken_back(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await find_nord(pilot)
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "kapta-dark")


@in_loop
async def test_a_chosen_theme_stays_and_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPTA_CONFIG", str(tmp_path))
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await find_nord(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: load_settings().theme == "nord")
        assert app.theme == "nord"


async def find_themes(pilot: Pilot[None]) -> list[str]:
    """Search the palette for "theme" and return what it offers first, a line each."""
    await pilot.press("ctrl+p", *"theme")
    listed = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: listed.option_count > 5)
    await settled(pilot)
    return [str(option.prompt).strip() for option in listed.options[:4]]


@in_loop
async def test_the_theme_in_force_comes_first_and_a_hasty_enter_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPTA_CONFIG", str(tmp_path))
    app = make_app(tmp_path, Settings(theme="kapta-light"))
    async with app.run_test() as pilot:
        assert await find_themes(pilot) == [
            "Theme: kapta-light  · in use",
            "Theme: kapta-dark",
            "Theme: ansi-dark",
            "Theme: ansi-light",
        ]
        await press(pilot, "enter")
        assert not isinstance(app.screen, CommandPalette)
        assert app.theme == "kapta-light"
        assert load_settings().theme == ""


@in_loop
async def test_a_chosen_theme_says_how_to_go_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPTA_CONFIG", str(tmp_path))
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await find_themes(pilot)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: load_settings().theme == "kapta-light")
        assert app.theme == "kapta-light"
        assert any("type “kapta-dark” in the palette (^p)" in text for text in said(app))


@in_loop
async def test_a_command_chosen_after_a_preview_leaves_the_theme_as_it_was(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await find_nord(pilot)
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "nord")
        palette = app.screen.query_one(Input)
        palette.value = "undo"
        await settled(pilot)
        await press(pilot, "enter")
        assert not isinstance(app.screen, CommandPalette)
        await until(pilot, lambda: app.theme == "kapta-dark")


def seen(style: Style) -> float:
    """Return the contrast of text drawn in `style`."""
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color).hex, Color.from_rich_color(style.bgcolor).hex)


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: str(theme.name))
@in_loop
async def test_muted_text_of_a_list_is_readable_in_every_row(theme: Theme) -> None:
    app = ListHost(range(1, 9))
    app.register_theme(theme)
    app.theme = str(theme.name)
    async with app.run_test() as pilot:
        for has_focus in (True, False):
            app.listing.focus() if has_focus else app.screen.set_focus(None)
            await pilot.pause()
            for row in ((), ("line--marked",), ("line--cursor",), ("line--marked", "line--cursor")):
                assert seen(app.listing.look(*row, "cell--muted")) >= 4.5, (row, has_focus)
            assert seen(app.listing.look("line--head")) >= 4.5
