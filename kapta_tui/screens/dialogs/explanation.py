"""Explains a number in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs.base import Dialog


@dataclass(frozen=True, slots=True)
class Reasoning:
    """A title and the sentences below it."""

    title: str
    sentences: tuple[str, ...]


class Explanation(Dialog[None]):
    """Shows sentences; Esc leaves."""

    def __init__(self, reasoning: Reasoning) -> None:
        super().__init__(reasoning.title)
        self._sentences = reasoning.sentences

    def compose_frame(self) -> ComposeResult:
        """One paragraph per sentence."""
        for sentence in self._sentences:
            yield Static(Content(one_line(sentence)), classes="words")
