"""Pictures of swim lanes: the lanes of the screen, text as data, the same bytes again (features row 91)."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from kapta_tui.domain.lanes import Heading, Key, Lane, LaneItem, Packing, Zoom, lay_out, make_bar, spans_of
from kapta_tui.reports.pictures import Period, Sheet, content, draw
from kapta_tui.reports.pictures.measure import cut, plain, width_of
from kapta_tui.reports.pictures.shapes import Box, Line, Words
from kapta_tui.reports.pictures.theme import THEMES
from kapta_tui.widgets.contrast import contrast
from tests.app.naughty_store import OWN

TODAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "defs", "pattern", "rect", "title", "text", "path", "line"}
days = st.none() | st.dates(date(2024, 1, 1), date(2029, 1, 1))


@st.composite
def items(draw_: st.DrawFn) -> list[LaneItem]:
    """Draw a goal with actions of any dates."""
    goal = LaneItem("goal", 1, "Goal", section="Ours", start=draw_(days), due=draw_(days))
    rows = draw_(st.lists(st.tuples(days, days, st.integers(0, 100), st.booleans()), max_size=12))
    return [
        goal,
        *(
            LaneItem(
                "action", number, f"Action {number}", parent=goal.key, start=start, due=due, percent=percent,
                is_started=percent > 0, completed_on=TODAY if done else None,
            )
            for number, (start, due, percent, done) in enumerate(rows)
        ),
    ]  # fmt: skip


def sheet(rows: list[LaneItem]) -> Sheet:
    return Sheet(rows, TODAY, "Plan")


def texts(tree: ElementTree.Element) -> list[str]:
    """Return the words of an SVG file in order."""
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


@given(items(), st.sampled_from(Zoom), st.booleans(), st.booleans())
def test_row_91_the_picture_has_the_rows_and_stretches_of_the_screen(
    rows: list[LaneItem], zoom: Zoom, packed: bool, folded: bool
) -> None:
    puts_away: set[Key] = {("goal", 1)} if folded else set()
    found = replace(
        sheet(rows), packed=packed, folded=puts_away, period=Period(zoom, TODAY, TODAY + timedelta(200))
    )
    spans = spans_of(rows, TODAY)
    assert found.rows == lay_out(rows, puts_away, Packing(spans, zoom, TODAY, 16) if packed else None)
    for row in found.rows:
        if isinstance(row, Lane):
            wanted = [make_bar(item, spans[item.key], zoom, TODAY) for item in row.items if item.key in spans]
            assert found.bars(row) == wanted


@given(items(), st.none() | st.sampled_from([Zoom.WEEK, Zoom.MONTH, Zoom.YEAR]), st.booleans())
def test_everything_drawn_lies_within_the_picture_and_bars_of_a_lane_apart(
    rows: list[LaneItem], zoom: Zoom | None, packed: bool
) -> None:
    found = replace(sheet(rows), packed=packed, period=Period(zoom))
    picture = draw(found)
    for shape in picture.shapes:
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= picture.width + 3
        if isinstance(shape, Words):
            width = width_of(shape.text, shape.size, shape.bold)
            left = shape.x - {"start": 0, "middle": width / 2, "end": width}[shape.anchor]
            assert -1 <= left <= left + width <= picture.width + 1
            assert shape.y < picture.height
        if isinstance(shape, Line):
            assert 0 <= shape.x <= picture.width
    for row in found.rows:
        if isinstance(row, Lane):
            assert all(left.tail <= right.start for left, right in pairwise(found.bars(row)))


@given(
    st.text(min_size=1) | st.sampled_from(OWN),
    st.text() | st.sampled_from([*OWN, '<&"]]>', "\x00\ud800\ufffe"]),
)
def test_names_are_text_and_come_back_from_the_file(name: str, owner: str) -> None:
    item = LaneItem("action", 1, name, section=owner, start=TODAY, due=TODAY, owner=owner, percent=40)
    picture = draw(replace(sheet([item]), title=name, about=owner))
    tree = ElementTree.fromstring(content(picture, "svg"))
    assert texts(tree) == [shape.text for shape in picture.shapes if isinstance(shape, Words)]
    hints = [element.text or "" for element in tree.iter(f"{SVG}title")]
    assert any(hint.startswith(plain(name)) for hint in hints[1:])
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= TAGS


@pytest.mark.parametrize("zoom", [None, Zoom.DAY])
def test_a_plan_from_the_first_year_to_the_last_is_drawn(zoom: Zoom | None) -> None:
    rows = [
        LaneItem("action", 1, "All time", start=date.min, due=date.max, percent=40),
        LaneItem("action", 2, "The other way round", start=date.max, due=date.min),
        LaneItem("action", 3, "No day"),
    ]
    picture = draw(replace(sheet(rows), period=Period(zoom)))
    assert sum(isinstance(shape, Line) for shape in picture.shapes) < 3 * picture.width
    words = [shape.text for shape in picture.shapes if isinstance(shape, Words)]
    assert {item.name for item in rows} <= set(words)
    assert len({shape.hint for shape in picture.shapes if isinstance(shape, Box) and shape.hint}) == 2


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_plan_gives_the_same_bytes(form: str) -> None:
    rows = [
        LaneItem("goal", 1, "Live", section="Ours", start=TODAY, due=TODAY + timedelta(9), percent=40),
        LaneItem(
            "action", 1, "Late", parent=("goal", 1), start=TODAY - timedelta(9), due=TODAY - timedelta(2)
        ),
        LaneItem("action", 2, "日本", parent=("goal", 1), due=TODAY + timedelta(2)),
    ]
    first, again = (content(draw(sheet(list(rows))), form) for _ in range(2))
    assert first == again
    if form == "png":
        assert struct.unpack(">II", first[16:24]) == (3200, 2 * draw(sheet(rows)).height)
        assert len(first) > 10_000


def test_a_goal_is_told_from_its_actions_and_every_state_has_a_pattern_or_words() -> None:
    rows = [
        LaneItem("goal", 1, "Live", section="Ours", start=TODAY - timedelta(30), due=TODAY + timedelta(9)),
        LaneItem("action", 1, "Not begun", parent=("goal", 1), start=TODAY - timedelta(9), due=TODAY + timedelta(9)),
        LaneItem(
            "action", 2, "Late", parent=("goal", 1), percent=30,
            start=TODAY - timedelta(9), due=TODAY - timedelta(2),
        ),
    ]  # fmt: skip
    picture = draw(sheet(rows))
    assert {shape.fill for shape in picture.shapes if isinstance(shape, Box)} >= {"late", "missed"}
    words = [shape.text for shape in picture.shapes if isinstance(shape, Words)]
    assert {"2 d late", "start passed", "Late", "Start passed", "Today, 21 Nov", "Ours"} <= set(words)
    strokes = [shape for shape in picture.shapes if isinstance(shape, Line) and shape.width == 3]
    assert len(strokes) == 2
    assert isinstance(sheet(rows).rows[0], Heading)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_words_stand_out_from_what_they_stand_on(theme: object) -> None:
    colours = {name: getattr(theme, name) for name in ("text", "muted", "late", "warn", "today")}
    for ground in ("ground", "band"):
        behind = Color.parse(getattr(theme, ground))
        low = {name: contrast(Color.parse(colour), behind) for name, colour in colours.items()}
        assert min(low.values()) >= 4.5, (ground, low)


@given(st.text(), st.floats(0, 400))
def test_a_cut_text_fits_its_room(text: str, room: float) -> None:
    shown = cut(text, 15, room)
    assert not shown or width_of(shown, 15) <= room
