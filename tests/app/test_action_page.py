"""The page of an action: every field is changed where it stands; key players, notes, tasks and history stand beside."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.store import Store
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.action.changes import ChangeList
from kapta_tui.screens.action.factlist import ActionFacts
from kapta_tui.screens.action.players import PlayerList
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs import Pick, Prompt
from kapta_tui.screens.dialogs.choose import Choose
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.record.notes import NoteCard, NotePane
from kapta_tui.screens.tasks import TaskList
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from tests.app.account_page import value
from tests.app.keyboard import press, type_text
from tests.app.plan_store import NAUGHTY, opened
from tests.app.running import in_loop
from tests.app.shell_screens import said, until
from tests.conftest import TODAY


async def action_page(pilot: Pilot[None], action: int = 1) -> ActionScreen:
    """Open the page of an action from the list with Enter."""
    listing = pilot.app.screen.query_one("#actions")
    listing.focus()
    getattr(listing, "select")(action)  # noqa: B009
    await press(pilot, "enter")
    found = pilot.app.screen
    assert isinstance(found, ActionScreen)
    await until(pilot, lambda: bool(found.query_one(ActionFacts).ids))
    return found


def words_of(page: ActionScreen, field: str) -> str:
    """Put the cursor on a field and return its words."""
    facts = page.query_one(ActionFacts)
    facts.focus()
    parts = {
        number: row
        for number in facts.ids
        if (row := facts.row(number)) is not None and row.line.field == field
    }
    facts.select(min(parts))
    return " ".join(plain(row.value).strip() for row in parts.values())


async def pick(pilot: Pilot[None], text: str) -> None:
    """Type into the list that is open, and take the best entry."""
    assert isinstance(pilot.app.screen, Pick)
    await type_text(pilot, text)
    await press(pilot, "enter")


async def fill(pilot: Pilot[None], text: str) -> None:
    """Type into the only field of the form that is open, and save."""
    assert isinstance(pilot.app.screen, FormDialog)
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "ctrl+s")


def column(store: Store, name: str, action: int = 1) -> object:
    """Return a column of an action."""
    return value(store, f"SELECT {name} FROM action WHERE id = {action}")


@in_loop
async def test_every_field_is_changed_where_it_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, notifications=True) as (store, app, pilot):
        page = await action_page(pilot)
        assert "(60 + 0 + 100) / 3 = 53 %" in words_of(page, "goal")
        assert words_of(page, "state").endswith("3 d late")
        words_of(page, "name")
        await press(pilot, "enter")
        await fill(pilot, "Train [/all]")
        assert column(store, "name") == "Train [/all]"
        words_of(page, "percent")
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        await type_text(pilot, "100 ready [/oops]")
        await press(pilot, "enter")
        await until(pilot, lambda: "ready [/oops]" in words_of(page, "status_note"))
        await until(pilot, lambda: any("100 %, open until it is completed" in words for words in said(app)))
        assert "x completes it" in words_of(page, "state")
        assert column(store, "completed_at") is None
        words_of(page, "owner")
        await press(pilot, "enter")
        await pick(pilot, "omar")
        assert words_of(page, "owner") == "omar"
        words_of(page, "due")
        await press(pilot, "enter")
        await fill(pilot, "2027-01-31")
        assert words_of(page, "due") == "2027-01-31"
        words_of(page, "in_customer_report")
        await press(pilot, "enter")
        await until(pilot, lambda: words_of(page, "in_customer_report") == "no, left out")
        words_of(page, "status")
        await press(pilot, "enter")
        await pick(pilot, "waiting")
        await until(pilot, lambda: words_of(page, "status") == "Waiting")
        words_of(page, "section")
        await press(pilot, "enter")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape")
        changes = page.query_one(ChangeList)
        assert str(changes.border_title).startswith("History ")
        changes.focus()
        await press(pilot, "f")
        await pick(pilot, "due")
        (line,) = [row for number in changes.ids if (row := changes.row(number)) is not None]
        assert (line.label, line.after, line.user) == ("Due", "2027-01-31", "jane")
        words_of(page, "account")
        await press(pilot, "enter")
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.tab.NAME == "act"


@in_loop
async def test_key_players_notes_and_tasks_are_worked_on_beside_the_fields(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        page = await action_page(pilot)
        players, tasks = page.query_one(PlayerList), page.query_one(TaskList)
        assert len(players.ids) == 1
        assert len(tasks.ids) == 2
        players.focus()
        await press(pilot, "d")
        await until(pilot, lambda: not players.ids)
        assert value(store, "SELECT count(*) FROM contact") == 1
        await press(pilot, "n")
        assert isinstance(app.screen, Choose)
        await press(pilot, "enter", "ctrl+s")
        await until(pilot, lambda: len(players.ids) == 1)
        await press(pilot, "n")
        await type_text(pilot, "Newcomer [/x]")
        await press(pilot, "enter")
        await until(pilot, lambda: len(players.ids) == 2)
        assert "Newcomer [/x]" in words_of(page, "contacts")
        await press(pilot, "N")
        await type_text(pilot, "Called [/them] 日本語")
        await press(pilot, "enter")
        await until(pilot, lambda: bool(page.query(NoteCard)))
        assert [card.note.text for card in page.query(NoteCard)] == ["Called [/them] 日本語"]
        assert not page.query_one(NotePane).has_class("-current")
        await press(pilot, "t")
        await type_text(pilot, "Ring back")
        await press(pilot, "enter")
        await until(pilot, lambda: len(tasks.ids) == 3)
        tasks.focus()
        await press(pilot, "x")
        await until(pilot, lambda: len(tasks.ids) == 2)
        assert "✓ " in words_of(page, "tasks")
        await press(pilot, "x")
        assert isinstance(app.screen, Pick)
        await pick(pilot, "leave")
        await until(pilot, lambda: column(store, "completed_at") is not None)
        assert words_of(page, "completed_at") == TODAY.isoformat()
        await press(pilot, "P")
        assert isinstance(app.screen, ActionScreen)
        await press(pilot, "y")
        assert NAUGHTY.split(" ")[0] in app.clipboard
        assert "Newcomer [/x]" in app.clipboard
        await press(pilot, "d")
        await until(pilot, lambda: not isinstance(app.screen, ActionScreen))


@in_loop
async def test_the_list_leads_to_what_should_have_begun_and_shows_the_columns_one_wants(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, (200, 60), notifications=True) as (store, app, pilot):
        listing = app.screen.query_one("#actions", Listing)
        await press(pilot, "f")
        await pick(pilot, "start passed")
        await until(pilot, lambda: list(listing.ids) == [4])
        assert "Actions 1 start passed" in str(listing.border_title)
        for key in ("objective", "status_note", "contacts", "tasks"):
            assert key in listing.hidden
            listing.toggle_column(key)
        assert {"objective", "status_note", "contacts", "tasks"} <= set(listing.shown)
        await press(pilot, "f")
        await pick(pilot, "all")
        await until(pilot, lambda: len(listing.ids) == 5)
        await until(pilot, lambda: listing.row(1) is not None)
        cells = {column.key: plain(column.cell(listing.row(1))) for column in listing.columns}
        assert cells["contacts"] == "Ana [b]Ruiz"
        assert cells["tasks"] == "2"
        assert cells["section"]
        assert cells["in_customer_report"] == "✓"
        await press(pilot, "space", "space", "P")
        await type_text(pilot, "45")
        await press(pilot, "enter")
        await until(pilot, lambda: value(store, "SELECT count(*) FROM action WHERE percent = 45") == 2)
