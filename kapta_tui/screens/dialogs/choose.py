"""A list to tick several entries of by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input, OptionList

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import fold
from kapta_tui.screens.dialogs.base import Dialog
from kapta_tui.screens.dialogs.pick import PickOption, option_rows

_NEW = "new:"
"""The key of the entry that makes what was typed; those of options never begin so."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The keys of the ticked options, and the name of one that shall be made, empty for none."""

    keys: tuple[str, ...]
    new: str = ""


class Choose(Dialog[Chosen]):
    """Enter ticks the entry under the cursor, ctrl+s takes all that are ticked, else that one."""

    BINDINGS = bindings("answer.accept")
    CALLED: ClassVar = {
        "answer.accept": ("Tick", "Tick the entry under the cursor, or take the tick off"),
        "form.save": ("Take", "Take all that are ticked, else the entry under the cursor"),
        "form.next-field": ("Next", "Go to the next entry"),
        "form.previous-field": ("Before", "Go to the entry before"),
    }

    def __init__(self, title: str, options: Sequence[PickOption], *, noun: str) -> None:
        """`noun` is what an option is called: with a name that none bears, a new one is offered."""
        super().__init__(title)
        self._options = options
        self._noun = noun
        self._ticked: list[str] = []

    def compose_frame(self) -> ComposeResult:
        """The input above the options."""
        yield Input(placeholder="type to find; enter ticks, ctrl+s takes")
        options = OptionList()
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show every option."""
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the input keeps the keyboard."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves:
            event.stop()
            getattr(self.query_one(OptionList), f"action_{moves[event.key]}")()

    @on(Input.Changed)
    def _fill(self) -> None:
        """Show the options that match what is typed, the ticked ones marked."""
        text = self.query_one(Input).value.strip()
        listed = self.query_one(OptionList)
        listed.clear_options()
        marked = [
            replace(option, label=f"{'✓' if option.key in self._ticked else ' '} {option.label}")
            for option in self._options
        ]
        rows = option_rows(marked, text)
        if text and fold(text) not in {fold(option.label) for option in self._options}:
            # What is there already comes before what would have to be made.
            rows += option_rows([PickOption(_NEW, f"+ {text}", f"a new {self._noun}")], "")
        listed.add_options(rows)
        listed.highlighted = 0 if listed.option_count else None

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.action_answer_accept()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._tick(event.option.id)

    def action_next_field(self) -> None:
        """Go to the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous_field(self) -> None:
        """Go to the option before."""
        self.query_one(OptionList).action_cursor_up()

    def action_answer_accept(self) -> None:
        """Tick the highlighted option."""
        self._tick(self._here)

    @property
    def _here(self) -> str | None:
        option = self.query_one(OptionList).highlighted_option
        return None if option is None else option.id

    def _tick(self, key: str | None) -> None:
        if key == _NEW:
            self.dismiss(Chosen(tuple(self._ticked), self.query_one(Input).value.strip()))
        elif key is not None:
            if key in self._ticked:
                self._ticked.remove(key)
            else:
                self._ticked.append(key)
            place = self.query_one(OptionList).highlighted
            control = self.query_one(Input)
            if control.value:
                control.value = ""
            else:
                self._fill()
                self.query_one(OptionList).highlighted = place

    def action_save(self) -> None:
        """Take what is ticked, else the highlighted option."""
        here = self._here
        if self._ticked:
            self.dismiss(Chosen(tuple(self._ticked)))
        elif here is not None:
            self._tick(here)
            if here != _NEW:
                self.dismiss(Chosen(tuple(self._ticked)))
