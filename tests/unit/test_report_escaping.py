"""Text of people is shown in reports, and is never markup (rule: a customer text is never markup)."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.text import one_line
from kapta_tui.reports.dialect import parser
from kapta_tui.reports.escaping import Marked, plain
from kapta_tui.reports.ownwords import disarmed, quoted
from kapta_tui.reports.pdf import blocks
from kapta_tui.reports.tables import Right, cells, head
from kapta_tui.reports.templating import _environment
from tests.app.naughty_store import OWN, big_list

PLACES = (
    "{}",
    "before\n{}",
    "## {}",
    "- {}",
    "1. {}",
    "> {}",
    "**Who:** {} · more",
    "| a | b |\n|---|---|\n| {} | end |",
)
"""Where templates put what a person wrote."""

MARKUP = st.text(alphabet="ab \t\n\\`*_[]()<>#+-.!|~&;:=/1", max_size=24)
HARMFUL = re.compile(r"<(a|img|h\d|script|em|strong|code|pre|del|ul|ol|hr|table|blockquote)\b")


def shown(html: str) -> str:
    """Return the characters that a browser shows of a page, white space as it stands."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def holds(text: str) -> None:
    """Hold that a text shows its very characters wherever it stands, and adds no element to the page."""
    for place in PLACES:
        html = parser().render(place.format(plain(text)))
        around = parser().render(place.format("x"))
        assert shown(html) == shown(parser().render(place.format("Q"))).replace("Q", one_line(text)).strip()
        assert HARMFUL.findall(html) == HARMFUL.findall(around)


@given(st.one_of(MARKUP, st.text(max_size=40)).filter(lambda text: one_line(text) != ""))
def test_any_text_shows_its_very_characters(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "text",
    [
        *OWN,
        *("C #", "# x", "1. a", "2026) b", "a | b", "\\|", "x\\", "- x", "+", "===", ":-:", "---", "![a](b)"),
        *(
            "<b>x</b>",
            "&amp;",
            "https://x.test",
            "<https://x.test>",
            "[x]: /y",
            "~~x~~",
            "    code",
            "_a_ b_c",
        ),
    ],
)
def test_what_means_something_to_markdown_shows_its_very_characters(text: str) -> None:
    holds(text)


def test_the_big_list_of_naughty_strings_shows_its_very_characters() -> None:
    for text in big_list():
        holds(text)


def test_a_template_escapes_whatever_is_not_markdown_already() -> None:
    template = _environment().from_string("{{ a }} {{ b }}{{ c }} {{ 'x*' ~ a }}")
    assert template.render(a="<b>*", b=Marked("**x**"), c=None) == r"\<b\>\* **x** x\*\<b\>\*"


def test_a_row_leaves_out_what_is_switched_off() -> None:
    assert head("Who", False, Right("Days")) == "| Who | Days |\n|---|--:|"
    assert cells("a|b", False, None, 3) == r"| a\|b |  | 3 |"


OWN_MARKDOWN = """# Head *one*

Two
===

Some *soft*, **loud** and ~~gone~~ `co|de`, [home](https://a.test/?x=1&copy=2), <https://b.test>
[bad](javascript:alert(1)) ![seen](https://a.test/x.png) <b onclick="x">raw</b>

3. three
4. four
   - five

> said

```html
<script>``</script>
```

| a | b |
|---|---|
| 1 | `2` |

---
&#35; no head, &#27;[31mred
"""


def test_own_markdown_keeps_its_blocks_and_loses_what_could_harm() -> None:
    html = parser().render(quoted(OWN_MARKDOWN))
    assert not re.search(r"<(h\d|img|script|b)\b|javascript:[^a]", html)
    assert re.findall(r'href="([^"]*)"', html) == ["https://a.test/?x=1&amp;copy=2", "https://b.test"]
    for kept in ("<em>soft</em>", "<strong>loud</strong>", "<s>gone</s>", "<code>co|de</code>"):
        assert kept in html
    for block in ('<ol start="3">', "<ul>", "<pre>", "<table>", "<hr />", "<strong>Head one</strong>"):
        assert block in html
    assert "seen" in html
    assert "\x1b" not in html
    assert html.startswith("<blockquote>")
    assert html.rstrip().endswith("</blockquote>")


@given(st.one_of(MARKUP, st.text(max_size=60)))
def test_any_own_markdown_stays_in_its_quotation_and_harms_nothing(text: str) -> None:
    html = parser().render(f"{quoted(text)}\n\nafter\n")
    assert html.startswith("<blockquote>")
    assert html.endswith("</blockquote>\n<p>after</p>\n")
    assert not re.search(r"<(h\d|img|script)\b", html)
    assert all(re.match(r"https?://|mailto:|tel:", link) for link in re.findall(r'href="([^"]*)"', html))


@given(st.text(alphabet="ab 1.", max_size=30))
def test_own_words_without_markup_stay_as_they_are(text: str) -> None:
    words = re.sub(r"\s+", "", shown(parser().render(disarmed(text))))
    assert words == re.sub(r"\s+", "", shown(parser().render(text)))


DEEP = {
    "stars": "*" * 1500 + "x" + "*" * 1500,
    "pairs of stars": "*a " * 300 + "x" + " a*" * 300,
    "strokes": "~~a " * 400 + "x" + " a~~" * 400,
    "quotes": ">" * 500 + " x",
    "lists": "- " * 500 + "x",
    "steps": "\n".join(f"{'  ' * step}- x" for step in range(80)),
    "links": "[" * 500 + "x" + "](https://a.test)" * 500,
    "all at once": "> - " * 60 + "**a *b " * 60 + "x" + "* c**" * 60,
}
"""Marks within each other, deeper than a page has room for."""


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_own_markdown_of_any_depth_shows_its_words(text: str) -> None:
    markdown = quoted(text)
    html = parser().render(markdown)
    assert shown(html).count("x") == text.count("x")
    assert html.startswith("<blockquote>")
    assert "x" in str(blocks(markdown))


_MARK = st.sampled_from(
    ("*", "**", "_", "~~", "[", "](https://a.test)", "> ", "- ", "1. ", "\n", "a", " ", "[](x)")
)


@given(st.lists(st.tuples(_MARK, st.integers(1, 400)), max_size=8))
def test_any_own_markdown_of_any_depth_is_written_and_read_again(runs: list[tuple[str, int]]) -> None:
    markdown = quoted("".join(mark * count for mark, count in runs))
    assert parser().render(f"{markdown}\n\nafter\n").endswith("<p>after</p>\n")
    json.dumps(blocks(markdown))


def test_a_text_too_deep_for_markdown_keeps_its_lines_and_its_characters() -> None:
    html = parser().render(disarmed(f"{'>' * 500} *one*\n# two\n\n\n  <b>three"))
    assert html == f"<p>{'&gt;' * 500} *one*<br />\n# two</p>\n<p>&lt;b&gt;three</p>\n"


@pytest.mark.parametrize("piece", ["*a ", "[", "> ", "word ", "- a\n", "`", "    a\n", "a" + " " * 900])
def test_a_long_text_is_written_in_little_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    markdown = _environment().from_string("{{ text | own }}").render(text=text + "end")
    assert "end" in parser().render(markdown)
