"""The picture of health day by day: lines that break where nothing is known, text as data (features: row 69)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data.read.health.history import DayOfHealth
from kapta_tui.domain.health.score import scores_of
from kapta_tui.domain.playbook import default
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.reports.pictures.files import content
from kapta_tui.reports.pictures.health import draw_health
from kapta_tui.reports.pictures.healthsheet import BOTTOM, LEFT, RIGHT, TOP, HealthSheet
from kapta_tui.reports.pictures.shapes import Diamond, Dot, Picture, Trace, Words

TODAY = date(2026, 11, 21)
WEIGHTS = (20, 25, 10, 15, 15, 15, 0)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>&"[/b] \x00' + "株" * 90
SCORES = st.none() | st.integers(0, 100)


def day(ago: int, score: int | None, *, carried: bool = False, playbook: int = 1) -> DayOfHealth:
    value = None if score is None else score * 100
    scores = scores_of((value,) * len(FACTORS), WEIGHTS, 0)
    return DayOfHealth(TODAY - timedelta(ago), score, value, 10_000, scores, playbook, carried)


def sheet(days: Sequence[DayOfHealth], *factors: str, name: str = "Acme") -> HealthSheet:
    return HealthSheet(name, TODAY, days, default().health.bands, factors, days[0].day)


def drawn(picture: Picture) -> list[Trace]:
    """Return the lines of days, without those of the legend."""
    traces = (shape for shape in picture.shapes if isinstance(shape, Trace))
    return [trace for trace in traces if trace.points[0][0] < RIGHT and trace.points[0][1] < BOTTOM + 1]


def words(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


@given(st.lists(st.tuples(SCORES, st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_days_are_joined_where_they_follow_each_other_and_nowhere_else(
    found: list[tuple[int | None, bool, bool]],
) -> None:
    rows = [
        day(ago, score, carried=old) for ago, (score, old, gone) in enumerate(found) if not gone or ago == 0
    ]
    rows.reverse()
    known = sheet(rows)
    picture = draw_health(known)
    joined: set[tuple[tuple[float, float], ...]] = set()
    for trace in drawn(picture):
        joined.update(pairwise(trace.points))
        assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in trace.points)
    expected = {
        ((known.x(a.day), known.y(a.score)), (known.x(b.day), known.y(b.score)))
        for a, b in pairwise(rows)
        if a.score is not None and b.score is not None and (b.day - a.day).days == 1
    }
    assert joined == expected


def test_carried_days_are_hollow_lone_days_are_dots_and_other_rules_are_marked() -> None:
    rows = [day(9, 80), day(6, 70, playbook=2), day(5, 60, carried=True, playbook=2), day(4, 60, playbook=2)]
    picture = draw_health(sheet([*rows, day(0, 62, playbook=2)], "plan", "notes"))
    light = picture.ground
    hollow = [trace for trace in drawn(picture) if trace.colour == light]
    assert len(hollow) == 3, "the score and two factors"
    assert len({trace.dash for trace in drawn(picture) if trace.colour != light}) == 3
    dots = [shape for shape in picture.shapes if isinstance(shape, Dot) and shape.x > LEFT + 30]
    assert len(dots) == 6
    (mark, _) = (shape for shape in picture.shapes if isinstance(shape, Diamond))
    assert mark.hint == "The rules changed on 2026-11-15"
    said = words(picture)
    for expected in (
        "Score",
        "62",
        "Plan",
        "Notes",
        "healthy, 75 to 100",
        "watch, 50 to 74",
        "poor, 0 to 49",
    ):
        assert expected in said
    assert "Health 62 watch · -18 since 2026-11-12" in said


def test_nothing_scored_is_said_and_names_are_data() -> None:
    picture = draw_health(sheet([day(1, None), day(0, None)], *FACTORS, name=HOSTILE))
    assert words(picture).count("not scored") == 1 + len(FACTORS)
    assert drawn(picture) == []
    text = content(picture, "svg")
    assert text == content(draw_health(sheet([day(1, None), day(0, None)], *FACTORS, name=HOSTILE)), "svg")
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}
    assert tags <= {"svg", "defs", "rect", "title", "text", "path", "line", "circle"}
    assert content(picture, "png").startswith(b"\x89PNG")
