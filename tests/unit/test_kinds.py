"""What sentences call the kinds of records."""

from __future__ import annotations

import pytest

from kapta_tui.domain.kinds import KINDS


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("accounts", "an account"),
        ("users", "a user"),
        ("contracts", "a contract"),
        ("opportunities", "an opportunity"),
        ("objectives", "an objective"),
        ("tasks", "a task"),
    ],
)
def test_a_noun_has_the_article_that_it_is_spoken_with(kind: str, one: str) -> None:
    assert KINDS[kind].one == one


def test_a_count_takes_the_noun_of_its_number() -> None:
    assert KINDS["opportunities"].counted(1) == "1 opportunity"
    assert KINDS["opportunities"].counted(2) == "2 opportunities"
