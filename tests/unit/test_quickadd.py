"""Accounts on one line (interface.md 1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain import quickadd
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.playbook import default
from kapta_tui.domain.values import Context


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Acme Corp @Parent !strategic owner:jane",
            {"name": "Acme Corp", "parent": "Parent", "type": "strategic", "owner": "jane"},
        ),
        (
            "Acme Nordic @'Acme Corp' !strategic owner:omar",
            {"name": "Acme Nordic", "parent": "Acme Corp", "type": "strategic", "owner": "omar"},
        ),
        ('owner:"Jane Doe" Acme', {"name": "Acme", "owner": "Jane Doe"}),
        ("O'Brien & Sons", {"name": "O'Brien & Sons"}),
        ("'Foo: the !bar @home'", {"name": "Foo: the !bar @home"}),
        ("Acme website:https://acme.test:80/x", {"name": "Acme", "website": "https://acme.test:80/x"}),
        (
            "Acme satisfaction:8 Contributors:a,b",
            {"name": "Acme", "satisfaction": 8, "contributors": ("a", "b")},
        ),
        ("https://acme.test", {"name": "https://acme.test"}),
        ("name:Acme", {"name": "Acme"}),
        ("Plain @ home !", {"name": "Plain @ home !"}),
        ("owner:''", None),
        ("@Parent", None),
        ("", None),
        ("Acme @a @b", None),
        ("Acme onwer:jane", None),
        ("Acme archived:yes", None),
        ("Acme satisfaction:11", None),
        ("Acme name:Other", None),
    ],
)
def test_a_line_is_read_or_refused_in_words(text: str, values: dict[str, object] | None) -> None:
    if values is None:
        with pytest.raises(UsageError):
            quickadd.parse(text)
    else:
        assert quickadd.parse(text) == values


def test_choices_are_read_by_the_playbook() -> None:
    context = Context(choices=default().choices)
    assert quickadd.parse("Acme !Strategic", context)["type"] == "strategic"
    with pytest.raises(UsageError, match="Normal, Strategic"):
        quickadd.parse("Acme !important", context)


@given(st.text(st.characters(categories=["L", "N"], include_characters=" '&.-/()"), min_size=1))
def test_a_name_without_signs_is_taken_as_it_is(name: str) -> None:
    words = " ".join(name.split())
    quoted = f'"{name}"'
    if words:
        assert quickadd.parse(f"{quoted} !strategic") == {"name": words, "type": "strategic"}
