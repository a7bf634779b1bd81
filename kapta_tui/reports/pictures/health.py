"""The health of an account day by day as a picture, for a slide: the score and its factors (features: row 69)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kapta_tui.data.read.health.history import DayOfHealth
from kapta_tui.domain.health.words import FACTOR_LABELS
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.reports.pictures.healthground import band_shapes, ground_shapes, rule_shapes
from kapta_tui.reports.pictures.healthsheet import HEIGHT, LEFT, RIGHT, TOP, WIDTH, HealthSheet
from kapta_tui.reports.pictures.measure import cut, plain, width_of
from kapta_tui.reports.pictures.shapes import Diamond, Dot, Picture, Shape, Trace, Words
from kapta_tui.reports.pictures.sheet import MARGIN
from kapta_tui.reports.pictures.theme import THEMES, Theme

_COLOURS: Final = {
    "light": ("#1f5fbf", "#8a5300", "#2e7d5b", "#8e3a9d", "#b3261e", "#00707c", "#5b5b00"),
    "dark": ("#7fb3ff", "#f0c46b", "#5fb98f", "#d79be3", "#ff9a8c", "#58c7d3", "#d6d67a"),
}
"""Of the factors in their order."""

_DASHES: Final = ("", "12 5", "2 4", "14 4 2 4", "7 4", "14 4 2 4 2 4", "20 8")
"""Of the factors in their order, so that lines are told apart without colours."""

_ENTRY: Final = 30
"""Pixels from one line's name to the next."""


class _Curve(NamedTuple):
    """A line: its name, and its value 0..100 by day, None where there was none."""

    label: str
    values: tuple[float | None, ...]
    colour: str
    width: float
    dash: str


def draw_health(sheet: HealthSheet) -> Picture:
    """Return the picture of a sheet; the same sheet gives the same picture."""
    theme = THEMES[sheet.theme]
    found = tuple(_shapes(sheet, theme))
    return Picture(plain(f"Health of {sheet.name}"), WIDTH, HEIGHT, theme.ground, (), found)


def _shapes(sheet: HealthSheet, theme: Theme) -> Iterator[Shape]:
    yield from _head(sheet, theme)
    yield from ground_shapes(sheet, theme)
    yield from rule_shapes(sheet, theme)
    curves = list(_curves(sheet, theme))
    for curve in reversed(curves):
        for run in _runs(sheet.days, curve.values):
            yield from _run(sheet, curve, run, theme)
    yield from band_shapes(sheet, theme)
    yield from _names(curves, theme)
    yield from _legend(theme)


def _head(sheet: HealthSheet, theme: Theme) -> Iterator[Words]:
    day = f"{sheet.today.day} {sheet.today:%B} {sheet.today.year}"
    right = WIDTH - MARGIN
    room = right - MARGIN - width_of(day, 16) - 40
    yield Words(MARGIN, 48, cut(plain(sheet.name), 28, room, bold=True), 28, theme.text, bold=True)
    yield Words(right, 48, day, 16, theme.muted, anchor="end")
    # The signs of bands are of another font; the words say as much.
    words = "".join(char for char in sheet.about if char not in "●◐○").replace("  ", " ")
    yield Words(MARGIN, 76, words, 16, theme.muted)


def _curves(sheet: HealthSheet, theme: Theme) -> Iterator[_Curve]:
    yield _Curve("Score", tuple(day.score for day in sheet.days), theme.text, 4, "")
    for place, name in enumerate(FACTORS):
        if name in sheet.factors:
            values = tuple(_share(day, place) for day in sheet.days)
            colour = _COLOURS[sheet.theme][place]
            yield _Curve(FACTOR_LABELS[name], values, colour, 2, _DASHES[place])


def _share(day: DayOfHealth, place: int) -> float | None:
    factor = day.scores.factors[place]
    return factor.score / 100 if factor.counts and factor.score is not None else None


def _runs(days: Sequence[DayOfHealth], values: Sequence[float | None]) -> Iterator[list[int]]:
    """Yield the places of days that follow each other and have a value: what may be joined by a line."""
    run: list[int] = []
    for place, value in enumerate(values):
        follows = run and (days[place].day - days[run[-1]].day).days == 1
        if run and (value is None or not follows):
            yield run
            run = []
        if value is not None:
            run.append(place)
    if run:
        yield run


def _run(sheet: HealthSheet, curve: _Curve, run: Sequence[int], theme: Theme) -> Iterator[Shape]:
    """Yield a line through the days of a run; where one of its ends is carried it is hollow."""
    points = {place: (sheet.x(sheet.days[place].day), sheet.y(curve.values[place] or 0)) for place in run}
    if len(run) == 1:
        fill = theme.ground if sheet.days[run[0]].carried else curve.colour
        yield Dot(*points[run[0]], curve.width + 1, fill, curve.colour)
        return
    part = [run[0]]
    for place in run[1:]:
        part.append(place)
        is_hollow = sheet.days[place].carried
        if place == run[-1] or sheet.days[place + 1].carried != is_hollow:
            yield from _line(curve, [points[one] for one in part], theme, is_hollow=is_hollow)
            part = [place]


def _line(
    curve: _Curve, points: Sequence[tuple[float, float]], theme: Theme, *, is_hollow: bool
) -> Iterator[Trace]:
    width = curve.width + 2 if is_hollow else curve.width
    yield Trace(tuple(points), curve.colour, width, curve.dash)
    if is_hollow:
        yield Trace(tuple(points), theme.ground, curve.width)


def _names(curves: Sequence[_Curve], theme: Theme) -> Iterator[Shape]:
    """Yield which line is which, with today's value, the highest first."""
    order = sorted(
        curves, key=lambda curve: -1 if curve.values[-1] is None else curve.values[-1], reverse=True
    )
    y = TOP + 16
    for curve in order:
        value = curve.values[-1]
        now = "not scored" if value is None else f"{int(value + 0.5)}"
        is_score = curve.label == "Score"
        yield Trace(((RIGHT + 28, y - 5), (RIGHT + 88, y - 5)), curve.colour, curve.width, curve.dash)
        yield Words(RIGHT + 100, y, curve.label, 16, theme.text, bold=is_score)
        yield Words(WIDTH - MARGIN, y, now, 16, theme.text, bold=is_score, anchor="end")
        y += _ENTRY


def _legend(theme: Theme) -> Iterator[Shape]:
    """Yield what the signs mean, in words."""
    y = HEIGHT - 44
    yield from _line(
        _Curve("", (), theme.text, 4, ""), ((LEFT, y - 5), (LEFT + 48, y - 5)), theme, is_hollow=True
    )
    yield Words(LEFT + 60, y, "hollow: carried on, facts not known", 15, theme.muted)
    yield Words(LEFT + 330, y, "gap: not scored, or not known", 15, theme.muted)
    yield Diamond(LEFT + 570, y - 5, 6, theme.today)
    yield Words(LEFT + 584, y, "the rules changed", 15, theme.muted)
    yield Words(LEFT + 740, y, "Each factor is 0 to 100 by itself.", 15, theme.muted)
