"""What was written down becomes work by one key: with words the mouse selected, by keys alone, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.action.factlist import ActionFacts
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.qbr.agenda import Agenda
from kapta_tui.screens.qbr.screen import ReviewScreen
from kapta_tui.screens.record.lines import words
from kapta_tui.screens.risk.screen import RiskScreen
from kapta_tui.screens.risk.work import WorkList
from kapta_tui.screens.tasks import TaskList
from kapta_tui.screens.turning.choosing import WordsPick, WorkPick
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.preview import Facts, FactSheet
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

WORK = "SELECT group_concat(source || source_id || ' ' || name) FROM {kind} WHERE source IS NOT NULL"


def typed(form: FormDialog, field: str) -> str:
    """Return what stands in a field of one line, or of a long text."""
    areas = form.query(f"#field-{field} TextArea")
    return areas.first(TextArea).text if areas else form.query_one(f"#field-{field} Input", Input).value


async def form_on(pilot: Pilot[None]) -> FormDialog:
    """Return the form once it is there."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    await settled(pilot)
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    return form


async def drag(pilot: Pilot[None], facts: Facts, words: str, to: str) -> None:
    """Select with the mouse from the first character of `words` to the last one of `to`."""
    lines = facts.render().plain.split("\n")

    def at(text: str) -> tuple[int, int]:
        row = next(place for place, line in enumerate(lines) if text in line)
        return lines[row].index(text), row

    first, last = at(words), at(to)
    # The blank at the left side comes before the text.
    start, end = (first[0] + 1, first[1]), (last[0] + len(to) + 1, last[1])
    await pilot.mouse_down(facts, offset=start)
    await pilot.hover(facts, offset=end)
    await pilot.mouse_up(facts, offset=end)
    await settled(pilot)


@in_loop
async def test_words_selected_in_a_note_become_a_task_linked_both_ways(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await page(pilot, tab="notes")
        sheet = screen.query_one("#note-text", FactSheet)
        await until(pilot, lambda: "They asked about pricing" in sheet.text)
        facts = sheet.query_one(Facts)
        await drag(pilot, facts, "pricing", "rollout")
        assert sheet.selected is not None
        assert sheet.selected.text == "pricing for next year and the rollout"
        assert screen.get_selected_text() == sheet.selected.text
        assert "^t Turn into work" in screen.query_one(FooterLine).render_line(0).text
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, WorkPick)
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert value(store, WORK.format(kind="task")) is None
        await press(pilot, "ctrl+t", "t")
        form = await form_on(pilot)
        assert typed(form, "name") == typed(form, "description") == "pricing for next year and the rollout"
        await press(pilot, "ctrl+s")
        assert value(store, WORK.format(kind="task")) == "note1 pricing for next year and the rollout"
        await until(pilot, lambda: "from a note" in " ".join(said(app)))
        assert sheet.selected is None
        assert "→ task pricing for next year and the" in " ".join(sheet.text.split())
        assert "→1 Called" in screen.query_one("#notes", RecordList).render_line(1).text
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: screen.tab.NAME == "tasks")
        await settled(pilot)
        listed = screen.query_one("#tasks", TaskList)
        assert listed.cursor_id == value(store, "SELECT max(id) FROM task")
        assert "from note: Called the sponsor." in str(listed.border_subtitle)
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: screen.tab.NAME == "notes")
        await press(pilot, "u")
        assert value(store, WORK.format(kind="task")) is None
        await until(pilot, lambda: "Became" not in sheet.text)


