"""The form of a risk: order of reasons by key and mouse, the account's active risk, cost, requirements, override."""

from __future__ import annotations

from math import floor
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.closing import ask_to_close
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.risks.form import RiskForm
from kapta_tui.widgets.form.entries import Entries
from tests.app.keyboard import press, type_text
from tests.app.risk_store import NAUGHTY, make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.app.stores import app_on

QUIET, PRICE = "Customer gone quiet", "Price or budget pressure"
EIGHT = ("SPONSOR", "QUIET", "SERVICE", "DELIVERY", "PRODUCT", "USAGE", "VALUE", "株" * 60)
STRICT = (
    default_text()
    .replace("custom_reasons = true", "custom_reasons = false")
    .replace("[required]", '[required.risk]\nall = ["priority"]\nstrategic = ["severity"]\n', 1)
)


async def edit(app: KaptaApp, pilot: Pilot[None], risk: int) -> RiskForm:
    """Open the form of a risk from the list."""
    screen = await risks_screen(pilot)
    screen.listing.select(risk)
    await press(pilot, "e")
    return form_of(app)


def form_of(app: KaptaApp) -> RiskForm:
    assert isinstance(app.screen, RiskForm)
    return app.screen


def said(form: RiskForm, line: str) -> str:
    """Return what a line of the form says, nothing where it is not shown."""
    found = form.query_one(line, Static)
    return str(found.render()) if found.display else ""


def half_up(raw: float) -> int:
    return floor(raw + 0.5)


def choose(form: RiskForm, field: str, code: str) -> None:
    form.query_one(f"#field-{field} Select", Select).value = code


async def drawn(app: KaptaApp, entries: Entries) -> list[str]:
    return [str(line).rstrip() for line in entries.render().split("\n")]


@in_loop
async def test_reasons_are_ordered_and_taken_away_by_key_and_by_mouse_and_the_order_is_saved(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path, NAUGHTY)
    desk.do(verbs.edit_risk, 4, {"reasons": EIGHT})
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await edit(app, pilot, 4)
        entries = form.query_one(Entries)
        start = list(entries.labels)
        assert (await drawn(app, entries))[0].endswith("Champion or sponsor lost primary")
        entries.focus()
        await press(pilot, "J", "J", "K")
        assert entries.labels == [start[1], start[0], *start[2:]]
        await press(pilot, *"jjjjjj")
        last = (await drawn(app, entries))[-1]
        assert last.startswith("▸8 株")
        assert last.endswith("… ↓ ↑ ×")
        width = entries.content_size.width
        await pilot.mouse_down(entries, offset=(4, 2))
        await pilot.hover(entries, offset=(4, 0))
        await pilot.mouse_up(entries, offset=(4, 0))
        assert entries.labels == [start[2], start[1], start[0], *start[3:]]
        sign = {sign: width + entries.gutter.left - place for sign, place in (("↓", 6), ("↑", 4), ("×", 2))}
        await pilot.click(entries, offset=(sign["↓"], 0))
        assert entries.labels[:3] == [start[1], start[2], start[0]]
        await pilot.click(entries, offset=(sign["↑"], 1))
        assert entries.labels[:3] == [start[2], start[1], start[0]]
        await press(pilot, "ctrl+s")
        stored = desk.rows("SELECT label FROM risk_reason WHERE risk_id = 4 ORDER BY position")
        assert [label for (label,) in stored] == [start[2], start[1], start[0], *start[3:]]
        assert desk.row("SELECT sentence FROM event ORDER BY id DESC LIMIT 1")[0].endswith(": reasons")
        form = await edit(app, pilot, 4)
        entries = form.query_one(Entries)
        entries.focus()
        await pilot.click(entries, offset=(sign["×"], 0))
        assert entries.labels == [start[1], start[0], *start[3:]]
        await press(pilot, *"ddddddd")
        assert not entries.display
        assert form.focused is form.query_one("#field-reasons Input")


@in_loop
async def test_the_active_risk_is_named_as_soon_as_the_account_is_and_takes_the_reasons(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path, NAUGHTY)
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "n")
        form = form_of(app)
        assert said(form, "#standing") == ""
        await type_text(pilot, "acme")
        await press(pilot, "enter")
        assert f"saving offers to add your reasons to that risk: {QUIET}" in said(form, "#standing")
        form.query_one("#field-account Input", Input).value = "nobody at all"
        await settled(pilot)
        assert said(form, "#standing") == ""
        await press(pilot, "escape", "y")
        screen.listing.select(1)
        await press(pilot, "c")
        await type_text(pilot, "risk")
        await press(pilot, "enter")
        form = form_of(app)
        assert form.query_one("#field-account Input", Input).value == "Acme [/oops]"
        assert QUIET in said(form, "#standing")
        assert said(form, "#health-cost") == "no more than the active risk"
        await type_text(pilot, "price")
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, Pick)
        assert said(form, "#standing") == ""
        await press(pilot, "enter")
        assert app.screen_stack[-1] is screen
        assert desk.row("SELECT label FROM risk_reason WHERE risk_id = 1 ORDER BY position DESC LIMIT 1") == (
            PRICE,
        )


