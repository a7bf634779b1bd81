"""Keys are found on the line they are written on."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.playbook import default_text
from kapta_tui.domain.playbook.lines import Path, key_lines, line_of

TEXT = '''# a comment with = and [brackets]
top = "a # no comment"
dotted . "quoted key" = 1

[table]
long = """
not = "a key"
ends with a quote""""
inline = { a = 1, b = { c = 'x}' } }
list = [
    { name = "one" },
    # [commented]
    { name = "two", tags = ["x", "]"] },
]

[[many]]
name = "first"
[many.sub]
key = 1979-05-27T07:32:00Z
[[many]]
name = "second" # [x]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("dotted", "quoted key"), 3),
        (("table",), 5),
        (("table", "long"), 6),
        (("table", "inline", "b", "c"), 9),
        (("table", "list", 0, "name"), 11),
        (("table", "list", 1, "tags", 1), 13),
        (("many", 0, "name"), 17),
        (("many", 0, "sub", "key"), 19),
        (("many", 1, "name"), 21),
    ],
)
def test_every_way_of_writing_a_key_is_found_on_its_line(path: Path, line: int) -> None:
    tomllib.loads(TEXT)
    assert key_lines(TEXT)[path] == line


def test_windows_line_ends_count_as_one_line() -> None:
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


def test_a_key_that_is_not_written_stands_where_its_parent_does() -> None:
    assert line_of(key_lines(TEXT), ("table", "missing", "deeper")) == 5
    assert line_of(key_lines(TEXT), ("nowhere",)) == 1


def _paths(value: Any, path: Path = ()) -> list[Path]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in items for found in _paths(item, (*path, key)))]


def test_the_shipped_playbook_has_a_line_for_every_key_and_the_key_is_on_it() -> None:
    text = default_text()
    found, lines = key_lines(text), text.split("\n")
    for path in _paths(tomllib.loads(text))[1:]:
        assert path in found
        if isinstance(path[-1], str):
            assert path[-1] in lines[found[path] - 1]


WORDS = st.text("abcdefg_-", min_size=1, max_size=6)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.dictionaries(WORDS, st.dictionaries(WORDS, TEXTS, max_size=4), max_size=4))
def test_any_text_as_value_leaves_the_lines_right(tables: dict[str, dict[str, str]]) -> None:
    lines: list[str] = []
    wanted: dict[Path, int] = {}
    for name, pairs in tables.items():
        lines.append(f"[{name}]")
        wanted[(name,)] = len(lines)
        for key, value in pairs.items():
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{key} = "{quoted}"')
            wanted[(name, key)] = len(lines)
    text = "\n".join(lines)
    tomllib.loads(text)
    assert key_lines(text) == wanted
