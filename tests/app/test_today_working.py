"""Today worked on in place: reasons in words and chosen, progress, people, days, and the calendar file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual.widgets import OptionList

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.today import TodayScreen
from kapta_tui.screens.today.agendapane import AgendaPane
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, opened, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until


def kind_of(pane: AgendaPane, number: int) -> str:
    line = pane.listing.row(number)
    return "" if line is None else line.item.kind


def words_of(app: KaptaApp) -> str:
    return " ".join(str(each.render()) for each in app.screen.query("Static"))


def palette(app: KaptaApp) -> str:
    """Return what the palette offers."""
    return " ".join(str(option.prompt) for option in app.screen.query_one(OptionList).options)


@in_loop
async def test_what_is_on_the_agenda_is_worked_on_in_place(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (store, app, pilot):
        pane = app.screen.query_one(AgendaPane)

        def titles() -> list[str]:
            lines = [pane.listing.row(number) for number in pane.listing.ids]
            return [line.item.title for line in lines if line is not None]

        assert titles()[:2] == ["Book the room", "Training"]
        await press(pilot, "P")
        assert any("for actions" in words for words in said(app))
        await press(pilot, "j", "P")
        await type_text(pilot, "70 waiting [/for] parts")
        await press(pilot, "enter")
        await until(pilot, lambda: rows(store, "SELECT percent FROM action WHERE id = 1") == [(70,)])
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(app.screen, Explanation))
        assert "The action was due on 2026-11-18, 3 days ago." in str(
            app.screen.query(".words").first().render()
        )
        await press(pilot, "escape", "g", "space", "space", "D")
        await type_text(pilot, "2026-11-25")
        await press(pilot, "enter")
        await until(pilot, lambda: str(pane.listing.border_title) == "Today 6")
        assert rows(store, "SELECT due FROM task WHERE id = 1 UNION SELECT due FROM action WHERE id = 1") == [
            ("2026-11-25",)
        ]
        await press(pilot, "u")
        await until(pilot, lambda: "2 late" in str(pane.listing.border_title))
        await press(pilot, "f")
        options = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert options[:4] == ["Everything  6", "Late  2", "Tasks  2", "Actions  2"]
        await press(pilot, "down", "enter")
        await until(pilot, lambda: len(titles()) == 2)
        assert str(pane.listing.border_title) == "Today 2 of 6 · 2 late"
        await press(pilot, "escape")
        await until(pilot, lambda: len(titles()) == 6)
        await press(pilot, "g", "j", "X")
        await type_text(pilot, "trained")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "Training" not in titles())
        assert rows(store, "SELECT status_note FROM action WHERE id = 1") == [("trained",)]


@in_loop
async def test_the_agenda_is_saved_for_a_calendar_and_replaces_a_file_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "ctrl+k", "enter")
        file = tmp_path / "kapta-2026-11-21.ics"
        await until(pilot, file.exists)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert file.read_bytes().count(b"BEGIN:VEVENT") == 6
        assert any("Saved the agenda to" in words for words in said(app))
        file.write_text("mine")
        await press(pilot, "ctrl+k", "ctrl+a")
        await type_text(pilot, file.name)
        await press(pilot, "enter", "escape")
        assert file.read_text() == "mine"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await press(pilot, "E")
        assert "6 things, as CSV" in words_of(app)
        await press(pilot, "enter")
        table = tmp_path / "today.csv"
        await until(pilot, table.exists)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        with table.open(encoding="utf-8-sig", newline="") as content:
            lines = list(csv.DictReader(content))
        assert [line["title"] for line in lines][:2] == ["Book the room", "Training"]
        assert (lines[0]["action"], lines[0]["goal"]) == ("Training", "Live in three sites")
        assert any("Exported 6 things to" in words for words in said(app))
        await press(pilot, "ctrl+p")
        await type_text(pilot, "ics")
        await until(pilot, lambda: "Calendar file…" in palette(app))
        await press(pilot, "escape", "slash")
        await type_text(pilot, "nothing at all")
        await press(pilot, "enter", "E")
        assert any("nothing on the agenda here" in words for words in said(app))


@in_loop
async def test_w_says_of_everything_on_the_agenda_why_it_is_there(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(verbs.start_risk, {"account": 1, "reasons": ("PRICE",)})
    app = make_app(store, "today")
    begins = {
        "tasks": "The task was due with its action 'Training'",
        "actions": "The action was due on",
        "risks": "The risk was opened on",
        "contracts": "The contract ends on",
        "contacts": "No note tells of any contact",
    }
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = app.screen.query_one(AgendaPane)
        await until(pilot, lambda: bool(pane.listing.ids))
        for kind, words in begins.items():
            pane.listing.move_to(
                next(at for at, number in enumerate(pane.listing.ids) if kind_of(pane, number) == kind)
            )
            await press(pilot, "w")
            await until(pilot, lambda: isinstance(app.screen, Explanation))
            assert words in str(app.screen.query(".words").first().render())
            await press(pilot, "escape")