@in_loop
async def test_by_keys_alone_a_sentence_becomes_an_action_below_the_goal_that_fits(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "notes", 1, {"text": "Called. [They] ask for prices.\n- [ ] Send the offer"})
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot, tab="notes")
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, WordsPick)
        shown = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert shown[1:] == ["Called.", "[They] ask for prices.", "Send the offer"]
        await press(pilot, "down", "down", "enter", "a")
        form = await form_on(pilot)
        assert typed(form, "goal") == "Live in three sites"
        assert typed(form, "name") == "[They] ask for prices"
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert value(store, WORK.format(kind="action")) is None
        await press(pilot, "ctrl+t", "enter", "g")
        form = await form_on(pilot)
        assert typed(form, "description") == "Called. [They] ask for prices.\n- [ ] Send the offer"
        await press(pilot, "ctrl+s", "ctrl+t", "down", "enter", "a", "ctrl+s")
        # Which of two goals is meant, nobody says for the user.
        form = await form_on(pilot)
        assert typed(form, "goal") == ""
        await press(pilot, *"Live", "ctrl+s")
        assert value(store, WORK.format(kind="goal")) == "note1 Called. [They] ask for prices"
        assert value(store, WORK.format(kind="action")) == "note1 Called"
        assert "→2 Called" in screen.query_one("#notes", RecordList).render_line(1).text
        await press(pilot, "ctrl+l", "enter")
        await until(pilot, lambda: isinstance(app.screen, ActionScreen))
        facts = app.screen.query_one(ActionFacts)
        await until(pilot, lambda: bool(facts.ids))
        said_of = {
            row.line.field: words(row.line) for key in facts.ids if (row := facts.row(key)) is not None
        }
        assert said_of["name"] == "Called"
        assert said_of["source_name"].startswith("note of 2026-11-20: Called. ")


@pytest.mark.parametrize("pane", ["#swot", "#voc"])
@in_loop
async def test_an_item_and_an_answer_become_work_and_show_it_in_their_line(tmp_path: Path, pane: str) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "swot", {"account": 1, "quadrant": "threats", "text": "A rival [/x] calls"})
    store.do(add_record, "voc", {"account": 1, "question": "goals", "text": "A rival [/x] calls"})
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        section = screen.query_one(pane)
        assert isinstance(section, Section)
        section.focus()
        await settled(pilot)
        section.want(1)
        await settled(pilot)
        await press(pilot, "ctrl+t", "t")
        form = await form_on(pilot)
        assert typed(form, "name") == "A rival [/x] calls"
        await press(pilot, "ctrl+s")
        made = "→1 A rival" if pane == "#voc" else "A rival [/x] calls"
        drawn = [section.render_line(y).text for y in range(section.size.height)]
        assert any(made in line and "→1" in line for line in drawn)
        assert "→ task A rival [/x] calls" in str(section.border_subtitle).replace("\\[", "[")


@in_loop
async def test_a_point_of_a_review_and_a_risk_become_work(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(
        add_record,
        "qbrs",
        {"account": 2, "date": store.today, "agenda": "- [ ] Prices\n- [ ] Racks", "summary": "Well"},
    )
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        review = ReviewScreen(1)
        await app.push_screen(review)
        await until(pilot, lambda: bool(review.query_one(Agenda).ids))
        await settled(pilot)
        await press(pilot, "j", "ctrl+t", "t")
        form = await form_on(pilot)
        assert typed(form, "name") == "Racks"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "→ task Racks · open" in review.query_one("#facts", FactSheet).text)
        await press(pilot, "escape", "3")
        await until(pilot, lambda: bool(app.screen.query("#risks")))
        await settled(pilot)
        await press(pilot, "ctrl+t", "enter", "t", "ctrl+s")
        sources = (
            "SELECT group_concat(source) FROM (SELECT source FROM task WHERE source IS NOT NULL ORDER BY id)"
        )
        assert value(store, sources) == "qbr,risk"
        assert value(store, "SELECT risk_id FROM task WHERE source = 'risk'") is not None
        # One key leads to the task and the same key back to the page of the risk, from where only the task is left.
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen) and app.screen.tab.NAME == "tasks")
        await settled(pilot)
        await press(pilot, "ctrl+l")
        risk_page = app.screen
        assert isinstance(risk_page, RiskScreen)
        risk_page.query_one(WorkList).focus()
        await press(pilot, "ctrl+l")
        assert app.screen is risk_page
        assert "nothing else is linked with the task" in " ".join(said(app))


@in_loop
async def test_where_nothing_is_written_the_key_says_so(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot, 2)
        assert isinstance(screen, AccountScreen)
        screen.query_one("#contracts").focus()
        await settled(pilot)
        assert "screen.turn" in {live.command.id for live in app.live_commands() if live.reason}
        await press(pilot, "ctrl+t")
        assert pilot.app.screen is screen
        await until(pilot, lambda: "selected with the mouse" in " ".join(said(app)))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "nothing else is linked with the contract" in " ".join(said(app)))
        screen.query_one("#documents").focus()
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "nothing that has links" in " ".join(said(app)))
