"""The long text of a record, as it is written (features: rows 33 and 87)."""

from __future__ import annotations

from typing import ClassVar

from kapta_tui.commands import show_key
from kapta_tui.screens.record.onefield import edit_field
from kapta_tui.screens.record.standing import screen_of
from kapta_tui.widgets.preview import Fact, FactSheet, spoken_by
from kapta_tui.widgets.written import written


class TextPane(FactSheet):
    """A long text as Markdown; Enter edits it in a form, ctrl+g in $EDITOR."""

    DEFAULT_CLASSES: ClassVar[str] = "pane"
    KIND: ClassVar[str] = ""
    """The kind of the record whose text it is."""
    FIELD: ClassVar[str] = ""
    """The field that holds the text."""
    NOTHING: ClassVar[str] = ""
    """What an empty pane says."""

    def __init__(self, title: str) -> None:
        super().__init__(title, id="details")
        self._title = title
        self._record = 0

    def show_text(self, record: int, text: str) -> None:
        """Show the text of a record, or which keys write it."""
        self._record = record
        said = spoken_by((self.KIND, record), written(text))
        self.show(self._title, said if text.strip() else self._how_to_write(), record)

    def _how_to_write(self) -> list[Fact]:
        keys = screen_of(self).shell.keys
        form, editor = (show_key(keys[name].split(",")[0]) for name in ("list.open", "list.editor"))
        return [
            Fact("", ((self.NOTHING, "muted"),), wide=True),
            Fact(
                "",
                (
                    [
                        (form, "accent"),
                        ("  writes it here, ", "muted"),
                        (editor, "accent"),
                        ("  in $EDITOR", "muted"),
                    ],
                ),
                wide=True,
            ),
        ]

    def action_open(self) -> None:
        """Edit the text in a form."""
        edit_field(screen_of(self), self.KIND, self._record, self.FIELD)
