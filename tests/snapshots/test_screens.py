"""Pictures of the screens; `pytest tests/snapshots --snapshot-update` draws them anew once a change is meant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

import pytest
from textual.pilot import Pilot

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.settings import Settings
from kapta_tui.widgets.preview import FactSheet
from tests.app.shell_screens import settled, until


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: KaptaApp,
        *,
        press: Iterable[str] = (),
        terminal_size: tuple[int, int] = (80, 24),
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    ) -> bool: ...


def make_app(store: Store, start: str = "today", theme: str = "") -> KaptaApp:
    """Return the app on `store`, starting at the section `start` in a theme (default: the program's own)."""
    return KaptaApp(
        store_path=store.path,
        user=store.user,
        today=store.today,
        settings=Settings(start_screen=start, theme=theme),
        open_store=store.open,
    )


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what presses `keys` one by one and waits until everything asked for is shown."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await rested(pilot)
            await pilot.press(key)
            await settled(pilot)
        await until(pilot, lambda: previews_are_filled(pilot))
        await rested(pilot)

    return run


async def rested(pilot: Pilot[None]) -> None:
    """Wait until nothing that is shown has changed for a dozen turns of the app at rest."""
    seen: list[list[str]] = []

    def is_still() -> bool:
        seen.append([repr(strip) for strip in pilot.app.screen._compositor.render_strips()])
        return len(seen) > 12 and all(lines == seen[-1] for lines in seen[-12:])

    await settled(pilot)
    await until(pilot, is_still)


def previews_are_filled(pilot: Pilot[None]) -> bool:
    """Whether every pane that follows the cursor has caught up with it."""
    return all(sheet.text for sheet in pilot.app.screen.query(FactSheet) if sheet.region.area)


@pytest.mark.parametrize(
    ("start", "keys"),
    [
        ("today", ()),
        ("accounts", ("j", "j")),
        ("accounts", ("j", "j", "enter")),
        ("accounts", ("j", "j", "w", "enter")),
        ("risks", ("V", "l")),
        ("risks", ("V", "V")),
        ("risks", ("V", "V", "V")),
        ("plans", ()),
        ("plans", ("V", "j")),
        ("plans", ("j", "enter")),
    ],
    ids=["today", "accounts", "account", "health", "board", "matrix", "overview", "plans", "lanes", "action"],
)
def test_a_screen_of_the_sample_portfolio(
    snap_compare: Compare, demo: Store, start: str, keys: tuple[str, ...]
) -> None:
    assert snap_compare(make_app(demo, start), terminal_size=(120, 40), run_before=after(*keys))


def test_accounts_in_light_on_a_small_terminal(snap_compare: Compare, demo: Store) -> None:
    app = make_app(demo, "accounts", "kapta-light")
    assert snap_compare(app, terminal_size=(80, 24), run_before=after("j"))


def test_accounts_in_the_colours_of_the_terminal(snap_compare: Compare, demo: Store) -> None:
    app = make_app(demo, "accounts", "ansi-dark")
    assert snap_compare(app, terminal_size=(120, 40), run_before=after("j"))


def test_today_of_an_empty_store(snap_compare: Compare, store: Store) -> None:
    assert snap_compare(make_app(store), terminal_size=(120, 40), run_before=after())
