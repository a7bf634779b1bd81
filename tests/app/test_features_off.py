"""What the playbook switches off is gone from headers, keys, palette and agenda; its data stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.read.agenda import agenda
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.domain.playbook import default_text
from kapta_tui.widgets.header import HeaderLine
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import screen_lines, settled, until
from tests.app.stores import app_on, copy_of
from tests.conftest import TODAY


def _without(folder: Path, feature: str) -> Store:
    store = make_store(folder)
    _switch_off(store, feature)
    return store


def _switch_off(store: Store, feature: str) -> None:
    text = default_text()
    assert f"\n{feature} = true" in text
    store.do(set_playbook, text.replace(f"\n{feature} = true", f"\n{feature} = false"))


@pytest.mark.parametrize(
    ("feature", "label", "command"),
    [
        ("risks", "Risks", "global.risks"),
        ("plans", "Plans", "global.plans"),
        ("products", "", "account.whitespace"),
    ],
)
def test_a_feature_that_is_off_has_no_tab_and_no_command(
    tmp_path: Path, feature: str, label: str, command: str
) -> None:
    @in_loop
    async def run() -> None:
        app = make_app(_without(tmp_path, feature))
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            await until(pilot, lambda: feature in app.features_off)
            header = str(app.screen.query_one(HeaderLine).render())
            assert not label or label not in header
            assert command not in {live.command.id for live in app.live_commands()}
            mode = app.current_mode
            await pilot.press(app.keys[command].split(",")[0])
            await settled(pilot)
            assert app.current_mode == mode

    run()


@in_loop
async def test_a_feature_switched_on_again_comes_back_at_once(tmp_path: Path) -> None:
    store = _without(tmp_path, "risks")
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "risks" in app.features_off)
        await pilot.press("u")
        await until(pilot, lambda: not app.features_off)
        await settled(pilot)
        assert "Risks" in str(app.screen.query_one(HeaderLine).render())


@pytest.mark.parametrize(
    ("feature", "kinds"),
    [("risks", {"risks"}), ("plans", {"goals", "actions", "tasks"}), ("contracts", {"contracts"})],
)
def test_the_agenda_says_nothing_of_a_feature_that_is_off(
    tmp_path: Path, feature: str, kinds: set[str]
) -> None:
    connection = _without(tmp_path, feature).connect()
    try:
        view = View(TODAY, "jane", current(connection))
        assert not kinds & {item.kind for item in agenda(connection, view)}
    finally:
        connection.close()


@in_loop
async def test_a_start_screen_that_is_off_gives_way_to_the_first_that_is_not(tmp_path: Path) -> None:
    app = app_on(_without(tmp_path, "risks"), "risks")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        assert "Risks" not in str(app.screen.query_one(HeaderLine).render())


@in_loop
async def test_words_shown_before_the_playbook_was_read_follow_it(tmp_path: Path) -> None:
    store = copy_of(tmp_path, _nearly_empty, "plans")
    app = app_on(store, "today")
    late = pytest.MonkeyPatch()
    late.setattr(app, "look_for_features", lambda: None)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert any("adds a task" in line for line in screen_lines(app))
        late.undo()
        app.look_for_features()
        await settled(pilot)
        lines = screen_lines(app)
        assert any("creates a record" in line for line in lines)
        assert not any("adds a task" in line for line in lines)


def _nearly_empty(store: Store, feature: str) -> None:
    store.do(add_record, "accounts", {"name": "Umbra"})
    _switch_off(store, feature)
