"""What may be opened, and the links of an account (features: rows 7 and 19)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.addresses import SCHEMES, checked, has_address, read_link, scheme
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.rules import check

BAD = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "vbscript:x",
    "ftp://host/x",
    "-rf",
    "--help",
    "https://a.example/\nx",
    "https://a.example/\x1b[31m",
    "https://a example/",
    "",
)


@pytest.mark.parametrize("text", BAD)
def test_only_web_and_mail_addresses_are_opened(text: str) -> None:
    with pytest.raises(UsageError):
        checked(text)


@pytest.mark.parametrize("text", ["https://a.example/x?y=1", "HTTP://a.example", "mailto:ana@acme.test"])
def test_web_and_mail_addresses_are_opened(text: str) -> None:
    assert checked(f" {text} ") == text


@pytest.mark.parametrize(
    "path", ["C:/a.pdf", r"C:\a.pdf", "/home/a.pdf", "-rf", "notes: 2026.txt", "~/a b.pdf"]
)
def test_a_path_has_no_scheme(path: str) -> None:
    assert scheme(path) == ""


@pytest.mark.parametrize(
    ("entry", "label", "address"),
    [
        ("Slack https://acme.slack.com", "Slack", "https://acme.slack.com"),
        ("Our wiki: https://w.example/a", "Our wiki", "https://w.example/a"),
        ("https://w.example/a Wiki", "Wiki", "https://w.example/a"),
        ("https://w.example/a", "https://w.example/a", "https://w.example/a"),
        ("Desk desk.acme.test/x", "Desk", "https://desk.acme.test/x"),
        ("Mail mailto:ana@acme.test", "Mail", "mailto:ana@acme.test"),
    ],
)
def test_an_entry_is_a_label_and_an_address(entry: str, label: str, address: str) -> None:
    assert read_link(entry) == (label, address)


@pytest.mark.parametrize(
    "entry", ["Slack", "Slack javascript:alert(1)", "file:///etc/passwd", "ana@acme.test"]
)
def test_a_link_without_an_address_is_refused_in_words(entry: str) -> None:
    with pytest.raises(RuleError, match="has no address") as caught:
        check("accounts", {"links": ("Drive https://d.example", entry)})
    assert caught.value.field == "links"


@given(st.text())
def test_whatever_a_link_says_its_address_can_be_opened_or_is_refused(entry: str) -> None:
    link = read_link(entry)
    if link is not None:
        assert scheme(link.address) in SCHEMES


_PARTS = st.sampled_from(
    [
        "https:",
        "http://",
        "//",
        "mailto:",
        "ftp://",
        "a.de",
        "HTTPS://",
        "http\u017f://",
        "x",
        " ",
        "\t",
        "\x1b[m",
    ]
)


@given(st.lists(_PARTS, max_size=6).map("".join))
def test_an_address_is_seen_where_one_is_read(entry: str) -> None:
    assert has_address(entry) == (read_link(entry) is not None)
