"""`kapta account remove` says what goes with an account (features: row 26)."""

from __future__ import annotations

from tests.cli.program import Program


def test_removing_an_account_says_what_goes_with_it_and_is_undone(full: Program) -> None:
    full("swot", "add", "Acme Corp", "--quadrant", "threats", "--text", "A rival")
    full("metric", "add", "Acme Corp", "--name", "Seats", "--value", "3")
    before = full("export", "all", "--format", "json").out
    removed = full("account", "remove", "Acme Corp")
    assert (removed.code, removed.out) == (0, "")
    first, second = removed.err.splitlines()
    assert first == "Removed account Acme Corp."
    assert second.startswith("With it went 1 contact, 1 contract")
    assert "1 SWOT item" in second
    assert "1 metric" in second
    full("undo")
    assert full("export", "all", "--format", "json").out == before


def test_removing_an_empty_account_says_no_more(full: Program) -> None:
    assert full("account", "remove", "Zoë [/oops] 日本").err == "Removed account Zoë [/oops] 日本.\n"
