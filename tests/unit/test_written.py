"""Notes written in Markdown: structure is drawn, words are never lost, nothing becomes a link or a command."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.preview import draw
from kapta_tui.widgets.written import first_lines, written
from tests.app.naughty_store import OWN, big_list

NOTE = """# Visit in Oslo

They like the **new portal**, use `sso login`.
Second line.

- price
  - renewal
- a long entry that has to go on below its beginning
1. first
2. second

> we are *not* happy

```
kapta undo
```
---
end"""


def shown(text: str, width: int = 30) -> list[str]:
    """Return the lines as drawn in `width` cells."""
    return [line.rstrip() for line in draw(written(text), width).plain.split("\n")]


def test_structure_is_drawn() -> None:
    assert shown(NOTE) == [
        "Visit in Oslo",
        "",
        "They like the new portal, use",
        "sso login.",
        "Second line.",
        "",
        "• price",
        "  • renewal",
        "• a long entry that has to go",
        "  on below its beginning",
        "",
        "1. first",
        "2. second",
        "",
        "│ we are not happy",
        "",
        "  kapta undo",
        "",
        "─" * 24,
        "",
        "end",
    ]


def test_emphasis_is_bold_and_code_stands_out() -> None:
    content = draw(written("**new** `code`"), 40)
    styles = {content.plain[span.start : span.end]: str(span.style) for span in content.spans}
    assert styles["new"] == "bold"
    assert styles["code"] == "$accent"


@pytest.mark.parametrize(
    "text",
    [
        "[click](http://evil.example)",
        "![picture](file:///etc/passwd)",
        "<http://evil.example>",
        "<script>alert(1)</script>",
        "[@click=app.quit]x[/]",
        "[a]: http://evil.example",
        "AT&amp;T &#27;[31m",
        "Title\n=====",
    ],
)
def test_links_pictures_and_html_stay_the_characters_they_are(text: str) -> None:
    content = draw(written(text), 80)
    assert content.plain == text
    assert not any("@click" in str(span.style) or "link" in str(span.style) for span in content.spans)


@example("```a\nb\n```")
@given(st.text(st.sampled_from("ab *_`#>-+1.\n\t[]()<>&\\~|"), max_size=120))
def test_no_letter_is_lost(text: str) -> None:
    drawn = draw(written(text), 40).plain
    assert [char for char in drawn if char in "ab"] == [char for char in text if char in "ab"]


@pytest.mark.parametrize("text", [">" * 400 + " deep", "- " * 60 + "deep", "x" * 30_000 + " deep"])
def test_what_is_too_deep_or_too_long_is_shown_as_written(text: str) -> None:
    assert "deep" in draw(written(text), 80).plain


def test_naughty_texts_send_no_command_to_the_terminal() -> None:
    for text in [*OWN, *big_list()]:
        drawn = draw(written(text), 60).plain
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", drawn), text


def test_the_first_lines_skip_blank_ones() -> None:
    lines = [plain(line) for line in first_lines(NOTE, 4)]
    assert lines == ["Visit in Oslo", "They like the new portal, use sso login.", "Second line.", "• price"]
    assert len(list(first_lines(NOTE, 99))) == 12
