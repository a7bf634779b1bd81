"""Commands: by key, by palette, by mouse, in help and footer; refused ones say why."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from textual.command import CommandPalette, Hit
from textual.widgets import OptionList

from kapta_tui.app import KaptaApp
from kapta_tui.commands import COMMANDS, Command
from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.help import HelpScreen
from kapta_tui.screens.palette import LiveCommands
from kapta_tui.settings import Settings
from kapta_tui.shell.crash import LOG_NAME
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.header import HeaderLine
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import NAUGHTY, MemoryStore, Pane, RisksScreen, make_app, said, settled, until

SIZES = [(80, 24), (120, 40)]
GROUPS = ["list", "board", "lane", "accounts", "account", "risks", "plans"]


def recorder(group: str) -> Pane:
    """Return a pane that binds a whole group and notes which of its commands ran."""
    commands = [command for command in COMMANDS.values() if command.group == group]
    members: dict[str, object] = {"BINDINGS": bindings(group)}
    for command in commands:
        members[command.methods[0]] = _noting(command)
    made: type[Pane] = type("Recorder", (Pane,), members)
    return made(group)


def _noting(command: Command) -> object:
    def note(self: Pane) -> None:
        self.done.append(command.id)

    return note


async def focus_recorder(app: KaptaApp, group: str) -> Pane:
    pane = recorder(group)
    await app.screen.query_one("#body").mount(pane)
    pane.focus()
    return pane


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("group", GROUPS)
@in_loop
async def test_every_command_of_a_pane_is_reached_by_each_of_its_keys(
    tmp_path: Path, group: str, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.press("4")
        pane = await focus_recorder(app, group)
        await pilot.pause()
        wanted: list[str] = []
        for command in COMMANDS.values():
            if command.group == group:
                for key in command.keys.split(","):
                    wanted.append(command.id)
                    await pilot.press(key)
        assert pane.done == wanted


@pytest.mark.parametrize("group", GROUPS)
@in_loop
async def test_every_command_of_a_pane_is_found_by_the_palette(tmp_path: Path, group: str) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4")
        pane = await focus_recorder(app, group)
        await pilot.pause()
        provider = LiveCommands(app.screen)
        for command in [command for command in COMMANDS.values() if command.group == group]:
            hits = [hit async for hit in provider.search(f"{command.label}  ") if isinstance(hit, Hit)]
            (hit,) = [hit for hit in hits if str(hit.match_display).endswith(f"\n{command.help}")]
            await hit.command()
            assert pane.done[-1] == command.id


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_palette_runs_what_is_chosen_in_the_pane_behind_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        pane = app.screen.query_one(Pane)
        await pilot.press("ctrl+p", *"down")
        listed = app.screen.query_one(OptionList)
        await until(pilot, lambda: any(str(option.prompt).startswith("Down ") for option in listed.options))
        listed.highlighted = [str(option.prompt).startswith("Down ") for option in listed.options].index(True)
        await pilot.press("enter")
        await until(pilot, lambda: pane.done == ["down"])


@in_loop
async def test_global_commands_do_what_they_say(tmp_path: Path) -> None:
    store = MemoryStore()
    store.log.append("Archived Acme")
    app = make_app(tmp_path, store=store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key, name in (("2", "Accounts"), ("3", "Risks"), ("4", "Plans"), ("1", "Today")):
            await pilot.press(key)
            assert type(app.screen).__name__ == f"{name}Screen"
        for key in ("?", "f1"):
            await pilot.press(key)
            assert isinstance(app.screen, HelpScreen)
            await pilot.press("escape")
        app.run_verb("Archived Acme", lambda _: None)
        await settled(pilot)
        assert "Archived Acme · u undoes" in said(app)
        await press(pilot, "u")
        assert "Archived Acme · u undoes" not in said(app)
        assert "Undone: Archived Acme · U redoes" in said(app)
        await press(pilot, "U")
        assert "Done again: Changed it again · u undoes" in said(app)


@in_loop
async def test_q_goes_back_and_quits_at_the_root(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        app.push_screen(RisksScreen())
        await pilot.pause()
        await pilot.press("q")
        assert type(app.screen).__name__ == "TodayScreen"
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


@in_loop
async def test_the_key_of_the_present_section_goes_back_to_its_first_screen(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        app.push_screen(RisksScreen())
        await pilot.pause()
        await pilot.press("1")
        assert type(app.screen).__name__ == "TodayScreen"


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_refused_command_says_why_wherever_it_is_met(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert any("Acme [/oops]" in text and "archived" in text for text in said(app))
        assert any(live.reason and "\x1b" not in live.reason for live in app.live_commands())
        await pilot.press("?")
        help_text = str(app.screen.query_one("#keys").render())
        assert "not now: the account Acme [/oops]" in help_text
        await pilot.press("escape", "ctrl+p")
        listed = app.screen.query_one(OptionList)
        refusal = "Not now: the account Acme"
        await until(pilot, lambda: any(refusal in str(option.prompt) for option in listed.options))


@in_loop
async def test_what_nobody_carries_out_is_not_shown(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test():
        names = {live.command.id for live in app.live_commands()}
        assert "list.down" in names
        assert "list.archive" not in names
        assert "list.page-down" not in names


@pytest.mark.parametrize("width", [40, 41, 50, 60, 80, 120, 200])
@in_loop
async def test_the_footer_fits_and_never_loses_help(tmp_path: Path, width: int) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        for group in ("list", "board", "lane"):
            await focus_recorder(app, group)
            await pilot.pause()
            footer = str(app.screen.query_one(FooterLine).render())
            assert footer.endswith("? Help")
            assert len(footer) <= width
            assert footer.count("   ") <= 6


@in_loop
async def test_header_and_footer_can_be_clicked(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        header = str(app.screen.query_one(HeaderLine).render())
        await pilot.hover(HeaderLine, offset=(header.index("Risks"), 0))
        assert "Go to Risks" in str(app.screen.query_one(HeaderLine).tooltip)
        await pilot.click(HeaderLine, offset=(header.index("Risks"), 0))
        await pilot.pause()
        assert type(app.screen).__name__ == "RisksScreen"
        footer = str(app.screen.query_one(FooterLine).render())
        await pilot.click(FooterLine, offset=(footer.index("?"), 0))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@in_loop
async def test_the_header_keeps_the_screens_and_drops_the_rest(tmp_path: Path, width: int) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        header = app.screen.query_one(HeaderLine)
        header.filter_text = NAUGHTY
        await pilot.pause()
        text = str(header.render())
        assert len(text) <= width
        assert "1 Today" in text
        assert all(number in text for number in "1234")
        assert "filter: Acme" in text, "what hides records is seen at every width"
        assert "\x1b" not in text


@in_loop
async def test_keys_can_be_changed(tmp_path: Path) -> None:
    app = make_app(tmp_path, Settings(keys={"list.down": "n", "list.new": "j", "global.help": "f9"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pane = app.screen.query_one(Pane)
        await pilot.press("n")
        assert pane.done == ["down"]
        assert str(app.screen.query_one(FooterLine).render()).endswith("F9 Help")
        await pilot.press("?")
        assert not isinstance(app.screen, HelpScreen)
        await pilot.press("f9")
        assert isinstance(app.screen, HelpScreen)


@in_loop
async def test_faults_in_the_settings_are_said_once_and_are_not_fatal(tmp_path: Path) -> None:
    settings = Settings(
        theme="no [/such]", keys={"list.new": "e", "no.such": "x"}, problems=("settings: 'x' is not known",)
    )
    app = make_app(tmp_path, settings)
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: bool(said(app)))
        assert app.theme == "kapta-dark"
        (text,) = [text for text in said(app) if "settings:" in text]
        assert "there is no theme 'no [/such]'" in text
        assert "e is taken by list.edit" in text
        assert "no command 'no.such'" in text


@in_loop
async def test_of_many_faults_the_toast_says_how_many_more_and_the_log_has_all(tmp_path: Path) -> None:
    faults = tuple(f"settings: 'x{number}' is not known" for number in range(8))
    log = tmp_path / "log" / LOG_NAME
    with patch.dict("os.environ", {"KAPTA_LOG": str(log.parent)}):
        app = make_app(tmp_path, Settings(problems=faults))
        async with app.run_test(notifications=True) as pilot:
            await until(pilot, lambda: log.exists() and faults[-1] in log.read_text(encoding="utf-8"))
            (text,) = [text for text in said(app) if "settings:" in text]
            assert text.count("is not known") == 4
            assert "… and 4 more, all in the log, which `kapta paths` names" in text
            assert all(fault in log.read_text(encoding="utf-8") for fault in faults)


@in_loop
async def test_many_clashes_do_not_hide_a_theme_that_is_not_there(tmp_path: Path) -> None:
    keys = {"list.new": "e", "list.edit": "d", "list.open": "x", "list.remove": "v", "list.close": "n"}
    app = make_app(tmp_path, Settings(theme="sepia", keys=keys, problems=("settings: 'x' is not known",)))
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: bool(said(app)))
        (text,) = [text for text in said(app) if "settings:" in text]
        assert "more, all in the log" in text
        assert "no theme 'sepia'" in text
        assert "'x' is not known" in text
        assert "is taken by" in text or "no command" in text


@in_loop
async def test_jump_mode_goes_to_the_pane_of_the_letter(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        left, right = app.screen.query(Pane)
        assert app.focused is left
        await pilot.press("ctrl+o")
        letters = [str(label.render()) for label in app.screen.query(".letter")]
        assert letters == ["a", "s"]
        await pilot.press("s")
        await pilot.pause()
        assert app.focused is right
        await pilot.press("ctrl+o", "x")
        await pilot.pause()
        assert app.focused is right
        await pilot.press("ctrl+o")
        await pilot.click(offset=(left.region.x + 1, left.region.y))
        await pilot.pause()
        assert app.focused is left


@in_loop
async def test_the_palette_does_not_stack(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", "ctrl+p")
        await pilot.pause()
        assert sum(isinstance(screen, CommandPalette) for screen in app.screen_stack) == 1


@in_loop
async def test_zoom_gives_the_pane_the_screen_and_esc_puts_it_back(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.screen.query_one(Pane)
        await pilot.press("z")
        await pilot.pause()
        assert pane.region.width == 80
        assert app.screen.query_one(FooterLine).region.height == 1
        await pilot.press("escape")
        await pilot.pause()
        assert pane.region.width < 80


@in_loop
async def test_tab_goes_round_the_panes(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        left, right = app.screen.query(Pane)
        await pilot.press("tab")
        assert app.focused is right
        await pilot.press("shift+tab")
        assert app.focused is left


@in_loop
async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "^q quits" in said(app)
