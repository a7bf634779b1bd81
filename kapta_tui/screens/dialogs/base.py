"""What every dialog has: the shell, the form keys and a footer that shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import ModalScreen, Screen
from textual.types import CSSPathType

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.text import one_line
from kapta_tui.shell.footing import show_footer
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.footer import FooterLine

ResultT = TypeVar("ResultT")

DIALOG_CSS: Final = Path(__file__).with_name("dialog.tcss")
"""Absolute, since a relative path is looked for beside each subclass; one with rules of its own names both."""


class Dialog(ModalScreen[ResultT | None], inherit_bindings=False):
    """A frame in the middle of the screen; Esc dismisses with None.

    A subclass yields its content in `compose_frame` and dismisses with its result.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = DIALOG_CSS
    BINDINGS = bindings("form")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, title: str) -> None:
        """`title` stands in the frame; it may be a record's name."""
        super().__init__()
        self._frame_title = one_line(title)
        self._finished: tuple[ResultT | None] | None = None
        self._kept_toast: tuple[str, str] | None = None
        self._let_go: Callable[[], None] | None = None

    @property
    def shell(self) -> Shell:
        """The app, as screens see it."""
        return cast(Shell, self.app)

    @property
    def is_saving(self) -> bool:
        """Whether what the dialog asked for is being written."""
        return self._let_go is not None

    def begin_saving(self) -> None:
        """Let keys wait from now on: they are not typed for this dialog."""
        self.end_saving()
        self._let_go = self.shell.hold_keys()

    def end_saving(self) -> None:
        """Take keys again."""
        if self._let_go is not None:
            self._let_go()
            self._let_go = None

    def compose(self) -> ComposeResult:
        """The frame and the footer."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content(self._frame_title)
            yield from self.compose_frame()
        yield FooterLine()

    def compose_frame(self) -> ComposeResult:
        """Yield what stands in the frame."""
        yield from ()

    def on_mount(self) -> None:
        """Keep the footer in step with the focus, and take keys that waited below."""
        self.bindings_updated_signal.subscribe(self, self._show_keys)
        self.shell.look_for_keys()

    def why_not(self, command_id: str) -> str | None:
        """Refuse to go from field to field where there is one, or none, unless the key means something else."""
        is_own = type(self).action_next_field is not Dialog.action_next_field
        if command_id in ("form.next-field", "form.previous-field") and not is_own:
            return "there is nothing else to go to" if len(self.focus_chain) < 2 else None
        return None

    def _show_keys(self, _: Screen[Any]) -> None:
        show_footer(self)

    def keep_toast(self, text: str, title: str) -> None:
        """Keep good news until the dialog has gone; what came last stands for all."""
        self._kept_toast = (text, title)

    def on_unmount(self) -> None:
        """Say what was kept; another dialog below keeps it on."""
        if self._kept_toast is not None:
            text, title = self._kept_toast
            self.app.call_later(self.shell.toast, text, title=title)

    def finish(self, result: ResultT | None) -> None:
        """Close with `result` at the end of some work; under another screen, once that has gone."""
        # What `dismiss` takes away is the screen on top, whichever that is.
        if self.is_active:
            self.dismiss(result)
        else:
            self._finished = (result,)

    @on(ScreenResume)
    def _close_late(self) -> None:
        if self._finished is not None:
            self.dismiss(self._finished[0])

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def action_next_field(self) -> None:
        """Move the keyboard on."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Move the keyboard back."""
        self.focus_previous()

    def action_form_help(self) -> None:
        """Show the keys."""
        self.shell.show_help()
