"""The risks screen as matrix and overview: what they count, and the way to the risks and back (features: row 54)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.exporting.dialog import ExportDialog
from kapta_tui.screens.risks import RisksScreen
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.widgets.cellmatrix import CellMatrix
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.sheets import SectionSheet
from tests.app.keyboard import press, type_text
from tests.app.risk_store import NAUGHTY, make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import resize, settled, until

MATRIX, OVERVIEW = ("V", "V"), ("V", "V", "V")


def matrix_of(screen: RisksScreen) -> CellMatrix:
    """Return the matrix, which has been shown."""
    return screen.query_one("#matrix", CellMatrix)


def overview_of(screen: RisksScreen) -> SectionSheet:
    """Return the overview, which has been shown."""
    return screen.query_one("#overview", SectionSheet)


def drawn(screen: RisksScreen) -> str:
    """Return what the view in use shows."""
    pane = screen.pane
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


@in_loop
async def test_a_cell_of_the_matrix_lists_its_risks_and_esc_goes_back_to_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "!value>60k")
        await press(pilot, "enter", *MATRIX)
        assert matrix_of(screen).has_focus
        assert str(matrix_of(screen).border_title).startswith("Risks 6 active by severity and likelihood")
        assert matrix_of(screen).here == ("critical", "likely"), "what matters most is where one begins"
        await press(pilot, "j", "h", "h")
        assert matrix_of(screen).here == ("high", "unlikely")
        await press(pilot, "enter")
        assert screen.view == "table"
        assert list(screen.listing.ids) == [4]
        assert screen.filter_text == "!value>60k severity:high likelihood:unlikely"
        assert screen.query_one(HeaderLine).filter_text == screen.filter_text
        await press(pilot, "escape")
        assert (screen.view, screen.filter_text) == ("matrix", "!value>60k")
        assert matrix_of(screen).here == ("high", "unlikely")
        assert matrix_of(screen).has_focus
        await press(pilot, "G", "l", "l", "l", "l", "enter")
        assert sorted(screen.listing.ids) == [1, 2, 3, 4, 5, 6], "the sum of all lists them all"
        await press(pilot, "escape", "escape")
        assert (screen.view, screen.filter_text) == ("matrix", "")
        assert "Not set" in drawn(screen), "a risk without severity has a row of its own"
        rated = {"severity": "low", "likelihood": "likely"}
        app.run_verb("", lambda store: store.do(verbs.edit_risk, 7, rated))
        await press(pilot, "r")
        assert "Not set" not in drawn(screen)
        assert matrix_of(screen).here == ("total", "total")
        await resize(pilot, 40, 12)
        await until(pilot, lambda: "Unlikely" not in drawn(screen))
        assert "All" in drawn(screen), "the column of the cursor stays in view"
        await resize(pilot, 120, 40)
        await until(pilot, lambda: "Unlikely" in drawn(screen) and "Critical" in drawn(screen))


@in_loop
async def test_every_line_of_the_overview_lists_as_many_risks_as_it_says(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.do(verbs.edit_risk, 2, {"assignee": "ines"})
    desk.do(verbs.edit_risk, 3, {"reasons": ("PRICE",)})
    lost: Values = {"status": "closed_lost", "resolutions": ("Renewed",), "opened_at": date(2026, 1, 1)}
    with desk.store.write("lose one") as tx:
        gone = verbs.add_record(tx, "accounts", {"name": "Gone"})
        verbs.add_record(
            tx, "risks", {"account": gone, "reasons": ("PRICE",), "closed_at": date(2026, 2, 1), **lost}
        )
        verbs.archive_account(tx, gone, True)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, *OVERVIEW)
        assert overview_of(screen).has_focus
        expected: dict[tuple[str, str, int], int] = {
            ("totals", "Risks active", 0): 7,
            ("totals", "Unaddressed", 0): 7,
            ("closed", "closed_resolved", 0): 2,
            ("closed", "closed_lost", 0): 1,
            ("reasons", "QUIET", 0): 6,
            ("reasons", "words on Alpha", 1): 1,
            ("load", "jane", 0): 4,
            ("load", "ines", 0): 1,
            ("load", "omar", 0): 2,
            ("worked", "PRICE", 0): 3,
            ("worked", "PRICE\nRenewed", 0): 3,
        }
        for (section, row, stop), count in expected.items():
            assert overview_of(screen).select(section, row, stop), (section, row)
            await press(pilot, "enter")
            assert (screen.view, len(screen.listing.ids)) == ("table", count), (section, row)
            await press(pilot, "escape")
            assert (screen.view, overview_of(screen).has_focus) == ("overview", True), row
            assert overview_of(screen).here == (section, row, stop)
        overview_of(screen).select("reasons", "words on Alpha", 0)
        await press(pilot, "enter")
        assert screen.view == "overview", "no risk has it as its primary reason"
        overview_of(screen).select("load", "ines")
        await press(pilot, "enter")
        assert screen.query_one(HeaderLine).filter_text == "of ines"
        assert str(screen.listing.border_title).startswith("Risks 1 active of ines")


@in_loop
async def test_views_are_chosen_by_mouse_and_cells_opened_by_double_click(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await risks_screen(pilot)
        text = str(screen.query_one(QuickLine).render())
        await pilot.click(QuickLine, offset=(text.index("Matrix") + 1, 0))
        await settled(pilot)
        assert screen.view == "matrix"
        await until(pilot, lambda: "Possible" in drawn(screen))
        lines = drawn(screen).splitlines()
        row = next(y for y, line in enumerate(lines) if line.startswith(" Critical"))
        column = lines[0].index("Possible")
        await pilot.click("#matrix", offset=(column + 3, row + 1), times=2)
        await settled(pilot)
        assert (screen.view, list(screen.listing.ids)) == ("table", [2])
        await pilot.click(QuickLine, offset=(text.index("Overview") + 1, 0))
        await until(pilot, lambda: "Customer gone quiet" in drawn(screen))
        lines = drawn(screen).splitlines()
        row, line = next((y, line) for y, line in enumerate(lines) if "Customer gone quiet" in line)
        await pilot.click("#overview", offset=(line.index("Customer") + 1, row + 1), times=2)
        await settled(pilot)
        assert (screen.view, list(screen.listing.ids)) == ("table", [2])
        assert screen.filter_text.endswith("primary_reason=QUIET")


@in_loop
async def test_the_counts_are_explained_copied_and_exported(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path, NAUGHTY))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, *MATRIX, "w")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape", "y")
        copied = app.clipboard.splitlines()
        assert copied[0].split("\t")[:2] == ["Severity", "Unlikely"]
        assert copied[1].split("\t")[3] == "1 · $10k"
        await press(pilot, "E")
        assert isinstance(app.screen, ExportDialog)
        await press(pilot, "escape", "V", "w", "escape", "y", "G", "w", "escape")
        assert "reasons\tCustomer gone quiet\t7\t7" in app.clipboard
        await press(pilot, "e", "x", "d", "N", "X", "Y")
        assert app.screen_stack[-1] is screen, "no risk is under the cursor"


@in_loop
async def test_empty_counts_say_why(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, *MATRIX)
        screen.use_quick("closed")
        await settled(pilot)
        assert "none of “Closed” is active" in matrix_of(screen).empty.plain
        await press(pilot, "enter", "y", "w", "V", "escape", "slash")
        await type_text(pilot, "nobody here")
        await press(pilot, "enter")
        assert "No risk matches nobody here" in drawn(screen)
        await press(pilot, "j", "k", "h", "l", "G", "g", "enter", "y", "w")
        assert app.screen_stack[-1] is screen


@in_loop
async def test_the_filters_that_hold_are_seen_in_every_view_on_a_small_terminal(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await risks_screen(pilot)
        app.set_account_filter("owner:jane !name:nobody")
        await press(pilot, "slash")
        await type_text(pilot, "severity>=medium !reason:price")
        await press(pilot, "enter")
        for view in ("table", "board", "matrix", "overview"):
            assert screen.view == view
            line = str(screen.query_one(HeaderLine).render())
            assert "accounts: owner:jane" in line
            assert "filter: severity>=m" in line
            assert "Active" in str(screen.query_one(QuickLine).render())
            assert "Risks 3 active" in str(screen.pane.border_title)
            await press(pilot, "V")
