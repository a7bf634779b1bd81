"""The third part: what would raise the score, each step with its gain and the key that does it (features: row 21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from kapta_tui.commands import show_key
from kapta_tui.data.read.health.next import Advice
from kapta_tui.domain.health.words import signed
from kapta_tui.screens.health.loading import Found
from kapta_tui.screens.health.marks import POINTS
from kapta_tui.screens.health.rows import STEPS, Row, blank_row, plain_row, title_row
from kapta_tui.widgets.cells import FILL, CellPart

_KEY, _GAIN = 6, 12


def step_rows(found: Found, keys: Mapping[str, str]) -> Iterator[Row]:
    """Yield the part; `keys` are those in force by command."""
    yield blank_row(STEPS)
    heads = f"{'Key':>{_KEY}}{'Gain':>{_GAIN}}{'Then':>{POINTS}}"
    yield title_row(STEPS, "What would raise it", (heads, "muted"))
    for advice in found.next.steps:
        step = advice.step
        key = ("step", step.item, step.part, step.kind, step.id)
        yield Row(key, STEPS, partial(_step, advice, _key(keys, step.command)), advice)
    for hint, words in found.next.hints:
        draw = partial(_hint, words, _key(keys, hint.command))
        yield Row(("hint", hint.item), STEPS, draw, hint)
    if not found.next.steps:
        none = "Nothing is scored, so no gain can be told." if found.scores.score is None else _ALL_MET
        yield plain_row(STEPS, "none", (none, "muted"))


_ALL_MET: Final = "Nothing: all that counts is met."


def _key(keys: Mapping[str, str], command: str) -> str:
    return show_key(keys[command].split(",")[0])


def _step(advice: Advice, key: str, width: int) -> Sequence[CellPart]:
    step = advice.step
    return [
        _capital(advice.text),
        FILL,
        (f"{key:>{_KEY}}", "accent"),
        (f"{signed(step.gain, 2):>{_GAIN}}", "good"),
        (f"{step.shown_after:>{POINTS}}", "strong"),
    ]


def _hint(words: str, key: str, width: int) -> Sequence[CellPart]:
    aside = "may raise or lower it"
    return [
        (_capital(words), "muted"),
        FILL,
        (f"{key:>{_KEY}}", "accent"),
        (f"{aside:>{_GAIN + POINTS}}", "muted"),
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
