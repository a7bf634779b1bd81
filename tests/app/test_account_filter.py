"""An account filter stays on everywhere until reset; a filter inside an account stays there (domain.md 1.1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.settings import Settings, load_settings
from kapta_tui.state import State, load_state, save_state
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.listing import Listing
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until


def header(app: KaptaApp) -> str:
    """Return the words of the first line."""
    return str(app.screen.query_one(HeaderLine).render())


def count(app: KaptaApp, name: str) -> int:
    """Return how many rows the list `name` has."""
    return len(app.screen.query_one(f"#{name}", Listing).ids)


async def choose(pilot: Pilot[None], words: str) -> None:
    """Choose what the account filter's menu offers under `words`."""
    await pilot.press("F")
    await settled(pilot)
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
    await pilot.press("enter")
    await settled(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Write an account filter."""
    await choose(pilot, "write one")
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


@in_loop
async def test_an_account_filter_holds_on_every_screen_until_it_is_reset(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        everything = {}
        for key, name in (("2", "accounts"), ("3", "risks"), ("4", "actions"), ("1", "agenda")):
            await pilot.press(key)
            await settled(pilot)
            everything[name] = count(app, name)
        await write(pilot, "Codehow")
        assert app.account_filter == "Codehow"
        for key, name in (("2", "accounts"), ("3", "risks"), ("4", "actions"), ("1", "agenda")):
            await pilot.press(key)
            await settled(pilot)
            assert count(app, name) < everything[name], name
            assert "accounts: Codehow" in header(app)
            await pilot.press("escape")
            await settled(pilot)
            assert app.account_filter == "Codehow", "esc must not reset it"
        await pilot.press("2")
        await settled(pilot)
        assert count(app, "accounts") == 1
        assert "Accounts 1 ·" in str(app.screen.query_one("#accounts", Listing).border_title)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert app.account_filter == ""
        assert count(app, "accounts") == everything["accounts"]
        assert "accounts:" not in header(app)


@in_loop
async def test_a_filter_of_a_screen_narrows_the_account_filter_and_stays_on_that_screen(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await choose(pilot, "mine or contributing")
        assert app.account_filter == "involved"
        mine = count(app, "accounts")
        assert isinstance(app.screen, FilteredScreen)
        app.screen.filter_text = "strategic"
        await settled(pilot)
        assert 0 < count(app, "accounts") < mine
        assert "accounts: involved" in header(app)
        assert "filter: strategic" in header(app)
        await pilot.press("3")
        await settled(pilot)
        assert "filter: strategic" not in header(app)
        await pilot.press("2", "escape")
        await settled(pilot)
        assert count(app, "accounts") == mine


@in_loop
async def test_the_page_of_an_account_shows_it_whatever_the_account_filter_says(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.set_account_filter("Codehow")
        screen = await page(pilot, 1)
        assert "accounts: Codehow" in header(app)
        assert len(screen.query_one("#contracts", Listing).ids) == 1


@in_loop
async def test_an_empty_list_says_what_the_account_filter_hides_and_which_key_resets_it(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.set_account_filter("name:nobody-is-called-so")
        for key, name, noun in (("2", "accounts", "27 accounts"), ("3", "risks", "6 risks")):
            await pilot.press(key)
            await settled(pilot)
            words = str(app.screen.query_one(f"#{name}", Listing).empty)
            assert "^r  resets the account filter" in words, name
            assert noun in words, name
        for key, name in (("4", "actions"), ("1", "agenda")):
            await pilot.press(key)
            await settled(pilot)
            assert "resets the account filter" in str(app.screen.query_one(f"#{name}", Listing).empty), name


@in_loop
async def test_a_broken_account_filter_is_said_and_ignored(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    kept: list[State] = []
    app = KaptaApp(
        store_path=store.path,
        user=store.user,
        today=store.today,
        settings=Settings(start_screen="accounts"),
        open_store=store.open,
        state=State("region:north"),
        save_state=kept.append,
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.account_filter == "")
        await settled(pilot)
        assert count(app, "accounts") == 27
        said = " ".join(f"{notice.title} {notice.message}" for notice in app._notifications)
        assert "region:north" in said
        assert kept == []
        app.account_opened(1)
        await until(pilot, lambda: bool(kept))
        assert kept[-1].account_filter == "region:north", "the next start tries it again"


@in_loop
async def test_a_wrong_account_filter_cannot_be_set(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await write(pilot, "regoin:north")
        assert app.account_filter == ""
        assert "There is no field 'regoin'" in str(app.screen.query_one("#meaning").render())
        await pilot.press("escape")


@in_loop
async def test_it_survives_a_restart_beside_the_settings(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    file = tmp_path / "state.toml"
    app = KaptaApp(
        store_path=store.path,
        user=store.user,
        today=store.today,
        settings=Settings(start_screen="accounts"),
        open_store=store.open,
        save_state=lambda state: save_state(store.path, state, file),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await choose(pilot, "contributing")
        await page(pilot, 3)
        await settled(pilot)
    state = load_state(store.path, file)
    assert state.account_filter == "contributing"
    assert [number for number, _ in state.opened] == [3]
    assert load_state(tmp_path / "another.db", file) == State()


@in_loop
async def test_filters_are_kept_under_a_name_chosen_by_it_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPTA_CONFIG", str(tmp_path))
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"strategic", "ctrl+s")
        await settled(pilot)
        await pilot.press(*"big", "enter")
        await settled(pilot)
        await until(pilot, lambda: bool(load_settings().filters))
        assert load_settings().filters == {"accounts": {"big": "strategic"}}
        await pilot.press("escape", "f")
        await settled(pilot)
        await pilot.press(*"big", "enter")
        await settled(pilot)
        assert isinstance(app.screen, FilteredScreen)
        assert app.screen.filter_text == "strategic"
        await pilot.press("escape")
        await choose(pilot, "big")
        assert app.account_filter == "strategic"
        await choose(pilot, "remove a name")
        await pilot.press(*"big", "enter")
        await settled(pilot)
        await until(pilot, lambda: not load_settings().filters.get("accounts"))
        assert app.settings.filters == {"accounts": {}}
        assert app.account_filter == "strategic", "what is on stays on"


@in_loop
async def test_a_child_that_is_found_stands_below_its_muted_parents_that_no_mark_takes(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, FilteredScreen)
        app.screen.filter_text = "lisboa"
        await settled(pilot)
        listing = app.screen.query_one("#accounts", Listing)
        lines = [listing.render_line(y).text for y in range(1, 4)]
        assert [line.split("⊞")[0].split("  lena")[0].strip(" ▸") for line in lines][:2] == [
            "Acme Corp",
            "└ Acme Iberia",
        ]
        assert "└ Acme Lisboa" in lines[2]
        assert "⊞3" in lines[0]
        assert str(listing.border_title).startswith("Accounts 1")
        await pilot.press("asterisk")
        await pilot.pause()
        assert listing.marked == (27,)


def test_a_damaged_state_is_told_of_and_ignored(tmp_path: Path) -> None:
    file = tmp_path / "state.toml"
    file.write_text("account_filter = [", encoding="utf-8")
    state = load_state(tmp_path / "kapta.db", file)
    assert state.account_filter == ""
    assert str(file) in state.problem
    save_state(tmp_path / "kapta.db", state.with_filter("mine"), file)
    assert load_state(tmp_path / "kapta.db", file).account_filter == "mine"


def test_the_accounts_opened_last_are_remembered_once_each() -> None:
    state = State()
    for number in (*range(30), 5):
        state = state.with_opened(number, f"2026-11-21T10:00:{number:02}")
    assert [number for number, _ in state.opened][:3] == [5, 29, 28]
    assert len(state.opened) == 20
    assert len({number for number, _ in state.opened}) == 20
