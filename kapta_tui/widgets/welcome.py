"""What a new, empty store shows: three ways to begin, each one key."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Welcome(Static):
    """A welcome with the next keys to press; the ways are given, because screens own the commands."""

    DEFAULT_CSS = """
    Welcome { width: 1fr; height: 1fr; content-align: center middle; color: $foreground; }
    """

    def __init__(self, ways: tuple[tuple[str, str], ...]) -> None:
        """Each of `ways` is a key (or a shell command) and what it does."""
        width = max((len(key) for key, _ in ways), default=0)
        lines = [Content.styled("Welcome to KAPTA", "bold $accent"), Content("")]
        lines.append(Content.styled("This store is empty. Begin with one of these:", "$muted"))
        lines.append(Content(""))
        lines += [Content.assemble((key.rjust(width), "bold $accent"), f"   {label}") for key, label in ways]
        super().__init__(Content("\n").join(lines))
