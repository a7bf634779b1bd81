"""The third part: what would raise the score, each step with its gain and the key that does it (features: row 21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from kapta_tui.commands import show_key
from kapta_tui.data.read.health.next import Advice
from kapta_tui.domain.health.words import signed
from kapta_tui.screens.health.loading import Found
from kapta_tui.screens.health.rows import STEPS, Row, blank_row, plain_row, title_row
from kapta_tui.screens.record.folding import folded
from kapta_tui.widgets.cells import FILL, Cell, CellPart, parts_of

_ASIDE: Final = 24
_KEY, _GAIN, _THEN = 5, 9, 8


def step_rows(found: Found, keys: Mapping[str, str], width: int) -> Iterator[Row]:
    """Yield the part in lines of `width` cells; `keys` are those in force by command."""
    yield blank_row(STEPS)
    heads = f"{'Key':>{_KEY}}{'Gain':>{_GAIN}}{'Then':>{_THEN}}"
    yield title_row(STEPS, "What would raise it", (heads, "muted"))
    for advice in found.next.steps:
        step = advice.step
        key = ("step", step.item, step.part, step.kind, step.id)
        first, *others = folded(_capital(advice.text), width - _KEY - _GAIN - _THEN - 1)
        yield Row(key, STEPS, partial(_step, advice, first, _key(keys, step.command)), advice)
        for place, more in enumerate(others):
            yield Row((*key, place), STEPS, partial(_more, more))
    for hint, words in found.next.hints:
        draw = partial(_hint, words, _key(keys, hint.command))
        yield Row(("hint", hint.item), STEPS, draw, hint)
    if not found.next.steps:
        none = "Nothing is scored, so no gain can be told." if found.scores.score is None else _ALL_MET
        yield plain_row(STEPS, "none", (none, "muted"))


_ALL_MET: Final = "Nothing: all that counts is met."


def _key(keys: Mapping[str, str], command: str) -> str:
    return show_key(keys[command].split(",")[0])


def _more(words: Cell, width: int) -> Sequence[CellPart]:
    return ["  ", *parts_of(words)]


def _step(advice: Advice, words: Cell, key: str, width: int) -> Sequence[CellPart]:
    step = advice.step
    return [
        *parts_of(words),
        FILL,
        (f"{key:>{_KEY}}", "accent"),
        (f"{signed(step.gain, 2):>{_GAIN}}", "good"),
        (f"{step.shown_after:>{_THEN}}", "strong"),
    ]


def _hint(words: str, key: str, width: int) -> Sequence[CellPart]:
    aside = "may raise or lower it"
    return [
        (_capital(words), "muted"),
        FILL,
        (f"{key:>{_KEY}}", "accent"),
        (f"{aside:>{_ASIDE}}", "muted"),
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
