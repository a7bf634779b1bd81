"""The days of a curve that are asked about most: its highest and lowest one, and the last one in a better band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from rich.cells import cell_len

from kapta_tui.domain.health.bands import BANDS, GLYPHS
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.playbook.health import Bands
from kapta_tui.widgets.healthchart import Point

_BETWEEN: Final = " · "


def landmarks(points: Sequence[Point], width: int, bands: Bands | None = None) -> str:
    """Return "most 72 on 2026-09-10 · least 47 on 2026-11-23", and before it what `bands` tell of a score.

    That is since when it is in its band, as far as the days tell, and the last day in each better one. What does not
    fit in `width` cells is left out.
    """
    known = [(rounded(Fraction(point.value)), point) for point in points if point.value is not None]
    if not known:
        return ""
    # Of several such days the newest one.
    most = max(known, key=lambda one: (one[0], one[1].day))
    least = min(known, key=lambda one: (one[0], -one[1].day.toordinal()))
    words = [] if bands is None else list(_of_bands([(bands.of(score), point) for score, point in known]))
    words.append(f"most {most[0]} on {most[1].day}")
    if least[0] != most[0]:
        words.append(f"least {least[0]} on {least[1].day}")
    while words and cell_len(_BETWEEN.join(words)) > width:
        words.pop()
    return _BETWEEN.join(words)


def _of_bands(known: Sequence[tuple[str, Point]]) -> Iterator[str]:
    now = known[-1][0]
    others = [place for place, (band, _) in enumerate(known) if band != now]
    if others:
        yield f"{GLYPHS[now]} {now} since {known[others[-1] + 1][1].day}"
    for better in BANDS[: BANDS.index(now)]:
        days = [point.day for band, point in known if band == better]
        if days:
            yield f"last {better} {days[-1]}"
