"""Completion of file names, as a shell does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from kapta_tui.widgets.pathcompletion import PathCompletion
from tests.app.running import in_loop


class _Host(App[None]):
    def compose(self) -> ComposeResult:
        """An input with its completion."""
        control = Input()
        yield control
        yield PathCompletion(control)


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
