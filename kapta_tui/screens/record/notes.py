"""The notes on a record, newest first and in full; what the mouse selects in them can be taken on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.leftnotes import LeftNote
from kapta_tui.screens import editing
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.preview import Fact, Facts, spoken_by
from kapta_tui.widgets.written import written

_MOST: Final = 200
"""Notes shown; the account's Notes tab lists all."""


class NoteCard(Facts):
    """One note: day and author above its text."""

    DEFAULT_CSS = """
    NoteCard { width: 1fr; height: auto; padding: 0 1; margin-bottom: 1; border-left: outer $frame; }
    NoteCard.-here { border-left: outer $accent; }
    """

    def __init__(self, note: LeftNote) -> None:
        super().__init__()
        self.note = note

    def on_mount(self) -> None:
        """Show its note."""
        self.take(self.note)

    def take(self, note: LeftNote) -> None:
        """Show `note`."""
        self.note = note
        who = f" · {note.author}" if note.author else ""
        head = Fact("", ((f"{note.date.isoformat()}{who}", "muted"),), wide=True)
        self.show([head, *spoken_by(("notes", note.id), written(note.text))])

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the note; a double click on its head opens it."""
        pane = self.parent
        if isinstance(pane, NotePane):
            pane.go_to(self.note.id)
            if event.chain == 2 and event.y == 0:
                pane.action_open()


class NotePane(VerticalScroll, can_focus=True):
    """Notes below each other with a cursor on one of them."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    HELP = "Notes on this record. N leaves one line, ^n a full note, Enter edits the one under the cursor."
    BINDINGS = bindings(
        *("list.down", "list.up", "list.top", "list.bottom", "list.page-down", "list.page-up", "list.open"),
        *("list.new", "list.edit", "list.remove", "list.editor", "list.history", "list.copy"),
    )
    CALLED: ClassVar = {
        "list.open": ("Edit note", "Edit the note under the cursor"),
        "list.new": ("New note", "Leave a note in a form: its text, type, contacts and day"),
        "list.edit": ("Edit note", "Edit the note under the cursor"),
        "list.remove": ("Remove note", "Remove the note under the cursor"),
        "list.editor": ("Editor", "Edit the text of the note in $EDITOR"),
        "list.copy": ("Copy", "Copy the text of the note"),
    }
    DEFAULT_CSS = """
    NotePane {
        background: $surface; scrollbar-size-vertical: 1;
        border: round $frame; border-title-color: $foreground;
        &:focus { border: round $accent; border-title-color: $accent; border-title-style: bold; }
    }
    """

    def __init__(self, about: str) -> None:
        """`about` is what the record is called: "risk", "action"."""
        super().__init__(id="notes")
        self._about = about
        self.border_title = Content("Notes")
        self.notes: tuple[LeftNote, ...] = ()
        self._here: int | None = None

    def compose(self) -> ComposeResult:
        """What is said while there is none."""
        yield EmptyPane("")

    def on_mount(self) -> None:
        """Say which keys leave a note."""
        keys = screen_of(self).shell.keys
        short, full = (show_key(keys[name].split(",")[0]) for name in ("risks.note", "risks.full-note"))
        nothing = f"No note on the {self._about} yet."
        words = EmptyPane.words(nothing, (short, "leaves one line"), (full, "a full note"))
        self.query_one(EmptyPane).update(words)

    def show(self, notes: Sequence[LeftNote]) -> None:
        """Show `notes`, newest first; the cursor stays on its note."""
        self.notes = tuple(notes)
        count = f" {len(notes)}" if notes else ""
        more = f" · the newest {_MOST} shown" if len(notes) > _MOST else ""
        self.border_title = Content(f"Notes{count}{more}")
        self.query_one(EmptyPane).display = not notes
        self._place_cards(self.notes[:_MOST])
        ids = [note.id for note in notes]
        self._mark(self._here if self._here in ids else ids[0] if ids else None)

    def _place_cards(self, wanted: Sequence[LeftNote]) -> None:
        """Bring the cards in step with the notes; those that stay are not made anew, so that nothing scrolls."""
        cards = {card.note.id: card for card in self.query(NoteCard)}
        ids = [note.id for note in wanted]
        if [number for number in ids if number in cards] != [number for number in cards if number in ids]:
            # A day was changed, and with it the order.
            self.query(NoteCard).remove()
            cards = {}
        for number, card in cards.items():
            if number not in ids:
                card.remove()
        following: NoteCard | None = None
        for note in reversed(wanted):
            card = cards.get(note.id) or NoteCard(note)
            if note.id not in cards:
                self.mount(card, before=following)
            elif card.note != note:
                card.take(note)
            following = card

    @property
    def note_here(self) -> LeftNote | None:
        """The note under the cursor."""
        return next((note for note in self.notes if note.id == self._here), None)

    def go_to(self, note: int) -> None:
        """Put the cursor on a note."""
        self._mark(note)
        for card in self.query(NoteCard):
            if card.note.id == note:
                card.scroll_visible(animate=False)

    def _mark(self, note: int | None) -> None:
        self._here = note
        for card in self.query(NoteCard):
            card.set_class(card.note.id == note, "-here")

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a note while there is none."""
        wants = ("list.open", "list.edit", "list.remove", "list.editor", "list.history", "list.copy")
        return "there is no note yet" if command_id in wants and self.note_here is None else None

    def _step(self, step: int) -> None:
        ids = [note.id for note in self.notes[:_MOST]]
        if ids:
            place = ids.index(self._here) if self._here in ids else 0
            wanted = place + step
            if 0 <= wanted < len(ids):
                self.go_to(ids[wanted])
            else:
                self.scroll_relative(y=step, animate=False)

    def action_down(self) -> None:
        """Go to the next note; at the last one, scroll on in it."""
        self._step(1)

    def action_up(self) -> None:
        """Go to the note before."""
        self._step(-1)

    def action_top(self) -> None:
        """Go to the newest note."""
        self._step(-self._place)

    def action_bottom(self) -> None:
        """Go to the oldest note."""
        self._step(min(len(self.notes), _MOST) - 1 - self._place)

    @property
    def _place(self) -> int:
        return next((place for place, note in enumerate(self.notes) if note.id == self._here), 0)

    def action_list_page_down(self) -> None:
        """Scroll one page down."""
        self.scroll_page_down(animate=False)

    def action_list_page_up(self) -> None:
        """Scroll one page up."""
        self.scroll_page_up(animate=False)

    def action_open(self) -> None:
        """Edit the note under the cursor."""
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the note under the cursor."""
        if self._here is not None:
            editing.edit(screen_of(self), "notes", self._here)

    def action_remove(self) -> None:
        """Remove the note under the cursor."""
        if self._here is not None:
            editing.remove(screen_of(self), "notes", (self._here,))

    def action_editor(self) -> None:
        """Edit the text of the note in the user's editor."""
        if self._here is not None:
            editing.edit_text(screen_of(self), "notes", self._here)

    def action_history(self) -> None:
        """Show what became of the note."""
        from kapta_tui.screens.history import show_history

        if self._here is not None:
            show_history(screen_of(self), "notes", self._here)

    def action_copy(self) -> None:
        """Copy the text of the note."""
        note = self.note_here
        if note is not None:
            self.app.copy_to_clipboard(note.text)
            screen_of(self).shell.toast("Copied the note")
