"""Plans made from contracts and copied to accounts, by keys (mission S3; features: rows 76 and 81)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.account.plan.listing import PlanList
from kapta_tui.screens.dialogs import Either, Pick
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.plans.copying import CopyDialog, ask_copy
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

GOALS = "SELECT count(*) FROM goal"
DUE = "SELECT max(due) FROM goal WHERE source = 'contract' AND source_id = 1"


async def _shown(pilot: Pilot[None], kind: type[object]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await settled(pilot)


def _subtitle(listing: RecordList) -> str:
    return str(listing.border_subtitle)


def _preview(app_screen: object) -> str:
    assert isinstance(app_screen, CopyDialog)
    return str(app_screen.query_one("#copy-preview", Static).render())


async def _make_renewal(pilot: Pilot[None], listing: RecordList) -> None:
    """Make a plan of the contract under the cursor by the template for contracts."""
    assert "no plan · P makes one" in _subtitle(listing)
    await press(pilot, "P")
    await _shown(pilot, Pick)
    await type_text(pilot, "renewal")
    await press(pilot, "enter")
    await _shown(pilot, FormDialog)
    await press(pilot, "ctrl+s")
    await _shown(pilot, AccountScreen)
    await until(pilot, lambda: "plan 0 %" in _subtitle(listing))


@in_loop
async def test_p_makes_the_plan_of_a_contract_and_then_goes_to_it_and_the_link_comes_back(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path, "naughty")
    steps = "".join(f"\n  Step\n    Part {number}" for number in range(14))
    store.do(verbs.add_goal_outline, 1, "customer", f"Above all of it{steps}")
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        listing = screen.query_one("#contracts", RecordList)
        listing.focus()
        await settled(pilot)
        await _make_renewal(pilot, listing)
        assert "$ 0 %" in listing.render_line(1).text
        end = str(value(store, 'SELECT "end" FROM contract WHERE id = 1'))
        assert value(store, DUE) == end
        await press(pilot, "P")
        await until(pilot, lambda: screen.tab.NAME == "act")
        await settled(pilot)
        here = screen.link_here()
        assert here is not None
        assert here == ("goals", value(store, "SELECT id FROM goal WHERE source = 'contract'"))
        # The goal is seen with what is below it, not as the last line.
        plan = screen.query_one(PlanList)
        line = list(plan.ids).index(plan.cursor_id or 0) - plan.scroll_offset.y
        assert 0 <= line < 2 * plan.size.height // 3
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: screen.tab.NAME == "know")
        await settled(pilot)
        assert screen.link_here() == ("contracts", 1)
        await _move_end(pilot, store, screen, end, "y")
        await until(pilot, lambda: value(store, DUE) == "2028-05-05")
        # One change, taken back by one key.
        await press(pilot, "u")
        await until(pilot, lambda: value(store, DUE) == end)
        assert value(store, 'SELECT "end" FROM contract WHERE id = 1') == end
        await _move_end(pilot, store, screen, end, "n")
        await until(pilot, lambda: value(store, 'SELECT "end" FROM contract WHERE id = 1') == "2028-05-05")
        assert value(store, DUE) == end


async def _move_end(pilot: Pilot[None], store: Store, screen: AccountScreen, end: str, answer: str) -> None:
    """Write another end into the form of the contract, and let the plan follow."""
    await press(pilot, "e")
    await _shown(pilot, FormDialog)
    pilot.app.screen.query_one("#field-end Input").focus()
    await press(pilot, "ctrl+u")
    await type_text(pilot, "2028-05-05")
    await press(pilot, "ctrl+s")
    await _shown(pilot, Either)
    # Esc goes back to the form, and nothing is written.
    await press(pilot, "escape")
    await _shown(pilot, FormDialog)
    assert value(store, 'SELECT "end" FROM contract WHERE id = 1') == end
    await press(pilot, "ctrl+s")
    await _shown(pilot, Either)
    days = (date(2028, 5, 5) - date.fromisoformat(end)).days
    title = str(pilot.app.screen.query_one("#frame").border_title)
    assert title == f"The end moves {days} days later. Move the plan's 8 open actions too?"
    await press(pilot, answer)
    await until(pilot, lambda: pilot.app.screen is screen)


@in_loop
async def test_goals_are_copied_to_named_and_filtered_accounts_and_taken_back_by_one_key(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    async with make_app(store).run_test(size=(80, 24)) as pilot:
        screen = await page(pilot, 1, "act")
        before = value(store, GOALS)
        ask_copy(screen, [1])
        await _shown(pilot, CopyDialog)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CopyDialog), "it is not said to which accounts"
        await type_text(pilot, "nobody at all")
        await until(pilot, lambda: "no account called" in _preview(pilot.app.screen))
        await press(pilot, "ctrl+u")
        await type_text(pilot, "asolo")
        # What is offered is no name that does not exist.
        await until(pilot, lambda: "Enter adds the account that is offered" in _preview(pilot.app.screen))
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "in 1 account," in _preview(pilot.app.screen))
        pilot.app.screen.query_one("#field-filter Input").focus()
        await type_text(pilot, "name:Acme")
        await until(pilot, lambda: "Will make 4 goals, 8 actions in 4 accounts" in _preview(pilot.app.screen))
        pilot.app.screen.query_one("#field-shift Input").focus()
        await type_text(pilot, "30")
        await until(
            pilot, lambda: "first start Sat 31 Oct 2026, which has passed" in _preview(pilot.app.screen)
        )
        await press(pilot, "ctrl+s")
        await _shown(pilot, AccountScreen)
        await until(pilot, lambda: value(store, f"{GOALS} WHERE start IS NULL AND due = '2027-03-31'") == 4)
        await press(pilot, "u")
        await until(pilot, lambda: value(store, GOALS) == before)
