"""A list to choose from by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs.base import Dialog
from kapta_tui.widgets.fuzzy import Finder

_SHOWN = 200
"""More options than this are not drawn; typing narrows them down."""


@dataclass(frozen=True, slots=True)
class PickOption:
    """One thing to choose; `detail` stands behind the label, quietly."""

    key: str
    label: str
    detail: str = ""


class Pick(Dialog[str]):
    """Dismisses with the key of the chosen option, or None."""

    BINDINGS = bindings("answer.accept")
    CALLED: ClassVar = {
        "answer.accept": ("Choose", "Choose the entry under the cursor"),
        "form.next-field": ("Next", "Go to the next entry"),
        "form.previous-field": ("Before", "Go to the entry before"),
    }

    def __init__(
        self, title: str, options: Sequence[PickOption], *, placeholder: str = "type to find"
    ) -> None:
        super().__init__(title)
        self._options = options
        self._placeholder = placeholder

    def compose_frame(self) -> ComposeResult:
        """The input above the options."""
        yield Input(placeholder=self._placeholder)
        options = OptionList()
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show every option."""
        self._fill("")

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the input keeps the keyboard."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves:
            event.stop()
            getattr(self.query_one(OptionList), f"action_{moves[event.key]}")()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value.strip())

    def _fill(self, text: str) -> None:
        """Show the options that match `text`, the best first."""
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(option_rows(self._options, text))
        listed.highlighted = 0 if listed.option_count else None

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.accept()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_next_field(self) -> None:
        """Go to the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous_field(self) -> None:
        """Go to the option before."""
        self.query_one(OptionList).action_cursor_up()

    def action_answer_accept(self) -> None:
        """Choose the highlighted option."""
        self.accept()

    def accept(self) -> None:
        """Choose the highlighted option."""
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)


def option_rows(options: Sequence[PickOption], text: str) -> list[Option]:
    """Return the matching options as rows, the best match first, at most `_SHOWN`."""
    if not text:
        return [
            Option(_prompt(Content(one_line(option.label)), option), option.key)
            for option in options[:_SHOWN]
        ]
    finder = Finder(text)
    scored = [(*finder.match(one_line(option.label)), option) for option in options]
    best = sorted((row for row in scored if row[0] > 0), key=lambda row: -row[0])[:_SHOWN]
    return [Option(_prompt(label, option), option.key) for _, label, option in best]


def _prompt(label: Content, option: PickOption) -> Content:
    return Content.assemble(label, (f"  {one_line(option.detail)}", "$muted")) if option.detail else label
