"""Completion of file names, as a shell does it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from kapta_tui.widgets import pathcompletion
from kapta_tui.widgets.pathcompletion import PathCompletion
from tests.app.running import in_loop


class _Host(App[None]):
    def __init__(self, *, from_home: bool = False) -> None:
        super().__init__()
        self._from_home = from_home

    def compose(self) -> ComposeResult:
        """An input with its completion."""
        control = Input()
        yield control
        yield PathCompletion(control, from_home=self._from_home)

    @property
    def offered(self) -> list[str]:
        """The names that are offered."""
        return [str(option.prompt) for option in self.query_one(PathCompletion).option_list.options]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (("s", "a", "tab"), "sales"),
        (("s", "a", "tab", "f", "tab"), "salesforce-"),
        (("s", "a", "tab", "f", "tab", "b", "tab"), "salesforce-bulk/"),
        (("s", "a", "tab", "tab"), "sales-2025/"),
        (("o", "tab"), "orders.csv"),
    ],
)
@in_loop
async def test_tab_goes_as_far_as_all_names_agree(
    tmp_path: Path, typed: tuple[str, ...], completed: str
) -> None:
    for name in ("salesforce-bulk", "salesforce-weekly", "sales-2025"):
        (tmp_path / name).mkdir()
    (tmp_path / "orders.csv").touch()
    app = _Host()
    async with app.run_test() as pilot:
        control = app.query_one(Input)
        control.value = f"{tmp_path}/"
        control.cursor_position = len(control.value)
        await pilot.pause()
        for key in typed:
            await pilot.press(key)
            await pilot.pause()
        assert control.value == f"{tmp_path}/{completed}"


@pytest.mark.parametrize("from_home", [True, False])
@in_loop
async def test_names_are_those_of_the_folder_that_is_meant(tmp_path: Path, from_home: bool) -> None:
    for name in ("home", "work"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"offer at {name}.pdf").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path / "home"))
        patch.chdir(tmp_path / "work")
        app = _Host(from_home=from_home)
        async with app.run_test() as pilot:
            await pilot.press("o", "f")
            await pilot.pause()
            assert app.offered == [f"offer at {'home' if from_home else 'work'}.pdf"]


@in_loop
async def test_a_folder_with_many_names_offers_each_that_is_typed(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"a{number}").touch()
    (tmp_path / "zebra").touch()
    app = _Host()
    async with app.run_test() as pilot:
        app.query_one(Input).value = f"{tmp_path}/z"
        app.query_one(Input).cursor_position = len(f"{tmp_path}/z")
        await pilot.pause()
        assert app.offered == ["zebra"]


@pytest.mark.parametrize("is_still_wanted", [True, False])
@in_loop
async def test_a_silent_folder_stops_no_key_and_answers_late(tmp_path: Path, is_still_wanted: bool) -> None:
    (tmp_path / "silent").mkdir()
    (tmp_path / "silent" / "late.csv").touch()
    (tmp_path / "near.csv").touch()
    wakes, answered, plain = threading.Event(), threading.Event(), pathcompletion._read

    def read(folder: Path) -> list[tuple[str, bool]]:
        if folder.name != "silent":
            return plain(folder)
        wakes.wait(30)
        answered.set()
        return plain(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pathcompletion, "_read", read)
        app = _Host()
        async with app.run_test() as pilot:
            control = app.query_one(Input)
            control.value = f"{tmp_path}/silent/"
            control.cursor_position = len(control.value)
            await pilot.press("l", "a")
            assert (control.value, app.offered) == (f"{tmp_path}/silent/la", [])
            if not is_still_wanted:
                control.value = f"{tmp_path}/ne"
                control.cursor_position = len(control.value)
                await pilot.pause()
            wakes.set()
            answered.wait(30)
            while any(thread.name == "folder" for thread in threading.enumerate()):
                await pilot.pause()
            await pilot.pause()
            assert app.offered == (["late.csv"] if is_still_wanted else ["near.csv"])
