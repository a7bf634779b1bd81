"""What is drawn first: once, for the size the terminal has, and rows together with their number."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.widgets.listing import Listing
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen
from tests.app.running import in_loop


class Frame(NamedTuple):
    """What a frame was drawn for, and the first account as it was drawn in it."""

    is_thrown_away: bool
    classes: frozenset[str]
    feed: bool
    title: str
    first: str


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    """Return the list to which every frame of the accounts screen is added as it is drawn."""
    noted: list[Frame] = []
    display = App._display

    def note(app: App[Any], screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None and isinstance(screen, AccountsScreen):
            listing = screen.listing
            feed = any(pane in screen._compositor.visible_widgets for pane in screen.query("#feed"))
            title, first = str(listing.border_title), listing.render_line(1).text
            noted.append(Frame(bool(app._batch_count), screen.classes, feed, title, first))
        display(app, screen, renderable)

    monkeypatch.setattr(App, "_display", note)
    return noted


@pytest.mark.parametrize(("width", "name"), [(80, "-narrow"), (120, "-medium"), (200, "-wide")])
@in_loop
async def test_no_frame_is_drawn_for_another_size_or_for_nothing(
    tmp_path: Path, frames: list[Frame], width: int, name: str
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(width, 40)) as pilot:
        await accounts_screen(pilot)
    assert frames
    assert not any(frame.is_thrown_away for frame in frames)
    assert {frame.classes & {"-narrow", "-medium", "-wide"} for frame in frames} == {frozenset({name})}
    # The feed comes after the rows, where there is room for it.
    assert any(frame.feed for frame in frames) == (name == "-wide")


@in_loop
async def test_the_number_of_accounts_never_stands_above_an_empty_list(
    tmp_path: Path, frames: list[Frame]
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
    counted = [frame for frame in frames if "27" in frame.title]
    assert counted
    assert all("Acme Corp" in frame.first for frame in counted)


@in_loop
async def test_rows_that_came_with_the_ids_are_not_asked_for(tmp_path: Path) -> None:
    asked: list[Message] = []

    def note(message: Message) -> None:
        if isinstance(message, Listing.Need):
            asked.append(message)

    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), message_hook=note) as pilot:
        screen = await accounts_screen(pilot)
        assert len(screen.listing.ids) == 27
        assert all(screen.listing.row(row_id) is not None for row_id in screen.listing.ids)
    assert not asked
