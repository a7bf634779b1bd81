"""The row that takes the names of files, and what there is to say of them above it."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kapta_tui.domain.errors import KaptaError
from kapta_tui.exchange.folders import is_readable
from kapta_tui.widgets.pathcompletion import PathCompletion

_HINT: Final = "A file, a folder or *.csv; tab completes, enter adds"


class PathRow(Vertical):
    """A hint or an error, and the input below it: the names that complete it open downwards."""

    DEFAULT_CSS = "PathRow { height: auto; }"

    def compose(self) -> ComposeResult:
        """The hint, then label and input."""
        control = Input(placeholder="~/Downloads/accounts.csv", id="path", select_on_focus=False)
        yield Static(_HINT, id="said")
        with Horizontal(classes="row"):
            yield Static("Add", classes="label")
            yield control
            yield PathCompletion(control, is_readable)

    @property
    def typed(self) -> str:
        """The path that is typed and not added yet."""
        return self.query_one("#path", Input).value.strip()

    def clear(self) -> None:
        """Wait for the next path."""
        self.query_one("#path", Input).value = ""

    def say(self, error: KaptaError | None) -> None:
        """Say what is wrong, or the hint again."""
        said = self.query_one("#said", Static)
        said.set_class(error is not None, "bad")
        said.update(Content(_HINT if error is None else f"{error.cause} {error.remedy}"))
