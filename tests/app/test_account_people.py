"""Key players in three views, SWOT in quadrants, voice of customer by question: worked by keys and mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.relationships import set_relationship
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.people import KeyPlayers, SwotBoard, VoiceList
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import resize, said, settled

STRENGTH = "SELECT strength FROM relationship WHERE contact_id = 1 ORDER BY id DESC"


def _text(pane: KeyPlayers | SwotBoard | VoiceList) -> str:
    return "\n".join(pane.render_line(y).text.rstrip() for y in range(pane.size.height))


def _way(people: KeyPlayers) -> str:
    return people.way


async def _focused(pilot: Pilot[None], screen: AccountScreen, name: str) -> None:
    screen.query_one(name).focus()
    await settled(pilot)


@in_loop
async def test_what_is_missing_stands_below_the_contacts_with_the_key_that_mends_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        assert "Key players 2 · 2 gaps" in str(people.border_title)
        assert "⚠ Nobody is decision maker.  n adds one" in _text(people)
        assert "⚠ Ana Ruiz (final say): no contact ever.  n notes" in _text(people)
        await press(pilot, "j", "j", "n")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        assert (
            str(dialog.query_one("#field-role SelectCurrent").query_one("#label").render())
            == "Decision maker"
        )
        await type_text(pilot, "Di Ruiz")
        await press(pilot, "ctrl+s")
        assert "Key players 3 · 1 gap[" in str(people.border_title)
        assert "decision maker." not in _text(people)
        assert people.cursor_id == value(store, "SELECT id FROM contact WHERE name = 'Di Ruiz'")
        await press(pilot, "G", "n")
        assert str(app.screen.query_one("#frame").border_title) == "New note · Acme Corp"


@in_loop
async def test_a_gap_is_neither_marked_nor_removed(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        await press(pilot, "*")
        assert people.marked == (1, 2)
        await press(pilot, "escape", "G", "space", "d")
        assert not people.marked
        assert any("go to the contact itself" in text for text in said(app))
        assert value(store, "SELECT count(*) FROM contact WHERE account_id = 1") == 2


@in_loop
async def test_one_key_changes_the_view_and_the_cursor_stays_on_its_contact(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "contacts", 1, {"reports_to": "Bo of Acme Corp"})
    store.do(edit_record, "contacts", 2, {"has_left": True})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        assert people.cursor_id == 1
        await press(pilot, "V")
        assert _way(people) == "tree"
        lines = _text(people).split("\n")
        assert "Bo of Acme Corp ✗ left" in lines[1]
        assert "└ Ana Ruiz" in lines[2]
        assert people.cursor_id == 1
        await press(pilot, "V")
        assert _way(people) == "matrix"
        await press(pilot, "V")
        assert _way(people) == "list"
        words = str(people.border_title).replace("\\", "")
        at = people.region.offset
        column = 3 + words.replace("[$muted]", "").index("tree")
        await pilot.click(offset=(at.x + column, at.y))
        await settled(pilot)
        assert _way(people) == "tree"


@in_loop
async def test_a_circle_of_superiors_is_drawn_and_named(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.write("circle") as tx:
        tx.raw.execute("UPDATE contact SET reports_to_id = 2 WHERE id = 1")
        tx.raw.execute("UPDATE contact SET reports_to_id = 1 WHERE id = 2")
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await press(pilot, "V")
        text = _text(screen.query_one(KeyPlayers))
        assert "Ana Ruiz ↻ in a circle" in text
        assert "report in a circle" in text


@in_loop
async def test_the_matrix_sets_strengths_by_digit_space_and_mouse(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        await press(pilot, "V", "V", "3")
        assert value(store, STRENGTH) == "trusted"
        assert "[● trusted]" in _text(people)
        await press(pilot, "space")
        assert value(store, STRENGTH) is None
        await press(pilot, "space", "u")
        assert value(store, STRENGTH) is None
        await press(pilot, "l", "2")
        sql = 'SELECT u.name FROM relationship r JOIN "user" u ON u.id = r.user_id'
        assert value(store, sql) == "lena"
        slot = people._slots[1]
        for strength in (None, "met"):
            await pilot.click(KeyPlayers, offset=(slot.x + 2, 3))
            await settled(pilot)
            assert value(store, f"{STRENGTH.replace('contact_id = 1', 'contact_id = 2')}") == strength
        await press(pilot, "0")
        assert value(store, "SELECT count(*) FROM relationship WHERE contact_id = 2") == 0


@in_loop
async def test_digits_lead_to_the_screens_where_there_is_no_matrix(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await press(pilot, "3")
        assert app.screen is not screen


@in_loop
async def test_the_matrix_scrolls_sideways_over_many_colleagues(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for number in range(12):
        store.do(set_relationship, 1, f"colleague {number:02}", "met")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        await press(pilot, "V", "V", *["l"] * 20)
        assert "of 15" in str(people.border_title)
        assert "colleague 11" in _text(people)
        await press(pilot, *["h"] * 20)
        assert "jane (owner" in _text(people)


@pytest.mark.parametrize("width", [80, 120, 200])
@in_loop
async def test_swot_stands_in_quadrants_with_prompts_where_it_is_empty(tmp_path: Path, width: int) -> None:
    store = make_store(tmp_path)
    item: dict[str, Value] = {
        "account": 1,
        "quadrant": "threats",
        "text": "A rival [/oops]",
        "lens": "market",
        "theme": "money",
    }
    store.do(add_record, "swot", {**item, "reviewed_on": date(2026, 1, 1)})
    app = make_app(store)
    async with app.run_test(size=(width, 40)) as pilot:
        screen = await page(pilot)
        board = screen.query_one(SwotBoard)
        await _focused(pilot, screen, "#swot")
        text = _text(board)
        assert text.split("\n")[0].split() == ["Strengths", "│", "Weaknesses"]
        assert "What do they praise?" in text
        assert "A rival [/oops]" in text
        assert "◷ stale 324 d" in text
        await press(pilot, "V")
        assert "A rival" not in _text(board)
        await press(pilot, "l", "n")
        assert isinstance(app.screen, FormDialog)
        chosen = [
            str(app.screen.query_one(f"#field-{name} SelectCurrent #label").render())
            for name in ("quadrant", "lens")
        ]
        assert chosen == ["Weaknesses", "Our relationship"]
        await type_text(pilot, "strong words")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT quadrant || ' ' || text FROM swot ORDER BY id DESC") == (
            "weaknesses strong words"
        )
        assert board.item is not None
        assert board.item.text == "strong words"
        assert "strong words" not in str(board.border_subtitle)


@in_loop
async def test_swot_items_are_wrapped_where_there_is_room(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    told = "They have trusted us for years, in three countries, and the board says so to whoever asks."
    endless = "word " * 60 + "end"
    for text in (endless, told):
        store.do(add_record, "swot", {"account": 1, "quadrant": "strengths", "text": text, "lens": "market"})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        board = screen.query_one(SwotBoard)
        await _focused(pilot, screen, "#swot")
        left = [line[3:36].strip() for line in _text(board).split("\n")]
        assert " ".join(left[1:4]) == told
        assert left[6].endswith("…")
        assert "trusted" not in str(board.border_subtitle)
        await press(pilot, "j")
        assert "▸ word word" in _text(board).split("\n")[4]
        assert "word word" in str(board.border_subtitle)
        await resize(pilot, 120, 16)
        await settled(pilot)
        assert "▸ word word" in _text(board)


@in_loop
async def test_what_weighs_in_a_decision_is_read_at_120_columns(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await _focused(pilot, screen, "#contacts")
        people = screen.query_one(KeyPlayers)
        assert people.shown[:4] == ("name", "role", "friendliness", "power")
        await press(pilot, "V")
        assert people.shown == ("name", "role", "friendliness", "power")


@in_loop
async def test_items_are_marked_reviewed_removed_and_brought_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for quadrant in ("strengths", "threats"):
        item = {"account": 1, "quadrant": quadrant, "text": quadrant, "reviewed_on": date(2026, 1, 1)}
        store.do(add_record, "swot", item)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await _focused(pilot, screen, "#swot")
        await press(pilot, "*", "y", "t")
        assert app.clipboard == "strengths\nthreats"
        assert value(store, "SELECT count(*) FROM swot WHERE reviewed_on = '2026-11-21'") == 2
        await press(pilot, "u", "escape", "G", "d")
        assert value(store, "SELECT quadrant FROM swot") == "strengths"
        await press(pilot, "u", "g", "enter")
        assert isinstance(app.screen, FormDialog)


@in_loop
async def test_a_question_is_answered_again_and_its_answers_are_read_by_date(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    old: dict[str, Value] = {
        "account": 1,
        "question": "obstacles",
        "text": "Money",
        "date": date(2025, 1, 1),
        "contact": "Ana Ruiz",
    }
    store.do(add_record, "voc", old)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        voice = screen.query_one(VoiceList)
        await _focused(pilot, screen, "#voc")
        assert "no answer yet  n answers" in _text(voice).split("\n")[1]
        assert "◷ stale" in _text(voice).split("\n")[2]
        await press(pilot, "j", "k")
        assert "What are your organisation's most important goals" in str(voice.border_subtitle)
        await press(pilot, "j", "n")
        await type_text(pilot, "People")
        await press(pilot, "ctrl+s")
        assert "People" in _text(voice).split("\n")[2]
        await press(pilot, "enter")
        assert [line.split()[0] for line in _text(voice).split("\n")[1:3]] == ["▸", "Money"]
        assert "2025-01-01" in _text(voice)
        await press(pilot, "j", "d")
        assert value(store, "SELECT count(*) FROM voc") == 1
        await press(pilot, "u", "escape")
        assert voice.cursor == 1
        assert app.screen is screen


@in_loop
async def test_retired_questions_stay_readable_and_are_not_asked(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "voc", {"account": 1, "question": "obstacles", "text": "Money"})
    label = 'obstacles = "What stands in the way?"'
    retired = 'obstacles = { label = "What stands in the way?", retired = true }'
    store.do(set_playbook, default_text().replace(label, retired))
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        voice = screen.query_one(VoiceList)
        await _focused(pilot, screen, "#voc")
        await press(pilot, "G")
        assert "Money" in _text(voice).split("\n")[10]
        assert voice.begins() == ("voc", {})


@in_loop
async def test_what_is_switched_off_is_not_shown(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    text = default_text()
    for name in ("contacts", "swot", "voc"):
        text = text.replace(f"{name} = true", f"{name} = false")
    store.do(set_playbook, text)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        for kind in (KeyPlayers, SwotBoard, VoiceList):
            assert not screen.query_one(kind).display


@in_loop
async def test_five_hundred_contacts_are_drawn_from_a_window(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.write("many") as tx:
        for number in range(500):
            add_record(tx, "contacts", {"account": 1, "name": f"Contact {number:03}"})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        people = screen.query_one(KeyPlayers)
        assert "Key players 502" in str(people.border_title)
        assert people.row(500) is None
        await press(pilot, "V", "V")
        assert "Contact 000" in _text(people)


@in_loop
async def test_while_nothing_is_answered_the_questions_have_the_room(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        voice = screen.query_one(VoiceList)
        await _focused(pilot, screen, "#voc")
        assert "What are your organisation's most import" in _text(voice)
        assert "no answer yet  n answers" in _text(voice)
