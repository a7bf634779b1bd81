"""A feature that is off leaves no word of itself on any screen, and nothing breaks (features: row 20)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Select

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.products import set_products
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.account.header import TabLine
from kapta_tui.screens.history import ChangeDialog
from kapta_tui.screens.merging.dialog import MergeDialog
from kapta_tui.screens.qbr.screen import ReviewScreen
from kapta_tui.widgets.preview_feed import Feed
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import screen_lines, settled, until
from tests.app.stores import app_on, copy_of

WORDS = {
    "risks": r"risk|unaddressed|⚑",
    "plans": r"\bplans?\b|(?<!most important )goal|objective|(?<!next )\bactions?\b|\btasks?\b",
    "contacts": r"(?<!last )contacts?\b|key player|ana zed",
    "contracts": r"contract|next end|last end|€7",
    "opportunities": r"opportunity|weighted|€9",
    "products": r"product|fibre",
    "documents": r"document|\bz\.test",
    "qbrs": r"qbr|\breview\b",
    "swot": r"swot|quadrant|strength|threat",
    "voc": r"\bvoc\b|voice",
    "metrics": r"metric|logins",
    "satisfaction": r"satisf|pleased",
    "orders": r"\borders\b|jeopard",
}
"""Feature to its words; the store's own texts hold none of them but in names of its records.

