"""The page of a risk: every field is changed where it stands, notes and work are added, prior risks are opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.notes import add_note
from kapta_tui.data.write.risks import edit_risk
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs import Pick, Prompt
from kapta_tui.screens.dialogs.choose import Choose
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.record.notes import NoteCard, NotePane
from kapta_tui.screens.risk.factlist import FactList
from kapta_tui.screens.risk.prior import PriorList
from kapta_tui.screens.risk.screen import RiskScreen
from kapta_tui.screens.risk.work import WorkList
from kapta_tui.screens.risks import RisksScreen
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import value
from tests.app.keyboard import press, type_text
from tests.app.risk_store import NAUGHTY, PLAIN, make_app, make_desk
from tests.app.running import in_loop
from tests.app.shell_screens import resize, said, settled, until
from tests.data.desk import Desk

SIZES = ((80, 24), (200, 60))


async def risk_page(pilot: Pilot[None], risk: int = 1) -> RiskScreen:
    """Open the page of a risk from the table with Enter."""
    await settled(pilot)
    screen = pilot.app.screen
    screen.query_one("#risks").focus()
    getattr(screen, "listing").select(risk)  # noqa: B009
    await press(pilot, "enter")
    found = pilot.app.screen
    assert isinstance(found, RiskScreen)
    await until(pilot, lambda: bool(found.query_one(FactList).ids))
    return found


def line_text(page: RiskScreen, field: str, place: int = 0) -> str:
    """Put the cursor on a field and return its words."""
    facts = page.query_one(FactList)
    parts = {
        number: row
        for number in facts.ids
        if (row := facts.row(number)) is not None and (row.line.field, row.line.place) == (field, place)
    }
    facts.select(min(parts))
    return " ".join(plain(row.value) for row in parts.values())


async def pick(pilot: Pilot[None], text: str) -> None:
    """Type into the list that is open, and take the best entry."""
    assert isinstance(pilot.app.screen, Pick)
    await type_text(pilot, text)
    await press(pilot, "enter")


def risk_value(desk: Desk, column: str, risk: int = 1) -> object:
    """Return a column of a risk."""
    return value(desk.store, f"SELECT {column} FROM risk WHERE id = {risk}")


def reasons(desk: Desk) -> str:
    """Return the reasons of the first risk in their order."""
    return str(
        value(
            desk.store,
            "SELECT group_concat(label, '|') FROM "
            "(SELECT label FROM risk_reason WHERE risk_id = 1 ORDER BY position)",
        )
    )


@in_loop
async def test_every_field_is_changed_where_it_stands(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot)
        line_text(page, "severity")
        await press(pilot, "enter")
        await pick(pilot, "low")
        assert risk_value(desk, "severity") == "low"
        assert "proposed" in line_text(page, "priority")
        await press(pilot, "enter")
        await pick(pilot, "P1")
        assert (risk_value(desk, "priority"), risk_value(desk, "priority_by_hand")) == ("p1", 1)
        assert "set by hand" in line_text(page, "priority")
        await press(pilot, "enter")
        await pick(pilot, "as proposed")
        assert risk_value(desk, "priority_by_hand") == 0
        assert "account's owner" in line_text(page, "assignee")
        await press(pilot, "enter")
        await pick(pilot, "omar")
        assert line_text(page, "assignee") == "omar"
        await press(pilot, "enter")
        await pick(pilot, "Newcomer [/x]")
        assert line_text(page, "assignee") == "Newcomer [/x]"
        line_text(page, "opened_at")
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one(Input).value = "2026-10-20"
        await press(pilot, "ctrl+s")
        assert line_text(page, "days_open") == "32 days"
        await press(pilot, "enter")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape")
        line_text(page, "status")
        await press(pilot, "enter")
        await pick(pilot, "In process")
        assert line_text(page, "status") == "In process · 0 d (Open 32 d before)"
        await press(pilot, *"uuuuuuu")
        assert line_text(page, "severity") == "Critical"
        line_text(page, "account")
        await press(pilot, "enter")
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.tab.NAME == "risk"


@in_loop
async def test_reasons_are_added_ordered_replaced_and_taken_away_one_change_each(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot)
        assert reasons(desk) == "Customer gone quiet|words on Alpha"
        assert "again" not in line_text(page, "reasons")
        await press(pilot, "n")
        await pick(pilot, "price")
        assert reasons(desk) == "Customer gone quiet|words on Alpha|Price or budget pressure"
        assert "again, last closed 2026-04-01" in line_text(page, "reasons", 2)
        await press(pilot, "K")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure|words on Alpha"
        await press(pilot, "K", "J")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure|words on Alpha"
        line_text(page, "reasons", 2)
        await press(pilot, "enter")
        await pick(pilot, "My own [words]")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure|My own [words]"
        await press(pilot, "d")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure"
        await press(pilot, "u")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure|My own [words]"
        line_text(page, "severity")
        await press(pilot, "J")
        assert reasons(desk) == "Customer gone quiet|Price or budget pressure|My own [words]"
        await press(pilot, "d")
        assert risk_value(desk, "count(*)") == 0
        assert not isinstance(app.screen, RiskScreen)
        await press(pilot, "u")
        assert risk_value(desk, "count(*)") == 1


@in_loop
async def test_a_burst_of_keys_moves_and_takes_away_the_reasons_it_is_about(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.do(edit_risk, 1, {"reasons": ("one", "two", "three [/x]", "four")})
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot)
        line_text(page, "reasons")
        await pilot.press("J", "J", "J")
        here = page.query_one(FactList).line_here
        assert here is not None
        assert here.place == 3
        await settled(pilot)
        assert reasons(desk) == "two|three [/x]|four|one"
        assert line_text(page, "reasons", 3) == "4 one"
        await pilot.press("K", "K", "j", "d", "K", "K")
        await settled(pilot)
        assert reasons(desk) == "four|two|one"
        assert not [words for words in said(app) if "meanwhile" in words]
        await press(pilot, "u", "u", "u")
        assert reasons(desk) == "two|one|three [/x]|four"
        assert line_text(page, "reasons", 2) == "3 three [/x]"
        # What somebody else did first is shown, and only one of the keys is refused aloud.
        line_text(page, "reasons")
        desk.do(edit_risk, 1, {"reasons": ("theirs", "two")})
        await pilot.press("J", "J")
        await settled(pilot)
        assert reasons(desk) == "theirs|two"
        assert line_text(page, "reasons") == "1 theirs"
        assert len([words for words in said(app) if "meanwhile" in words]) == 1


@in_loop
async def test_notes_are_left_in_a_line_or_a_form_and_edited_in_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot)
        pane = page.query_one(NotePane)
        await press(pilot, "N")
        assert isinstance(app.screen, Prompt)
        await type_text(pilot, "Quick [/oops]")
        await press(pilot, "enter")
        assert [note.text for note in pane.notes] == ["Quick [/oops]"]
        await press(pilot, "ctrl+n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Full words")
        await press(pilot, "ctrl+s")
        assert {note.text for note in pane.notes} == {"Quick [/oops]", "Full words"}
        assert value(desk.store, "SELECT count(*) FROM note WHERE risk_id = 1 AND type = 'risk'") == 2
        kept = list(page.query(NoteCard))
        page.reload()
        await settled(pilot)
        assert list(page.query(NoteCard)) == kept
        pane.focus()
        await press(pilot, "g", "j")
        here = pane.note_here
        assert here is not None
        assert here.text == "Quick [/oops]"
        assert page.text_here() is not None
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape")
        await pilot.click(page.query(NoteCard).first())
        assert pane.note_here is not None
        assert pane.note_here.text == "Full words"
        await press(pilot, "d")
        assert [note.text for note in pane.notes] == ["Quick [/oops]"]
        page.query_one("#details").focus()
        assert "Details of Alpha" in page.query_one("#details", FactSheet).text
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)


@in_loop
async def test_work_is_linked_added_completed_and_unlinked(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot, 2)
        work = page.query_one(WorkList)
        assert "unaddressed" in line_text(page, "unaddressed")
        await press(pilot, "enter")
        assert isinstance(app.screen, Choose)
        await type_text(pilot, "Call them")
        await press(pilot, "ctrl+s")
        assert str(work.border_title) == "Work 1 open · 1 late"
        assert value(desk.store, "SELECT risk_id FROM action") == 2
        work.focus()
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Ask [/x]")
        await press(pilot, "ctrl+s")
        assert value(desk.store, "SELECT risk_id FROM task") == 2
        await press(pilot, "A")
        await type_text(pilot, "Brand new")
        await press(pilot, "enter")
        assert value(desk.store, "SELECT count(*) FROM task WHERE risk_id = 2") == 2
        work.select(work.ids[0])
        await press(pilot, "y")
        assert app.clipboard.startswith("! Call them\taction\t")
        assert work.record_here() == ("actions", 1)
        await press(pilot, "x")
        assert str(work.border_title) == "Work 2 open · 1 done"
        await press(pilot, "g", "d")
        assert str(work.border_title) == "Work 1 open · 1 done"
        assert value(desk.store, "SELECT count(*) FROM task") == 2


@in_loop
async def test_a_risk_is_closed_on_its_page_and_prior_ones_open_on_theirs(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        page = await risk_page(pilot)
        prior = page.query_one(PriorList)
        assert list(prior.ids) == [8]
        prior.focus()
        await press(pilot, "enter")
        older = app.screen
        assert isinstance(older, RiskScreen)
        assert older.risk == 8
        assert line_text(older, "resolutions") == "Renewed"
        await press(pilot, "escape")
        page.query_one(FactList).focus()
        line_text(page, "status")
        await press(pilot, "enter")
        await pick(pilot, "Closed: resolved")
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one("#field-resolutions Input", Input).value = "We met"
        await press(pilot, "ctrl+s")
        assert risk_value(desk, "status") == "closed_resolved"
        assert line_text(page, "resolutions") == "We met"
        await press(pilot, "x")
        assert any("closed already" in words for words in said(app))
        await press(pilot, "X")
        assert risk_value(desk, "closed_at") is None
        await press(pilot, "x")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape", "y")
        assert "Details of Alpha" in app.clipboard
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)


def _awkward(desk: Desk) -> None:
    """Give the first risk more than fits."""
    long = "# Head [/oops]\n" + "\n".join(f"line {place} **of** many" for place in range(200))
    own = [f"reason {place} {NAUGHTY[place]}" for place in range(6)]
    desk.do(edit_risk, 1, {"details": long, "reasons": (*own, "株式会社" * 30, "x" * 200)})
    for place in range(30):
        desk.do(add_note, {"text": f"Note {place} [/x]\n\n- one", "date": date(2026, 11, 1)}, risk=1)
    desk.do(add_record, "tasks", {"account": 1, "name": NAUGHTY[4]})


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_every_pane_can_be_reached_and_read_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = make_desk(tmp_path, NAUGHTY if size[0] == 80 else PLAIN)
    _awkward(desk)
    app: KaptaApp = make_app(desk)
    async with app.run_test(size=size) as pilot:
        page = await risk_page(pilot)
        for name in ("facts", "prior", "details", "notes", "work"):
            pane = page.query_one(f"#{name}")
            assert page.focused is pane, name
            assert pane.size.height >= 3, name
            assert pane.region.bottom <= size[1] - 1, name
            await press(pilot, "G", "g", "tab")
        await resize(pilot, size[0] - 10 if size[0] > 80 else 100, size[1])
        await settled(pilot)
        line_text(page, "reasons", 6)
        await press(pilot, "j", "k", "j")
        here = page.query_one(FactList).line_here
        assert here is not None
        assert (here.field, here.place) == ("reasons", 7)
        assert line_text(page, "reasons", 7).replace(" ", "").endswith("x" * 200)


@in_loop
async def test_risks_are_opened_and_worked_on_from_wherever_they_stand(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, RisksScreen)
        screen.listing.select(2)
        await press(pilot, "ctrl+n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "From the list")
        await press(pilot, "ctrl+s")
        assert value(desk.store, "SELECT risk_id FROM note") == 2
        await press(pilot, "V", "A")
        await type_text(pilot, "Keep them")
        await press(pilot, "ctrl+s")
        assert value(desk.store, "SELECT risk_id FROM goal") == 2
        await press(pilot, "enter")
        assert isinstance(app.screen, RiskScreen)
        assert app.screen.risk == 2
        await press(pilot, "o")
        page = app.screen
        assert isinstance(page, AccountScreen)
        sheet = page.query_one("#active-risk", FactSheet)
        for words in ("From the list", "Keep them", "Call them", "points of health"):
            assert words in sheet.text
        await press(pilot, "N")
        await type_text(pilot, "From the tab")
        await press(pilot, "enter")
        assert "From the tab" in sheet.text
        await press(pilot, "X")
        assert any("only a closed risk" in words for words in said(app))
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, RiskScreen)
        await press(pilot, "escape", "escape", "escape", "1")
        agenda = app.screen.query_one("#agenda", Listing)
        lines = {number: agenda.row(number) for number in agenda.ids}
        agenda.select(next(number for number, line in lines.items() if line.item.kind == "risks"))
        await press(pilot, "enter")
        assert isinstance(app.screen, RiskScreen)
