"""Asks before what cannot be undone, naming the item and what falls with it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import fold, one_line
from kapta_tui.screens.dialogs.base import Dialog

_EDGE = 66
"""Cells of a title that stand in the edge of a frame on 80 columns."""


class Confirm(Dialog[bool]):
    """Dismisses with True when confirmed, None otherwise.

    `falls` lists what goes with the item ("3 contracts", "12 notes"). With `name`, confirming needs the
    item's name typed (case and accents do not matter); without, y and n answer.
    """

    BINDINGS = bindings("answer")

    def __init__(
        self,
        question: str,
        *,
        falls: Sequence[str] = (),
        yes: str = "Remove",
        no: str = "Cancel",
        name: str = "",
    ) -> None:
        super().__init__(question)
        self._no = no
        self._falls = falls
        self._yes = yes
        self._wanted_name = one_line(name)
        self.CALLED = {
            "answer.yes": (yes, "Answer yes"),
            "answer.no": (no, "Answer no; nothing changes"),
            "form.cancel": ("Close", "Close without an answer; nothing changes"),
            "form.next-field": ("Other answer", "Go to the other answer"),
        }
        """Labels and help of this question's keys."""

    def compose_frame(self) -> ComposeResult:
        """The question where the frame's edge cuts it, the consequences, the name to type, two buttons."""
        if cell_len(self._frame_title) > _EDGE and not self._wanted_name:
            yield Static(Content(self._frame_title), classes="words")
        if self._falls:
            yield Static(Content("\n".join(f"· {one_line(line)}" for line in self._falls)), classes="words")
        if self._wanted_name:
            yield Static(Content(f"Type {self._wanted_name} to confirm:"), classes="words")
            yield Input(id="name")
            yield Static("", id="not-the-name", classes="error")
        with Horizontal(id="buttons"):
            yield Button(self._answer("n", self._no), id="no", compact=True)
            yield Button(
                self._answer("y", self._yes),
                id="yes",
                variant="error",
                compact=True,
                disabled=bool(self._wanted_name),
            )

    def _answer(self, key: str, words: str) -> Content:
        """Return a button's words, before them the key that presses it where letters are not typed."""
        return Content(words) if self._wanted_name else Content(f"{key} {words}")

    def action_answer_yes(self) -> None:
        """Confirm, unless the name is missing."""
        self.accept()

    def action_answer_no(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def action_answer_accept(self) -> None:
        """Give the answer that has the keyboard; in the line for the name that is yes."""
        if isinstance(self.focused, Button):
            self.focused.press()
        elif self._wanted_name:
            self.accept()

    @on(Input.Changed, "#name")
    def _compare(self, event: Input.Changed) -> None:
        self.query_one("#yes", Button).disabled = fold(event.value) != fold(self._wanted_name)
        self.query_one("#not-the-name", Static).update("")

    @on(Input.Submitted, "#name")
    def _enter(self) -> None:
        self.accept()

    @on(Button.Pressed, "#yes")
    def _confirm(self) -> None:
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def _refuse(self) -> None:
        self.action_answer_no()

    def accept(self) -> None:
        """Confirm; say so where another name than the item's is typed."""
        if not self.query_one("#yes", Button).disabled:
            self.dismiss(True)
        else:
            self.query_one("#not-the-name", Static).update("That is not the name.")


class Either(Confirm):
    """A question whose no is an answer too: dismisses with True or False, and with None when it is closed."""

    def __init__(self, question: str, *, yes: str, no: str) -> None:
        super().__init__(question, yes=yes, no=no)
        self.CALLED = self.CALLED | {
            "answer.no": (no, "Answer no"),
            "form.cancel": ("Back", "Go back without an answer; nothing changes"),
        }

    def action_answer_no(self) -> None:
        """Answer no."""
        self.dismiss(False)