The first question of the voice of customer asks for the customer's own goals: no word of a feature.
"""

_RECORDS: tuple[tuple[str, Values], ...] = (
    ("products", {"name": "Fibre"}),
    ("accounts", {"name": "Umbra", "satisfaction": 7, "products": ("Fibre",), "description": "They bake."}),
    ("accounts", {"name": "Umbra North", "parent": "Umbra"}),
    ("contacts", {"account": "Umbra", "name": "Ana Zed", "role": "champion", "power": "final_say"}),
    ("contracts", {"account": "Umbra", "name": "Z-1", "value": 700, "end": date(2026, 12, 9)}),
    ("opportunities", {"account": "Umbra", "name": "Zo", "amount": 900, "product": "Fibre"}),
    ("notes", {"account": "Umbra", "text": "Zeta called.", "contacts": ("Ana Zed",)}),
    ("documents", {"account": "Umbra", "name": "Zd", "path": "https://z.test/d.pdf"}),
    ("qbrs", {"account": "Umbra", "name": "Zq", "date": date(2026, 11, 1)}),
    ("swot", {"account": "Umbra", "quadrant": "threats", "text": "Zs"}),
    ("voc", {"account": "Umbra", "question": "obstacles", "text": "Zv", "contact": "Ana Zed"}),
    ("metrics", {"account": "Umbra", "name": "Logins", "value": 3}),
    ("satisfaction", {"account": "Umbra", "score": 5, "date": date(2026, 11, 1), "description": "Zu"}),
    ("risks", {"account": "Umbra", "reasons": ("Zr",), "severity": "high", "likelihood": "likely"}),
    ("goals", {"account": "Umbra", "name": "Zg", "due": date(2026, 11, 2)}),
    ("actions", {"account": "Umbra", "goal": "Zg", "name": "Za", "due": date(2026, 11, 3)}),
    ("tasks", {"account": "Umbra", "name": "Zt", "due": date(2026, 11, 4)}),
)


_CHANGES: tuple[tuple[str, Values], ...] = (
    ("products", {"code": "F1"}),
    ("contacts", {"title": "Cook"}),
    ("contracts", {"value": 710}),
    ("opportunities", {"amount": 910}),
    ("documents", {"name": "Ze"}),
    ("qbrs", {"name": "Zr"}),
    ("swot", {"text": "Zt"}),
    ("voc", {"text": "Zw"}),
    ("metrics", {"target": 4}),
    ("satisfaction", {"description": "Zx"}),
    ("risks", {"details": "Zr."}),
    ("goals", {"name": "Zh"}),
    ("actions", {"name": "Zb"}),
    ("tasks", {"name": "Zu"}),
    ("accounts", {"satisfaction": 8, "products": (), "website": "umbra.test"}),
)
"""What the newest change did to the first record of each kind; it says what it did to the last."""


def _fill(store: Store, _: str) -> None:
    for kind, values in _RECORDS:
        store.do(add_record, kind, values)
    store.do(edit_record, "accounts", 1, {"satisfaction": 6})
    with store.write("all") as tx:
        for kind, values in _CHANGES:
            edit_record(tx, kind, 1, values)
    store.do(set_products, 1, [1])


def _app_without(folder: Path, features: frozenset[str]) -> KaptaApp:
    store = copy_of(folder, _fill, "unseen")
    text = default_text()
    for feature in features:
        assert f"\n{feature} = true" in text
        text = text.replace(f"\n{feature} = true", f"\n{feature} = false")
    store.do(set_playbook, text)
    return app_on(store, "today")


class Walk:
    """Looks at what is on the screen, and notes where a word of one of the features stands."""

    def __init__(self, pilot: Pilot[None], features: frozenset[str]) -> None:
        self.pilot = pilot
        self.features = features
        self.found: list[str] = []
        self.seen: set[str] = set()
        self._word = re.compile("|".join(WORDS[feature] for feature in sorted(features)), re.IGNORECASE)

    async def look(self, place: str) -> None:
        """Note the lines that hold a word of the feature."""
        await settled(self.pilot)
        self._note(place)

    async def go(self, place: str, *keys: str) -> None:
        """Press keys, then look."""
        await press(self.pilot, *keys)
        self._note(place)

    def _note(self, place: str) -> None:
        lines = screen_lines(self.pilot.app)
        assert any(line.strip() for line in lines), place
        self.seen.add(place)
        self.found += [f"{place}: {line.strip()}" for line in lines if self._word.search(line)]


WIDE, NARROW = (200, 60), (80, 24)
"""A wide terminal shows every pane; a narrow one has other words for some."""

TOGETHER = (
    ("risks", "metrics", "satisfaction"),
    ("plans", "swot"),
    ("contacts", "opportunities"),
    ("contracts", "voc"),
    ("qbrs", "products", "documents", "orders"),
)
"""Features that are off in one walk; none hides a place where another of them could be told of."""

SIZED = [*((features, WIDE) for features in TOGETHER), (("plans", "contracts"), NARROW)]

DIALOGS = (
    ("columns", "C", {"risks", "contracts", "plans", "satisfaction"}),
    ("history", "Y", {"satisfaction", "products"}),
    ("export", "E", {"contracts"}),
    ("account filter", "F", {"contracts", "risks"}),
)
"""What opens over the list of accounts, the key, and the features that there could be a word of."""

EVERYWHERE = {"risks", "plans", "contacts", "contracts"}
"""Features that other tabs of a family than its first and its last may tell of."""

REVIEWED = WORDS.keys() - {"qbrs", "products", "documents", "satisfaction", "orders"}
"""Features that a review tells of."""


async def _today(walk: Walk) -> None:
    await walk.look("today")
    await walk.go("help of today", "question_mark")
    await press(walk.pilot, "escape")


async def _accounts(walk: Walk) -> None:
    screen = walk.pilot.app.screen
    await until(walk.pilot, lambda: screen.query("#preview").__len__() > 0)
    await walk.go("preview", "down", "up")
    await walk.go("help of accounts", "question_mark")
    await walk.go("filters", "escape", "f")
    await walk.go("create", "escape", "c")
    await walk.go("form", "escape", "e")
    for tab in ("second", "third"):
        await walk.go(f"{tab} tab of the form", "ctrl+pagedown")
    await press(walk.pilot, "escape")


async def _over_accounts(walk: Walk) -> None:
    pilot = walk.pilot
    for place, key, features in DIALOGS:
        if walk.features & features:
            await walk.go(place, key)
            await press(pilot, "escape")
    if any(kind.feature in walk.features for kind in KINDS.values()):
        await press(pilot, "I")
        pilot.app.screen.query_one("#kind", Select).action_show_overlay()
        await walk.look("kinds of an import")
        await press(pilot, "escape", "escape")
    await press(pilot, "M")
    await type_text(pilot, "north")
    await walk.go("merge", "enter")
    assert isinstance(pilot.app.screen, MergeDialog)
    await press(pilot, "escape")
    if walk.features & {"opportunities", "risks"}:
        await walk.go("whitespace", "number_sign")
        await walk.go("help of whitespace", "question_mark")
        await press(pilot, "escape", "q")


async def _page(walk: Walk) -> None:
    await walk.go("page", "enter")
    await _tabs(walk, "tab")
    await press(walk.pilot, "[")
    assert isinstance(walk.pilot.app.focused, Feed)
    await walk.go("change", "g", "enter")
    assert isinstance(walk.pilot.app.screen, ChangeDialog)
    await press(walk.pilot, "escape")


async def _family(walk: Walk) -> None:
    await walk.go("activity of the family", "W")
    await walk.go("family", "]")
    if walk.features & EVERYWHERE:
        await _tabs(walk, "tab of the family")


async def _tabs(walk: Walk, called: str) -> None:
    """Look at every tab of the page, once round."""
    for place in range(len(walk.pilot.app.screen.query_one(TabLine).tabs)):
        await walk.go(f"{called} {place}", "]")


async def _review(walk: Walk) -> None:
    if walk.features & REVIEWED:
        await walk.pilot.app.push_screen(ReviewScreen(1))
        await walk.look("review")
        await press(walk.pilot, "q")


async def _portfolios(walk: Walk) -> None:
    for key, screen in (("3", "risks"), ("4", "plans")):
        if screen not in walk.features:
            await walk.go(screen, key)
            await walk.go(f"preview of {screen}", "down")
            await walk.go(f"filters of {screen}", "f")
            await press(walk.pilot, "escape")


async def _palette(walk: Walk) -> None:
    await press(walk.pilot, "ctrl+p")
    await type_text(walk.pilot, "z")
    await walk.look("palette")


@pytest.mark.parametrize(("features", "size"), SIZED, ids=str)
def test_nothing_is_left_of_features_that_are_off(
    tmp_path: Path, features: tuple[str, ...], size: tuple[int, int]
) -> None:
    @in_loop
    async def run() -> None:
        off = frozenset(features)
        app = _app_without(tmp_path, off)
        async with app.run_test(size=size) as pilot:
            walk = Walk(pilot, off)
            await until(pilot, lambda: off <= app.features_off)
            await _today(walk)
            await walk.go("accounts", "2")
            await _accounts(walk)
            if size == WIDE:
                await _over_accounts(walk)
            await _page(walk)
            if size == WIDE:
                await _family(walk)
                await _review(walk)
            await _portfolios(walk)
            await _palette(walk)
            assert not walk.found, "\n".join(walk.found)

    run()
