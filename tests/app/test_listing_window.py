"""Rows kept of a long list, and marks, as pure rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.widgets.marks import Marks
from kapta_tui.widgets.window import RowWindow


@given(st.lists(st.sets(st.integers(0, 60), max_size=20), max_size=8), st.integers(1, 15))
def test_a_window_keeps_the_latest_rows_up_to_its_capacity(supplies: list[set[int]], capacity: int) -> None:
    window: RowWindow[str] = RowWindow(capacity)
    for rows in supplies:
        window.supply({row_id: f"row {row_id}" for row_id in rows})
        assert len(window) <= capacity
        assert sum(window.get(row_id) is not None for row_id in rows) == min(len(rows), capacity)


def test_a_question_covers_what_is_missing_around_and_is_put_once() -> None:
    window: RowWindow[str] = RowWindow()
    assert window.wanted(range(5), range(10)) == tuple(range(10))
    assert window.wanted(range(5), range(10)) == ()
    window.supply(dict.fromkeys(range(10), "x"))
    assert window.wanted(range(9), range(20)) == ()
    assert window.wanted(range(5, 12), range(5, 20)) == tuple(range(10, 20))


def test_aged_rows_are_shown_and_asked_for_again() -> None:
    window: RowWindow[str] = RowWindow()
    window.supply({1: "old", 2: "old"})
    window.expire()
    assert window.get(1) == "old"
    assert window.wanted([1], [1, 2]) == (1, 2)
    window.supply({1: "new"})
    assert [window.get(1), window.get(2), window.get(3)] == ["new", "old", None]


IDS = list(range(100, 120))
STEPS = st.lists(
    st.tuples(st.sampled_from(["toggle", "all", "range", "clear", "shrink"]), st.integers(0, 19)), max_size=12
)


@given(STEPS)
def test_count_order_and_single_marks_agree(steps: list[tuple[str, int]]) -> None:
    marks, ids, cursor = Marks(), IDS, 0
    for step, position in steps:
        if step == "shrink":
            shorter = ids[: max(1, len(ids) - position // 4)]
            marks.carry_over(ids, shorter, cursor)
            ids, cursor = shorter, min(cursor, len(shorter) - 1)
        else:
            cursor = min(position, len(ids) - 1)
        if step == "toggle":
            marks.toggle(ids[cursor])
        elif step == "all":
            marks.toggle_all(ids)
        elif step == "range":
            marks.toggle_range(ids, cursor)
        elif step == "clear":
            marks.clear()
        marked = marks.ordered(ids, cursor)
        assert list(marked) == [one for at, one in enumerate(ids) if marks.has(one, at, cursor)]
        assert marks.count(ids, cursor) == len(marked)
