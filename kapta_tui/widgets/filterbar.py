"""The line in which a filter is typed (interface.md 2)."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError

_PAUSE = 0.06
"""Seconds without a key before the filter is applied."""


class FilterBar(Vertical):
    """Posts the text while it is typed; Enter keeps the filter unless it is wrong, Esc clears it."""

    BINDINGS = bindings("filter")
    DEFAULT_CSS = """
    FilterBar {
        height: auto; background: $surface;
        & > #filter-row { height: 1; }
        & #filter-sign { width: 3; color: $accent; padding: 0 1; }
        & Input, & Input:focus {
            width: 1fr; border: none; height: 1; padding: 0; background: $surface;
        }
        & > #filter-error { height: auto; max-height: 9; color: $bad; padding: 0 3; display: none; }
        & > #filter-error.-shown { display: block; }
    }
    """

    @dataclass
    class Changed(Message):
        """The text is to be applied."""

        text: str

    @dataclass
    class Closed(Message):
        """The bar is done with; `text` is the filter that stays, empty after Esc."""

        text: str

    @dataclass
    class Named(Message):
        """The text, which is not wrong as far as is known, is to be kept under a name."""

        text: str

    def __init__(
        self,
        text: str = "",
        placeholder: str = "words  field:value  !not  value>50k",
        *,
        is_replaced: bool = True,
    ) -> None:
        """`text` is the filter to begin with; what is typed first comes in its place, or else goes on with it."""
        super().__init__()
        self._is_replaced = is_replaced
        self._text = text
        self._applied = text
        self._wrong: str | None = None
        self._placeholder = placeholder
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Sign and input; below them room for an error."""
        with Horizontal(id="filter-row"):
            yield Static("/", id="filter-sign", markup=False)
            yield Input(self._text, placeholder=self._placeholder, select_on_focus=self._is_replaced)
        yield Static("", id="filter-error", markup=False)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    def show_error(self, words: str, position: int = 0) -> None:
        """Say what is wrong below the filter, with a caret under its character `position`; "" clears it."""
        self._wrong = self._applied if words else None
        # An answer may arrive while the bar is being taken away and has lost its parts.
        for line in self.query("#filter-error").results(Static):
            caret = " " * cell_len(self._text[:position]) + "^ "
            line.update(Content(f"{caret}{words}" if words else ""))
            line.set_class(bool(words), "-shown")

    def explain(self, error: KaptaError) -> None:
        """Say why the text is wrong and what to do, and point at the place."""
        self.show_error(f"{error.cause}\n{error.remedy}", getattr(error, "position", 0))

    def refuses(self, text: str) -> bool:
        """Whether `text` is known to be wrong; what closes the bar may be on its way when that becomes known."""
        return bool(text) and text == self._wrong

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._text:
            return
        self._text = event.value
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._apply)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Close with what is typed, unless it is wrong."""
        typed = self.query_one(Input).value
        if not self.refuses(typed):
            # What is found wrong from now on is this text, which the pause after typing may not have told yet.
            self._applied = typed
            self.post_message(self.Closed(typed))

    def action_name(self) -> None:
        """Ask for a name for what is typed, unless it is wrong or nothing."""
        typed = self.query_one(Input).value.strip()
        if typed and not self.refuses(typed):
            self.post_message(self.Named(typed))

    def action_clear(self) -> None:
        """Close without a filter."""
        self.post_message(self.Closed(""))

    def _apply(self) -> None:
        self._timer = None
        self._applied = self._text
        self.post_message(self.Changed(self._text))
