"""What an empty pane says: why it is empty and which key fills it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class EmptyPane(Static):
    """A quiet sentence in the middle of a pane, with the keys that help."""

    DEFAULT_CSS = """
    EmptyPane { width: 1fr; height: 1fr; content-align: center middle; color: $muted; text-align: center; }
    """

    def __init__(self, why: str, *keys: tuple[str, str]) -> None:
        """`why` is the sentence; each of `keys` is a key as people read it and what it does."""
        super().__init__(self.words(why, *keys))

    @staticmethod
    def words(why: str, *keys: tuple[str, str]) -> Content:
        """Return the sentence and the keys below it, for panes that draw themselves."""
        lines = [Content(why)]
        lines += [Content.assemble((key, "bold $accent"), f"  {label}") for key, label in keys]
        return Content("\n").join(lines)
