"""Goals typed as an indented outline (features: row 74)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain import outline
from kapta_tui.domain.errors import UsageError


def read(text: str) -> list[tuple[int, str]]:
    return [(line.depth, line.text) for line in outline.parse(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Goal", [(0, "Goal")]),
        ("  Goal\n    Action\n  Other", [(0, "Goal"), (1, "Action"), (0, "Other")]),
        (
            "- Goal\n\n\t* Action\n\t\t1. Task\n- Other",
            [(0, "Goal"), (1, "Action"), (2, "Task"), (0, "Other")],
        ),
        ("A\n b\n   c\n b2\n      c2", [(0, "A"), (1, "b"), (2, "c"), (1, "b2"), (2, "c2")]),
        ("30-day check\r\n  -5 %  now", [(0, "30-day check"), (1, "-5 % now")]),
    ],
)
def test_indented_lines_belong_to_the_line_above(text: str, lines: list[tuple[int, str]]) -> None:
    assert read(text) == lines


def test_line_numbers_count_from_one_and_empty_lines() -> None:
    assert [line.number for line in outline.parse("\nA\n\n b")] == [2, 4]


@pytest.mark.parametrize("text", ["", "\n  \n", "-  ", "A\n    b\n  c", "  A\nb"])
def test_an_empty_or_ragged_outline_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        outline.parse(text)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 8))
def test_what_is_written_level_by_level_is_read_so(steps: list[int], width: int) -> None:
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    text = "\n".join(f"{' ' * width * depth}word {number}" for number, depth in enumerate(depths))
    assert [line.depth for line in outline.parse(text)] == depths
