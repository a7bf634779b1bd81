"""What a text falls into, and how work that is made from it is called (features: rows 41 and 77)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.passages import LONGEST_NAME, heading, passages

TEXT = """# After the call

- [ ] Call Ana. Then the CTO!
- [x] Send the offer, e.g. by mail.
1. Ask Dr. Who
> he said so
---
Call Ana.
"""


def test_a_text_falls_into_lines_and_sentences_without_their_marks() -> None:
    assert passages(TEXT) == (
        "After the call",
        "Call Ana.",
        "Then the CTO!",
        "Send the offer, e.g. by mail.",
        "Ask Dr. Who",
        "he said so",
    )
    assert passages("v1.2 is out. 5 days left. and so on") == ("v1.2 is out.", "5 days left. and so on")
    assert passages("株式会社。次は") == ("株式会社。", "次は")
    assert passages(" \n--\n* \n") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        ("***\n\n- [ ] Call Ana.\nand more", "Call Ana"),
        ("Wait...", "Wait..."),
        ("One two. Three four.", "One two. Three four"),
        (f"Call Ana. Then {'word ' * 40}", "Call Ana"),
        ("word " * 40, f"{' '.join(['word'] * 24)}…"),
        ("x" * 200, f"{'x' * 119}…"),
    ],
)
def test_work_is_called_as_the_first_line_says(text: str, name: str) -> None:
    assert heading(text) == name


@given(st.text(alphabet="aB .!?-*#[]1)\n\t\x1b\u202e“”。", max_size=300))
def test_no_word_is_lost_and_no_name_is_too_long(text: str) -> None:
    found = passages(text)
    assert len(found) == len(set(found))
    for passage in found:
        assert passage == passage.strip()
        assert "\n" not in passage
        assert "\x1b" not in passage
    name = heading(text)
    assert len(name) <= LONGEST_NAME
    assert bool(name) == bool(found)
    words = " ".join(found)
    for word in text.replace("\x1b", " ").split():
        if word.isalpha() and len(word) > 3:
            assert word in words or "\x1b" in text
