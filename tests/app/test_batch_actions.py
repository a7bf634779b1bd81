"""Marked rows all go, in one change that one key undoes; what stands in the way is called by its name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.write import tasks
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.risks import edit_risk
from kapta_tui.screens.closing.form import ClosingForm
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.tasks import TaskList
from kapta_tui.screens.today.agendapane import AgendaPane
from tests.app import account_store, plan_store, risk_store
from tests.app.account_page import page
from tests.app.accounts_driving import accounts_screen, names
from tests.app.keyboard import press, type_text
from tests.app.risk_store import risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled
from tests.data.desk import Desk

ACTIVE = "SELECT count(*) FROM risk WHERE closed_at IS NULL"


def own(desk: Desk, risk: int) -> list[object]:
    """Return the labels of a risk's resolutions."""
    found = desk.rows("SELECT label FROM risk_resolution WHERE risk_id = ? ORDER BY position", risk)
    return [label for (label,) in found]


@asynccontextmanager
async def closing_three(desk: Desk) -> AsyncIterator[tuple[Pilot[None], ClosingForm]]:
    """Mark the first three risks, the middle one about the service, and ask to close them."""
    desk.do(edit_risk, 2, {"reasons": ("SERVICE",)})
    app = risk_store.make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await risks_screen(pilot)
        await press(pilot, "space", "space", "space", "x")
        assert isinstance(app.screen, ClosingForm)
        yield pilot, app.screen


async def take(form: ClosingForm, label: str) -> None:
    """Add a resolution by its label."""
    form.query_one("#field-resolutions Input", Input).value = label


@in_loop
async def test_each_of_several_risks_keeps_the_resolutions_of_its_own_reasons(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    async with closing_three(desk) as (pilot, form):
        assert str(form.query_one("#frame").border_title) == "Close 3 risks"
        details = form._details
        assert details["root cause fixed and shown"].words == "1 risk"
        assert details["regular meeting restored"].words == "2 risks"
        assert "no longer applies" not in details
        labels = [form.query_one(f"#field-{name} .label").styles.color for name in ("status", "closed_at")]
        assert labels[0] == labels[1], "the list has the keyboard, not the first field"
        form.query_one("#field-resolutions Input").focus()
        for label in ("root cause fixed and shown", "regular meeting restored", "Our own words"):
            await take(form, label)
            await press(pilot, "enter")
        await press(pilot, "ctrl+s")
        assert desk.row(ACTIVE) == (4,)
        assert own(desk, 2) == ["root cause fixed and shown", "Our own words"]
        assert own(desk, 1) == own(desk, 3) == ["regular meeting restored", "Our own words"]
        await press(pilot, "u")
        assert desk.row(ACTIVE) == (7,)


@in_loop
async def test_a_risk_that_none_of_the_resolutions_fits_is_named_and_none_is_closed(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    async with closing_three(desk) as (pilot, form):
        await take(form, "regular meeting restored")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is form
        words = str(form.query_one("#field-resolutions .error").render())
        assert "1 of 3 cannot take this. Beta: None of these resolutions belongs to its reasons." in words
        assert desk.row(ACTIVE) == (7,)


@in_loop
async def test_closed_ones_among_marked_risks_are_named_before_anything_is_asked(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    app = risk_store.make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await risks_screen(pilot)
        screen.use_quick("all")
        await settled(pilot)
        screen.listing.select(1)
        await press(pilot, "asterisk", "x")
        assert app.screen_stack[-1] is screen
        assert any("Closed already: the risk of Alpha, Theta." in text for text in said(app))
        assert desk.row(ACTIVE) == (7,)


@in_loop
async def test_marked_risks_are_meant_wherever_the_cursor_stands(tmp_path: Path) -> None:
    desk = risk_store.make_desk(tmp_path)
    app = risk_store.make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.use_quick("all")
        await settled(pilot)
        screen.listing.select(2)
        await press(pilot, "space")
        screen.listing.select(8)
        await press(pilot, "x")
        assert isinstance(app.screen, ClosingForm)
        assert str(app.screen.query_one("#frame").border_title) == "Close the risk · Beta"


@in_loop
async def test_marked_accounts_are_archived_and_removed_together(tmp_path: Path) -> None:
    store = account_store.make_store(tmp_path)
    app = account_store.make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        before = len(names(store))
        await press(pilot, "space", "space", "space", "x")
        assert len(names(store, "archived")) == 3
        await press(pilot, "u")
        assert not names(store, "archived")
        await press(pilot, "space", "space", "d")
        assert isinstance(app.screen, Confirm)
        await type_text(pilot, "2 accounts")
        await press(pilot, "enter")
        assert len(names(store)) == before - 2
        await press(pilot, "u")
        assert len(names(store)) == before


@in_loop
async def test_a_task_done_already_is_named_and_the_others_stay_open(tmp_path: Path) -> None:
    desk = Desk(account_store.make_store(tmp_path))
    desk.do(add_record, "tasks", {"account": "Acme Corp", "name": "Call [/them]"})
    desk.do(tasks.done_task, desk.row("SELECT max(id) FROM task")[0])
    app = account_store.make_app(desk.store)
    done = "SELECT count(*) FROM task WHERE account_id = 1 AND done_at IS NOT NULL"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot, tab="tasks")
        listing = screen.query_one("#tasks", TaskList)
        listing.select(desk.row("SELECT min(id) FROM task")[0])
        await press(pilot, "asterisk", "x")
        assert any("1 of 2 cannot take this. Call [/them]: " in text for text in said(app))
        assert desk.row(done) == (1,)


@in_loop
async def test_marked_lines_of_the_agenda_are_one_change_whatever_their_kinds(tmp_path: Path) -> None:
    store = plan_store.make_store(tmp_path)
    desk = Desk(store)
    app = plan_store.make_app(store, "today")
    open_ones = (
        "SELECT (SELECT count(*) FROM task WHERE done_at IS NULL)"
        " + (SELECT count(*) FROM action WHERE completed_at IS NULL)"
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        before = desk.row(open_ones)[0]
        await press(pilot, "space", "space", "x", "down", "enter")
        assert desk.row(open_ones)[0] == before - 2
        assert any("Completed 1 action, 1 task; 1 task stays open" in text for text in said(app))
        await press(pilot, "u")
        assert desk.row(open_ones)[0] == before
        assert not app.screen.query_one(AgendaPane).listing.marked
        await press(pilot, "space", "space", "d")
        assert desk.row(open_ones)[0] < before
        await press(pilot, "u")
        assert desk.row(open_ones)[0] == before
