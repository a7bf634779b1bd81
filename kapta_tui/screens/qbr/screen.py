"""The page of one review: who meets, the agenda to tick, what changed since the last one (features: row 13)."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.reviews import ReviewPage, page
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.reviews import COMPLETED, TOOK_PLACE, next_stage
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.qbr import jobs, words
from kapta_tui.screens.qbr.agenda import Agenda
from kapta_tui.screens.turning import Spoken, Turning
from kapta_tui.widgets.preview import BLANK, FactSheet

_UNRATED: Final = "-"
"""Key of the entry that completes a review without a rating."""


class ReviewScreen(Turning):
    """One review; keys tick its points, move it on and rate it."""

    SECTION = "accounts"
    HELP = "One review. space ticks a point, m moves it to the next stage, ^g writes the summary, y copies the pack."
    CSS_PATH = "qbr.tcss"
    BINDINGS = bindings("list.edit", "list.remove", "list.editor", "list.history", "list.copy", "review")
    HINTS: ClassVar = {"global.back": 5, "list.editor": 4, "screen.turn": 6}
    CALLED: ClassVar = {
        "list.edit": ("Edit", "Edit the review: date, type, participants, agenda"),
        "list.remove": ("Remove", "Remove the review"),
        "list.editor": ("Summary", "Write the summary in $EDITOR"),
        "list.history": ("History", "Show who changed what of the review, and what stood there before"),
        "list.copy": (
            "Copy pack",
            "Copy the pack as Markdown: agenda, last meeting, what changed, what is known",
        ),
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]

    def __init__(self, review: int) -> None:
        super().__init__()
        self.review = review
        self._page: ReviewPage | None = None

    def compose_body(self) -> ComposeResult:
        """Review and agenda beside the pack and what is known."""
        with Container(id="review"):
            with Vertical(id="meeting"):
                yield Agenda()
                yield FactSheet("Review", id="facts")
            yield FactSheet("What changed", id="pack")
            yield FactSheet("", id="known")

    def on_mount(self) -> None:
        """Begin with the agenda."""
        self.query_one(Agenda).focus()

    def reload(self) -> None:
        """Ask for the review and its pack."""
        shell = self.shell
        query = partial(_load, review=self.review, user=shell.user, today=shell.today)
        self.ask("review", query, self._show)

    def _show(self, found: ReviewPage | None) -> None:
        if found is None:
            self.leave()
            return
        self._page = found
        self.query_one(Agenda).show(str(found.record.get("agenda") or ""))
        # The account first: what does not fit is cut at the end, and accounts of one group begin alike.
        title = f"{one_line(found.pack.account)} · {one_line(str(found.record['name']))}"
        self.query_one("#facts", FactSheet).show(title, words.facts(found), self.review)
        self._show_pack()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Put what is known below the pack where it has no pane of its own."""
        self.call_after_refresh(self._show_pack)

    def _show_pack(self) -> None:
        found = self._page
        if found is None:
            return
        pack, known = words.pack_facts(found), words.known_facts(found)
        if self.has_class("-narrow"):
            pack = [*pack, BLANK, *known]
        self.query_one("#pack", FactSheet).show(words.pack_title(found.pack), pack, self.review)
        title = words.known_title(found.playbook)
        self.set_class(not title, "-unknown")
        self.query_one("#known", FactSheet).show(title, known, self.review)

    def account_here(self) -> int | None:
        """The review's account."""
        return None if self._page is None else self._page.account

    @property
    def _stage(self) -> str:
        return "" if self._page is None else str(self._page.record["stage"])

    @property
    def _next(self) -> str | None:
        """The stage that follows."""
        if self._page is None:
            return None
        stages = [choice.code for choice in self._page.playbook.choices("qbr_stage") if not choice.retired]
        return next_stage(self._stage, stages)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the stage does not allow."""
        if command_id == "review.move-on" and self._next is None:
            return f"a {self._stage or 'missing'} review has no next stage"
        if command_id == "review.rate" and self._stage not in TOOK_PLACE:
            return "a rating wants a completed review"
        return self.why_not_turned(command_id)

    def text_here(self) -> Spoken | None:
        """The point of the agenda under the cursor, elsewhere all that the review says."""
        if self._page is None:
            return None
        point = self.query_one(Agenda).point_here if isinstance(self.focused, Agenda) else None
        return Spoken("qbrs", self.review, "" if point is None else point.text, is_chosen=point is not None)

    @on(Agenda.Ticked)
    def _tick(self, event: Agenda.Ticked) -> None:
        point = event.point
        editing.run(self, jobs.tick(self.review, point.line, point.text, done=not point.done))

    def action_move_on(self) -> None:
        """Bring the review to its next stage; a completed one is rated."""
        stage = self._next
        if stage == COMPLETED:
            self._ask_rating(COMPLETED)
        elif stage is not None:
            editing.run(self, jobs.move(self.review, stage, seen=self._stage))

    def action_rate(self) -> None:
        """Say how the review went."""
        self._ask_rating(self._stage)

    def _ask_rating(self, stage: str) -> None:
        from kapta_tui.screens.dialogs import Pick, PickOption

        if self._page is None:
            return
        choices = self._page.playbook.choices("qbr_rating")
        options = [PickOption(choice.code, choice.label) for choice in choices[::-1] if not choice.retired]
        if stage != self._stage:
            options.append(PickOption(_UNRATED, "Not rated yet"))
        self.app.push_screen(Pick("How did it go?", options), partial(self._rated, stage, self._stage))

    def _rated(self, stage: str, seen: str, rating: str | None) -> None:
        if rating is not None:
            given = None if rating == _UNRATED else rating
            editing.run(self, jobs.move(self.review, stage, given, seen=seen))

    def action_edit(self) -> None:
        """Edit the review in its form."""
        editing.edit(self, "qbrs", self.review)

    def action_editor(self) -> None:
        """Write the summary."""
        editing.edit_text(self, "qbrs", self.review)

    def action_history(self) -> None:
        """Show what became of the review."""
        from kapta_tui.screens.history import show_history

        show_history(self, "qbrs", self.review)

    def action_remove(self) -> None:
        """Remove the review; the page goes with it."""
        editing.remove(self, "qbrs", (self.review,))

    def action_copy(self) -> None:
        """Copy the pack as Markdown."""
        from kapta_tui.exchange.packtext import review_text

        if self._page is not None:
            self.app.copy_to_clipboard(review_text(self._page))
            self.shell.toast("Copied the pack as Markdown")

    @on(Agenda.CopyRequested)
    def _copy(self) -> None:
        self.action_copy()


def _load(connection: sqlite3.Connection, review: int, user: str, today: date) -> ReviewPage | None:
    try:
        return page(connection, View(today, user, current(connection)), review)
    except NotFound:
        return None
