"""What an empty store offers: no key that needs an item under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from tests.app.account_store import make_app
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled
from tests.conftest import TODAY

LIST = {"open", "edit", "remove", "archive", "mark", "copy", "why", "history"}
BOARD = LIST - {"remove"} | {"carry", "move-left", "move-right", "move-up", "move-down"}
LANES = {
    *("open", "edit", "remove", "archive", "fold", "reveal", "place-up", "place-down", "history"),
    *(
        "move-earlier",
        "move-later",
        "end-earlier",
        "end-later",
        "start-earlier",
        "start-later",
        "picture",
        "fit",
    ),
}
"""Verbs of each view that need an item under the cursor."""
WORDS = {"screen.turn", "screen.follow"}
RISKS = {*("risks.note", "risks.full-note", "risks.address", "risks.reopen", "risk.account"), *WORDS}
PLANS = {
    *("plans.start", "plans.progress", "plans.status", "plans.task", "plans.assign", "plans.due"),
    *("plans.note-done", "plans.in-report", "plans.copy-goal", "screen.follow"),
}


def named(group: str, verbs: set[str]) -> set[str]:
    return {f"{group}.{verb}" for verb in verbs}


@pytest.mark.parametrize(
    ("keys", "refused"),
    [
        (("3",), named("list", LIST) | RISKS),
        (("3", "V"), named("board", BOARD) | RISKS),
        (("4",), named("list", LIST | {"editor"}) | PLANS),
        (("4", "V"), named("lane", LANES) | PLANS),
    ],
    ids=["risks", "board", "plans", "lanes"],
)
@in_loop
async def test_keys_that_need_an_item_are_refused_with_a_reason(
    tmp_path: Path, keys: tuple[str, ...], refused: set[str]
) -> None:
    app = make_app(Store(tmp_path / "kapta.db", "jane", TODAY).open())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        assert {one.command.id for one in app.live_commands() if one.reason} == refused
