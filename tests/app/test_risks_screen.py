"""The risks screen as a table: what it shows, and every change by keyboard alone (mission S0)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs import Pick, Prompt
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.risk.screen import RiskScreen
from kapta_tui.screens.risks import RisksScreen
from kapta_tui.screens.risks.form import RiskForm
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.settings import Settings
from kapta_tui.widgets.form.choice import ChoiceEditor
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.preview import FactSheet
from tests.app.keyboard import press, toggle_column, type_text
from tests.app.risk_store import NAUGHTY, make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

SIZES = [(80, 24), (120, 40), (200, 60)]

ACTIVE_RISKS = "SELECT count(*) FROM risk WHERE closed_at IS NULL"


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_active_risks_are_shown_first_with_counts_and_money(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await risks_screen(pilot)
        assert sorted(screen.listing.ids) == [1, 2, 3, 4, 5, 6, 7]
        # What fits is known once the border has been laid out.
        title = "Risks 7 active · €160k + $120k at stake · expected loss"
        await until(pilot, lambda: str(screen.listing.border_title).startswith(title))
        # The pane beside the rows comes after them, and not at all where there is no room.
        await until(pilot, lambda: len(screen.query(FactSheet)) == (size[0] > 80))
        text = str(screen.query_one(QuickLine).render())
        assert "Active 7" in text
        assert "Closed 2" in text


@in_loop
async def test_every_quick_filter_shows_as_many_risks_as_its_count_says(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        expected = {"active": 7, "new": 2, "overdue": 1, "unaddressed": 7, "mine": 4, "closed": 2, "all": 9}
        for key, count in expected.items():
            screen.use_quick(key)
            await settled(pilot)
            assert len(screen.listing.ids) == count, key
            assert f"Risks {count} " in str(screen.listing.border_title)


@in_loop
async def test_f_offers_the_filters_and_esc_goes_back_to_the_active_risks(tmp_path: Path) -> None:
    settings = Settings(start_screen="risks", filters={"risks": {"big [/ones]": "value>40k"}})
    app = make_app(make_desk(tmp_path), settings)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "f")
        assert isinstance(app.screen, Pick)
        await type_text(pilot, "closed")
        await press(pilot, "enter")
        assert sorted(screen.listing.ids) == [8, 9]
        await press(pilot, "escape")
        assert len(screen.listing.ids) == 7
        await press(pilot, "f")
        await type_text(pilot, "big")
        await press(pilot, "enter")
        assert sorted(screen.listing.ids) == [5, 6, 7, 9]


@in_loop
async def test_a_click_on_a_chip_chooses_it(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        text = str(screen.query_one(QuickLine).render())
        await pilot.click(QuickLine, offset=(text.index("Mine") + 1, 0))
        await settled(pilot)
        assert sorted(screen.listing.ids) == [1, 3, 5, 7]


@in_loop
async def test_the_typed_filter_narrows_the_quick_one_and_is_visible(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "severity:high")
        await press(pilot, "enter")
        assert sorted(screen.listing.ids) == [3, 4]
        assert screen.query_one(HeaderLine).filter_text == "severity:high"
        assert "Closed 2" in str(screen.query_one(QuickLine).render())
        await press(pilot, "escape")
        assert len(screen.listing.ids) == 7


@in_loop
async def test_sorting_hiding_and_marking_work_by_key(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.set_sort("assignee")
        await press(pilot, "s")
        assert screen.listing.sort == ("days_open", False)
        assert list(screen.listing.ids) == [7, 6, 5, 4, 3, 2, 1]
        await press(pilot, "S")
        assert list(screen.listing.ids) == [1, 2, 3, 4, 5, 6, 7]
        await toggle_column(pilot, screen.listing, "likelihood")
        assert "likelihood" not in screen.listing.shown
        await press(pilot, "space", "space", "d")
        assert desk.row(ACTIVE_RISKS) == (5,)
        await press(pilot, "u")
        assert desk.row(ACTIVE_RISKS) == (7,)


@in_loop
async def test_start_a_risk_by_keyboard_with_ordered_reasons_and_undo(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, RiskForm)
        await type_text(pilot, "Kappa")
        await press(pilot, "tab")
        await type_text(pilot, "Customer gone quiet")
        await press(pilot, "enter")
        await type_text(pilot, "my [/own] words")
        await press(pilot, "enter", "ctrl+s")
        assert app.screen_stack[-1] is screen
        found = desk.rows(
            "SELECT r.code, r.label FROM risk_reason r JOIN risk t ON t.id = r.risk_id "
            "JOIN account a ON a.id = t.account_id WHERE a.name = 'Kappa' ORDER BY r.position"
        )
        assert found == [("QUIET", "Customer gone quiet"), (None, "my [/own] words")]
        line = screen.line_here
        assert line is not None
        assert line.row.account == "Kappa"
        assert len(screen.listing.ids) == 8
        await press(pilot, "u")
        assert len(screen.listing.ids) == 7


@in_loop
async def test_the_priority_is_proposed_live_and_may_be_overridden(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(7)
        await press(pilot, "e")
        form = app.screen
        assert isinstance(form, RiskForm)
        priority = form.query_one("#field-priority", ChoiceEditor).control
        assert priority.prompt == "not set"
        form.query_one("#field-severity", ChoiceEditor).control.value = "high"
        form.query_one("#field-likelihood", ChoiceEditor).control.value = "likely"
        await settled(pilot)
        assert priority.prompt == "P2 (proposed)"
        priority.value = "p1"
        await press(pilot, "ctrl+s")
        assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = 7") == ("p1", 1)
        await press(pilot, "e")
        again = app.screen.query_one("#field-priority", ChoiceEditor).control
        assert again.value == "p1"
        again.clear()
        await press(pilot, "ctrl+s")
        assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = 7") == ("p2", 0)


@in_loop
async def test_close_reopen_and_undo_by_keyboard(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(3)
        await press(pilot, "x")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormDialog), "closing needs at least one resolution"
        app.screen.query_one("#offered").focus()
        await press(pilot, "enter", "ctrl+s")
        assert app.screen_stack[-1] is screen
        assert desk.row("SELECT status FROM risk WHERE id = 3") == ("closed_resolved",)
        assert desk.rows("SELECT label FROM risk_resolution WHERE risk_id = 3") == [
            ("regular meeting restored",)
        ]
        assert 3 not in screen.listing.ids
        screen.use_quick("closed")
        await settled(pilot)
        screen.listing.select(3)
        await press(pilot, "X")
        assert desk.row("SELECT status FROM risk WHERE id = 3") == ("open",)
        await press(pilot, "u", "u")
        assert desk.row("SELECT status FROM risk WHERE id = 3") == ("open",)
        assert desk.rows("SELECT label FROM risk_resolution WHERE risk_id = 3") == []


@in_loop
async def test_marked_risks_are_closed_together_and_undone_by_one_key(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await risks_screen(pilot)
        await press(pilot, "asterisk", "x")
        app.screen.query_one("#field-resolutions Input", Input).focus()
        await type_text(pilot, "no longer applies")
        await press(pilot, "enter", "ctrl+s")
        assert desk.row(ACTIVE_RISKS) == (0,)
        await press(pilot, "u")
        assert desk.row(ACTIVE_RISKS) == (7,)


@in_loop
async def test_a_second_active_risk_is_refused_and_its_reasons_offered_to_the_first(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Beta")
        await press(pilot, "tab")
        await type_text(pilot, "Price or budget pressure")
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, Pick)
        await press(pilot, "enter")
        assert app.screen_stack[-1] is screen
        labels = desk.rows("SELECT label FROM risk_reason WHERE risk_id = 2 ORDER BY position")
        assert labels == [("Customer gone quiet",), ("words on Beta",), ("Price or budget pressure",)]
        assert desk.row(ACTIVE_RISKS) == (7,)


@in_loop
async def test_a_quick_note_is_kept_with_the_risk_and_shown_beside_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(4)
        await settled(pilot)
        await press(pilot, "N")
        assert isinstance(app.screen, Prompt)
        await type_text(pilot, "spoke to [/them]")
        await press(pilot, "enter")
        assert desk.row("SELECT risk_id, account_id, text FROM note") == (4, 4, "spoke to [/them]")
        await until(pilot, lambda: "spoke to [/them]" in _beside(screen))


def _beside(screen: RisksScreen) -> str:
    """Return what the preview says, nothing before it is there."""
    return "\n".join(sheet.text for sheet in screen.query(FactSheet))


@in_loop
async def test_the_preview_names_prior_risks_and_repeated_reasons(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(1)
        await until(pilot, lambda: "Details of Alpha" in _beside(screen))
        text = _beside(screen)
        assert "2026-02-01 to 2026-04-01" in text
        assert "resolved: Renewed" in text
        assert "(again)" not in text


@in_loop
async def test_the_cursor_stays_on_its_risk_when_another_process_changes_the_store(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(5)
        from kapta_tui.data.write.basic import remove_record

        desk.do(remove_record, "risks", 1)
        await press(pilot, "r")
        assert screen.listing.cursor_id == 5
        assert len(screen.listing.ids) == 6


@in_loop
async def test_why_explains_the_priority_enter_opens_the_risk_and_o_its_account(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(1)
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape")
        await press(pilot, "enter")
        assert isinstance(app.screen, RiskScreen)
        assert app.screen.risk == 1
        await press(pilot, "escape", "o")
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.account == 1


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_awkward_names_are_text_everywhere(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = make_desk(tmp_path, NAUGHTY)
    app = make_app(desk)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select((1, 3, 5)[SIZES.index(size)])
        await press(pilot, "x", "escape", "w", "escape", "y")
        assert app.screen_stack[-1] is screen
        await press(pilot, "e", "escape", "N", "escape")
        await press(pilot, "d")
        assert any("Removed the risk" in words for words in said(app))
        await press(pilot, "u", "V", "L", "u", "b", "b")
        assert app.screen_stack[-1] is screen


@in_loop
async def test_an_empty_store_says_how_to_begin(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ())
    app = make_app(desk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await risks_screen(pilot)
        assert "n" in screen.listing.empty.plain
        await press(pilot, "n")
        words = "A risk belongs to an account, and there is none yet."
        await until(pilot, lambda: any(words in text for text in said(app)))
        await press(pilot, "V")
        assert "No account has had a risk yet" in screen.board.empty.plain
        await press(pilot, "e", "x", "d", "N", "X", "w")
        assert app.screen_stack[-1] is screen
