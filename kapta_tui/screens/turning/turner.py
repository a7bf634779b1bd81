"""What a screen that shows texts can do with the key that makes work of them (features: rows 41 and 77)."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events, on

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.turning.linked import Linked
from kapta_tui.screens.turning.spoken import Spoken, spoken_on
from kapta_tui.widgets import toast

if TYPE_CHECKING:
    from kapta_tui.data.read.spoken import Material

_TURN: Final = "Turn into work…"
NO_TEXT: Final = "nothing is under the cursor that says what work could be made from"
_SELECTS: Final = "words can be selected with the mouse"


class Turning(Linked):
    """Mixed into a screen that says in `text_here` what is written under the cursor.

    What the mouse has selected there goes before it.
    """

    def text_here(self) -> Spoken | None:
        """Return what is written under the cursor; None where that is nothing work can be made from."""
        return None

    def link_here(self) -> tuple[str, int] | None:
        """Return kind and id of the record under the cursor: one that says something, or work."""
        here = self.text_here()
        return super().link_here() if here is None else (here.kind, here.id)

    def why_not_turned(self, command_id: str) -> str | None:
        """Say why the commands of this class cannot be used now; for the `why_not` of the screen."""
        if command_id == "screen.turn" and spoken_on(self, self.text_here()) is None:
            return f"{NO_TEXT}; {_SELECTS}"
        return self.why_not_linked(command_id)

    @on(events.TextSelected)
    def _offer(self) -> None:
        """Let the footer offer what can be done with the words just selected."""
        self.refresh_bindings()

    def action_turn(self) -> None:
        """Make a task, an action or a goal of the words that are selected, else of those under the cursor."""
        spoken = spoken_on(self, self.text_here())
        if spoken is None:
            toast.show_reason(self.app, _TURN, f"{NO_TEXT}; {_SELECTS}")
            return
        query = partial(_load, spoken=spoken, user=self.shell.user, today=self.shell.today)
        self.ask_to_open("turn", query, partial(self._ask_words, spoken))

    def _ask_words(self, spoken: Spoken, material: Material | KaptaError) -> None:
        from kapta_tui.domain.kinds import KINDS
        from kapta_tui.domain.passages import passages
        from kapta_tui.screens.turning.choosing import WordsPick

        if isinstance(material, KaptaError):
            self.shell.toast_error(material)
            return
        text = spoken.text or material.text
        parts = passages(text)
        if not parts:
            reason = f"nothing is written in the {KINDS[spoken.kind].spoken} yet"
            toast.show_reason(self.app, _TURN, reason)
        elif spoken.is_chosen or len(parts) == 1:
            self._ask_kind(spoken, material, text)
        else:
            self.app.push_screen(WordsPick(parts), partial(self._take_words, spoken, material, text, parts))

    def _take_words(
        self, spoken: Spoken, material: Material, text: str, parts: tuple[str, ...], chosen: str | None
    ) -> None:
        from kapta_tui.screens.turning.choosing import WHOLE

        if chosen is not None:
            self._ask_kind(spoken, material, text if chosen == WHOLE else parts[int(chosen)])

    def _ask_kind(self, spoken: Spoken, material: Material, text: str) -> None:
        from kapta_tui.screens.turning.choosing import WorkPick

        self.app.push_screen(WorkPick(text), partial(self._fill_form, spoken, material, text))

    def _fill_form(self, spoken: Spoken, material: Material, text: str, kind: str | None) -> None:
        from kapta_tui.domain.passages import heading
        from kapta_tui.screens import editing
        from kapta_tui.screens import editing_jobs as jobs

        if kind is None:
            return
        given = {"name": heading(text), "description": text}
        if kind == "actions" and material.goal:
            given["goal"] = material.goal
        writes = partial(jobs.add_work, kind, source=(spoken.kind, spoken.id))
        editing.add(self, kind, account=material.account, given=given, then=self._turned, writes=writes)

    def _turned(self, _: int) -> None:
        """Let the selection go once its words have become work."""
        self.clear_selection()


def _load(connection: sqlite3.Connection, spoken: Spoken, user: str, today: date) -> Material | KaptaError:
    """Return what the record says, or why it does not; runs in a thread."""
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.spoken import material

    try:
        return material(connection, View(today, user, current(connection)), spoken.kind, spoken.id)
    except KaptaError as error:
        return error
