"""The accounts list: columns, marks, contract ends and wrong filters, by keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import OptionList, Static

from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.fields import Value
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.accounts.columns import COLUMNS
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import head as head_words
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen, row_texts
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.conftest import TODAY


@in_loop
async def test_several_columns_are_hidden_in_one_go_and_what_has_no_room_says_so(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)

        def states() -> dict[str, str]:
            options = app.screen.query_one(OptionList).options
            return dict(str(option.prompt).split("  ") for option in options)

        await press(pilot, "C")
        before = states()
        assert before["Owner"] == "shown"
        assert before["Last contact"] == "hidden: no room"
        assert set(before) == {column.title for column in COLUMNS[1:]}
        await press(pilot, "enter", "j", "j", "j", "j", "space")
        assert (states()["Owner"], states()["Risk"]) == ("hidden", "hidden")
        await press(pilot, "k", "k", "k", "k", "space", "escape")
        assert app.screen is screen
        assert "owner" in screen.listing.shown
        assert "risk_severity" not in screen.listing.shown


@in_loop
async def test_e_does_not_edit_one_of_several_marked_accounts(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "space", "space", "e")
        assert app.screen is screen
        words = "2 marked, and a form edits one: esc clears the marks"
        await until(pilot, lambda: any(words in text for text in said(app)))
        await press(pilot, "escape", "space", "k", "e")
        assert isinstance(app.screen, FormDialog)


@in_loop
async def test_both_ends_are_named_and_the_mark_is_explained_and_found_by_a_filter(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for days in (30, 700):
        contract: dict[str, Value] = {"account": "Acme Nordic", "start": TODAY, "currency": "EUR"}
        contract |= {"name": f"N-{days}", "end": TODAY + timedelta(days)}
        store.do(add_record, "contracts", contract)
    app = make_app(store)
    async with app.run_test(size=(230, 60)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "end<=90d nordic")
        await press(pilot, "enter")
        head, _, row = row_texts(screen)[:3]
        assert "Next end" in head
        assert "Last end" in head
        assert "2026-12-21 !" in row
        assert "2028-10-21" in row
        sheet = screen.query_one(FactSheet)
        await until(pilot, lambda: "2026-12-21 ! in 30 days, next" in sheet.text)
        assert "2028-10-21 in 700 days, last" in sheet.text
        assert "! next end within 90 days" in sheet.text
        await press(pilot, "enter")
        page = app.screen
        assert isinstance(page, AccountScreen)
        await until(pilot, lambda: "next end 2026-12-21 !, last end 2028-10-21" in head_words(page))


@in_loop
async def test_every_field_is_named_where_a_filter_has_a_wrong_one_on_a_small_terminal(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "own:x")
        error = screen.query_one("#filter-error", Static)
        await until(pilot, lambda: "Did you mean owner?" in str(error.render()))
        await settled(pilot)
        drawn = " ".join("".join(segment.text for segment in strip) for strip in _lines_of(error))
        assert "updated_at" in drawn


def _lines_of(widget: Static) -> list[Strip]:
    return widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
