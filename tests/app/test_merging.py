"""Merging two accounts in the app: by key, by palette and by mouse (features: row 29)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, archive_account, edit_record
from kapta_tui.domain.merging import Side
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.merging.candidates import ChooseAccount
from kapta_tui.screens.merging.choices import Choices
from kapta_tui.screens.merging.dialog import MergeDialog
from kapta_tui.widgets.footer import FooterLine
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen, names
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import settled

OTHER = "Acme Ltd [/oops] 株式会社" + "株式会社" * 20


def _store(folder: Path) -> Store:
    """A portfolio whose first account, Acme Corp, is there a second time."""
    store = make_store(folder)
    values = {"name": OTHER, "website": "acme.jp", "external_id": "17", "owner": "omar", "type": "normal"}
    store.do(add_record, "accounts", values)
    store.do(edit_record, "accounts", 1, {"website": "acme.com"})
    return store


def _gone(store: Store) -> int:
    with closing(store.connect()) as connection:
        return int(connection.execute("SELECT max(id) FROM account").fetchone()[0])


def _website(store: Store, account: int = 1) -> str:
    with closing(store.connect()) as connection:
        row = connection.execute("SELECT website FROM account WHERE id = ?", (account,)).fetchone()
        return str(row[0])


async def _preview(pilot: Pilot[None]) -> MergeDialog:
    """Choose the second Acme for the one under the cursor."""
    await press(pilot, "M")
    assert isinstance(pilot.app.screen, ChooseAccount)
    await type_text(pilot, "oops")
    await press(pilot, "enter")
    dialog = pilot.app.screen
    assert isinstance(dialog, MergeDialog)
    return dialog


def _shown(dialog: MergeDialog, name: str) -> str:
    return str(dialog.query_one(f"#{name}", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_the_preview_says_what_differs_and_what_moves_and_esc_leaves(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = _store(tmp_path)
    store.do(archive_account, _gone(store))
    app = make_app(store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await accounts_screen(pilot)
        before = names(store)
        dialog = await _preview(pilot)
        lines = str(dialog.query_one(Choices).render()).splitlines()
        assert any(
            line.startswith("Website") and "● acme.com" in line and "○ acme.jp" in line for line in lines
        )
        assert any(line.startswith("External id") and "● 17" in line for line in lines)
        assert "Acme Ltd [/oops]" in _shown(dialog, "head")
        assert "is archived; what it holds comes back" in _shown(dialog, "lines")
        await press(pilot, "escape")
        assert names(store) == before


@in_loop
async def test_the_preview_says_who_stands_in_both(tmp_path: Path) -> None:
    store = _store(tmp_path)
    gone = _gone(store)
    for account, name in ((1, "Zed [/oops]"), (gone, "zed [/oops]")):
        store.do(add_record, "contacts", {"account": account, "name": name})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        dialog = await _preview(pilot)
        shown = _shown(dialog, "lines")
        assert "1 contact of both becomes one: Zed [/oops] (both)." in shown
        assert "Nothing else belongs" not in shown
        await press(pilot, "ctrl+s")
        with closing(store.connect()) as connection:
            sql = "SELECT account_id, name FROM contact WHERE name_folded LIKE 'zed%'"
            assert connection.execute(sql).fetchall() == [(1, "Zed [/oops]")]


@in_loop
async def test_a_key_lets_those_who_stand_in_both_stay_two_through_a_swap(tmp_path: Path) -> None:
    store = _store(tmp_path)
    gone = _gone(store)
    for account in (1, gone):
        store.do(add_record, "contacts", {"account": account, "name": "Zed"})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        dialog = await _preview(pilot)
        await press(pilot, "b")
        assert "1 contact of both stays two: Zed (both)." in _shown(dialog, "lines")
        await press(pilot, "b")
        assert "1 contact of both becomes one: Zed (both)." in _shown(dialog, "lines")
        await press(pilot, "b", "s")
        assert "1 contact of both stays two: Zed (both)." in _shown(dialog, "lines")
        await press(pilot, "ctrl+s")
        with closing(store.connect()) as connection:
            sql = "SELECT account_id FROM contact WHERE name = 'Zed'"
            assert connection.execute(sql).fetchall() == [(gone,), (gone,)]


@in_loop
async def test_the_footer_offers_to_keep_both_where_anybody_stands_in_both(tmp_path: Path) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        dialog = await _preview(pilot)
        assert dialog.why_not("merge.both") == "No contact or document stands in both"
        await press(pilot, "escape")
        for account in (1, _gone(store)):
            store.do(add_record, "contacts", {"account": account, "name": "Zed"})
        dialog = await _preview(pilot)
        assert dialog.why_not("merge.both") is None
        keys = dialog.query_one(FooterLine)
        await pilot.click(keys, offset=(str(keys.render()).index("Keep both"), 0))
        await settled(pilot)
        assert "stays two" in _shown(dialog, "lines")


@in_loop
async def test_keys_choose_whose_value_stands_and_save_merges(tmp_path: Path) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        dialog = await _preview(pilot)
        choices = dialog.query_one(Choices)
        while choices.pair is not None and choices.pair.name != "website":
            await press(pilot, "j")
        await press(pilot, "right")
        assert choices.taken == {"website": Side.GONE}
        assert _shown(dialog, "value") == "Website: acme.jp"
        await press(pilot, "h")
        assert choices.taken == {"website": Side.KEPT}
        await press(pilot, "space", "ctrl+s")
        assert app.screen is screen
        assert OTHER not in names(store)
        assert _website(store) == "acme.jp"
        assert screen.listing.cursor_id == 1
        await press(pilot, "u")
        assert OTHER in names(store)
        assert _website(store) == "acme.com"


@in_loop
async def test_the_other_account_is_kept_after_a_swap_with_the_same_values(tmp_path: Path) -> None:
    store = _store(tmp_path)
    gone = _gone(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        dialog = await _preview(pilot)
        choices = dialog.query_one(Choices)
        while choices.pair is not None and choices.pair.name != "website":
            await press(pilot, "down")
        await press(pilot, "left", "s")
        assert choices.taken == {"website": Side.GONE}
        assert choices.pair is not None
        assert (choices.pair.name, choices.pair.kept_words) == ("website", "acme.jp")
        await press(pilot, "ctrl+s")
        assert "Acme Corp" not in names(store)
        assert _website(store, gone) == "acme.com"
        assert screen.listing.cursor_id == gone


@in_loop
async def test_a_click_chooses_a_value(tmp_path: Path) -> None:
    app = make_app(_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        choices = (await _preview(pilot)).query_one(Choices)
        lines = str(choices.render()).splitlines()
        place = next(number for number, line in enumerate(lines) if line.startswith("Website"))
        await pilot.click(choices, offset=(lines[place].index("acme.jp"), place))
        assert choices.taken == {"website": Side.GONE}
        await pilot.click(choices, offset=(lines[place].index("acme.com"), place))
        assert choices.taken == {"website": Side.KEPT}
        await pilot.click(choices, offset=(2, place))
        assert choices.taken == {"website": Side.KEPT}


@in_loop
async def test_two_marked_accounts_are_merged_and_the_one_under_the_cursor_is_kept(tmp_path: Path) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        listing = screen.listing
        first, second = listing.ids[0], listing.ids[1]
        await press(pilot, "space", "g", "j", "space", "k", "M")
        dialog = app.screen
        assert isinstance(dialog, MergeDialog)
        kept = listing.cursor_id
        assert {first, second} == set(listing.marked)
        await press(pilot, "ctrl+s")
        left = {first, second} - {kept}
        assert not left & set(listing.ids)
        assert listing.marked == ()


@in_loop
async def test_three_marked_accounts_are_too_many(tmp_path: Path) -> None:
    app = make_app(_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "*", "M")
        assert app.screen is screen
        (toast,) = app._notifications
        assert "28 accounts are marked" in toast.title


@in_loop
async def test_the_page_of_an_account_merges_it_too(tmp_path: Path) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, AccountScreen)
        await _preview(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, AccountScreen)
        assert OTHER not in names(store)


@in_loop
async def test_accounts_that_are_called_alike_are_offered_first(tmp_path: Path) -> None:
    store = _store(tmp_path)
    twin = store.do(add_record, "accounts", {"name": "ACME corp"}).value
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "M")
        options = app.screen.query_one(OptionList)
        shown = [str(options.get_option_at_index(place).prompt) for place in range(3)]
        assert shown[0].startswith(f"ACME corp  id {twin}")
        assert all(line.startswith("Acme ") for line in shown[1:])
        await press(pilot, "enter")
        assert isinstance(app.screen, MergeDialog)


@in_loop
async def test_a_change_from_elsewhere_is_said_and_nothing_is_merged(tmp_path: Path) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        dialog = await _preview(pilot)
        store.do(edit_record, "accounts", 1, {"website": "acme.at"})
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert app.screen is dialog
        assert "Acme Corp was changed meanwhile" in _shown(dialog, "error")
        assert OTHER in names(store)