@in_loop
async def test_a_risk_started_by_another_process_meanwhile_takes_the_reasons_too(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await risks_screen(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Theta")
        await press(pilot, "enter", "tab")
        await type_text(pilot, "price")
        await press(pilot, "enter")
        choose(form_of(app), "severity", "high")
        meanwhile = desk.do(verbs.start_risk, {"account": "Theta", "reasons": ("RIVAL",)})
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Pick)
        assert "the rest is dropped: Severity" in str(
            app.screen.query_one(OptionList).get_option_at_index(0).prompt
        )
        await press(pilot, "enter")
        rows = desk.rows("SELECT code FROM risk_reason WHERE risk_id = ? ORDER BY position", meanwhile)
        assert rows == [("RIVAL",), ("PRICE",)]


@in_loop
async def test_what_a_risk_does_to_the_score_follows_what_is_chosen_and_comes_true(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.do(verbs.edit_record, "accounts", 3, {"satisfaction": 10})
    desk.do(verbs.edit_record, "accounts", 3, {"website": "https://example.com", "description": "Tiles"})
    now = desk.row("SELECT score, raw / 10000.0 FROM account_health WHERE account_id = 3")
    free = half_up(now[1] + 16)
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await edit(app, pilot, 3)
        await until(pilot, lambda: "→" in said(form, "#health-cost"))
        assert said(form, "#health-cost") == f"costs 16 points of health: {free} → {now[0]}"
        for field, code, words in (
            ("severity", "critical", f"costs 24 points of health: {free} → {half_up(now[1] - 8)}"),
            ("likelihood", "almost_certain", f"costs 30 points of health: {free} → {half_up(now[1] - 14)}"),
            ("status", "closed_lost", f"gives back 16 points: {now[0]} → {free}"),
        ):
            choose(form, field, code)
            await settled(pilot)
            assert said(form, "#health-cost") == words
            assert form.query_one("#health-cost").size.height == 1
        choose(form, "priority", "p3")
        await settled(pilot)
        assert said(form, "#by-hand") == "set by hand; delete goes back to P1"
        form.query_one("#field-priority Select").focus()
        await press(pilot, "delete")
        assert said(form, "#by-hand") == ""
        choose(form, "status", "open")
        await settled(pilot)
        assert "costs 30 points" in said(form, "#health-cost")
        await press(pilot, "ctrl+s")
        after = desk.row("SELECT score, raw / 10000.0 FROM account_health WHERE account_id = 3")
        assert after == (half_up(now[1] - 14), pytest.approx(now[1] - 14))
        screen = await risks_screen(pilot)
        ask_to_close(screen, [3, 7])
        await settled(pilot)
        words = str(app.screen.query_one("#frame").border_subtitle)
        assert words.startswith("gives back ")
        assert words.endswith(" points of health on 2 accounts")
        both = "SELECT sum(raw) / 10000.0 FROM account_health WHERE account_id IN (3, 7)"
        before = desk.row(both)[0]
        app.screen.query_one("#offered").focus()
        await press(pilot, "enter", "ctrl+s")
        assert float(words.split()[2]) == pytest.approx(desk.row(both)[0] - before, abs=0.06)


@in_loop
async def test_what_the_playbook_requires_is_starred_and_own_reasons_are_refused_where_they_are_off(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    desk.do(verbs.set_playbook, STRICT)
    desk.do(verbs.edit_record, "accounts", 9, {"type": "strategic"})
    app = make_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await risks_screen(pilot)
        await press(pilot, "n")
        form = form_of(app)
        assert said(form, "#field-priority .label") == "Priority *"
        assert said(form, "#field-severity .label") == "Severity"
        await type_text(pilot, "Iota")
        await press(pilot, "enter", "tab")
        assert said(form, "#field-severity .label") == "Severity *"
        await type_text(pilot, "zzz")
        await press(pilot, "enter")
        assert "own words are switched off" in said(form, "#field-reasons .error")
        form.query_one("#field-reasons Input", Input).value = "quiet"
        await press(pilot, "enter", "ctrl+s")
        assert form.query_one(Entries).labels == [QUIET]
        assert "Severity must not be empty" in said(form, "#field-severity .error")
        assert "Priority must not be empty" in said(form, "#field-priority .error")
        choose(form, "severity", "low")
        choose(form, "likelihood", "likely")
        await settled(pilot)
        assert said(form, "#field-priority .error") == ""
        await press(pilot, "ctrl+s")
        assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE account_id = 9") == ("p4", 0)


@in_loop
async def test_the_palette_starts_a_risk_from_every_screen_for_the_account_that_is_there(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path, NAUGHTY)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await risks_screen(pilot)
        for key in "1234":
            await press(pilot, key)
            await press(pilot, "ctrl+p")
            await type_text(pilot, "new risk")
            await press(pilot, "enter")
            form = form_of(app)
            account = form.query_one("#field-account Input", Input).value
            assert account in NAUGHTY, key
            assert account.split()[0] in str(form.query_one("#frame").border_title)
            await press(pilot, "escape")
    desk.do(verbs.set_playbook, default_text().replace("risks = true", "risks = false", 1))
    app = app_on(desk.store, "accounts")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p")
        await type_text(pilot, "new ri")
        offered = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert not [words for words in offered if words.startswith("New risk")]
