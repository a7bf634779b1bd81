"""Swim lanes on a page of another screen, and hostile names through plans and Today."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.fields import Value
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.plans import PlanLanes
from kapta_tui.screens.plans.wish import PlanWish
from kapta_tui.widgets.lanes import Lanes
from kapta_tui.widgets.listing import Listing
from tests.app.keyboard import press
from tests.app.plan_store import day, make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled
from tests.conftest import TODAY, USER

HOSTILE = (
    "Acme [/oops]",
    "[bold]B[/bold] $x {y} %s",
    '=HYPERLINK("http://x","y")',
    "شركة النور للتجارة",
    "株式会社" * 30,
    "👩‍👩‍👧 é\u0301\u200b",
)


class Page(BaseScreen):
    """A page that shows the lanes of one account and nothing else."""

    SECTION = "accounts"

    def compose_body(self) -> ComposeResult:
        """The lanes."""
        yield PlanLanes(PlanWish(account=2))

    def reload(self) -> None:
        """Hand the change on."""
        self.query_one(PlanLanes).reload()


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys alone put a moved bar down; on a busy machine the pause may end before the next key comes."""
    monkeypatch.setattr("kapta_tui.widgets.lanes.moving.PAUSE", 3600)


@in_loop
async def test_a_page_embeds_the_lanes_of_its_account(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await app.push_screen(Page())
        await settled(pilot)
        lanes = app.screen.query_one(Lanes)
        lanes.focus()
        await press(pilot, "j", "P")
        await press(pilot, "escape", "L", "enter")
        start = "SELECT start FROM action WHERE id = 4"
        assert rows(store, start) == [(day(2).isoformat(),)]
        await press(pilot, "u")
        assert rows(store, start) == [(day(-5).isoformat(),)]
        live = {live.command.id for live in app.live_commands()}
        assert live & {"plans.view", "plans.account", "lane.filter"} == set()
        assert {"plans.progress", "lane.edit", "lane.named-filters"} <= live


def _hostile_store(folder: Path) -> Store:
    store = Store(folder / "kapta.db", USER, TODAY).open()
    with store.write("fill") as tx:
        for name in HOSTILE:
            account = add_record(tx, "accounts", {"name": name, "owner": USER})
            goal = add_record(tx, "goals", {"account": account, "name": name, "due": day(-1)})
            values: dict[str, Value] = {
                "account": account,
                "goal": goal,
                "name": name,
                "start": day(-9),
                "due": day(-2),
            }
            action = add_record(tx, "actions", values | {"status_note": name, "percent": 30})
            add_record(tx, "tasks", {"account": account, "action": action, "name": name})
            add_record(tx, "contacts", {"account": account, "name": name, "power": "strong"})
    return store


async def _walk(pilot: Pilot[None], listed: Listing[object]) -> None:
    for index in range(len(listed.ids)):
        listed.move_to(index)
        await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_hostile_names_are_shown_not_obeyed(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(_hostile_store(tmp_path), "today")
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await _walk(pilot, app.screen.query_one("#agenda", Listing))
        await press(pilot, "4")
        await _walk(pilot, app.screen.query_one("#actions", Listing))
        await press(pilot, "x", "enter")
        assert any("Completed action" in words for words in said(app))
        await press(pilot, "u", "P", "escape", "t", "escape", "N", "escape", "V", "space", "j", "j", "A")
        assert app.screen.query_one(Lanes).cursor_item is not None
