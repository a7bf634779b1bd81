"""Own words that look like a code of the playbook are taken, and it is said that they were."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

TAKEN = "is taken as your own words"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("QUIETX", "QUIET (Customer gone quiet)"),
        ("quit", "QUIET (Customer gone quiet)"),
        ("Costumer gone quiet", "QUIET (Customer gone quiet)"),
        ("price or budget presure", "PRICE (Price or budget pressure)"),
    ],
)
def test_a_slip_in_a_code_or_label_is_said(kapta: Program, text: str, meant: str) -> None:
    kapta("account", "add", "Acme")
    ran = kapta("risk", "start", "Acme", "--reason", text, "--json")
    assert f"--reason: '{text}' {TAKEN}; did you mean {meant}?" in ran.err
    assert ran.json["reasons"] == [{"code": None, "label": text}]


@pytest.mark.parametrize("text", ["NOCASH", "no_cash", "NO_CASH_2"])
def test_what_is_written_like_a_code_and_near_none_is_said(kapta: Program, text: str) -> None:
    kapta("account", "add", "Acme")
    ran = kapta("risk", "start", "Acme", "--reason", text)
    assert f"--reason: '{text}' {TAKEN}; the playbook has no such code" in ran.err
    assert ran.code == 0


@pytest.mark.parametrize(
    "text", ["quiet", "QUIET", "Customer gone quiet", "own words", "The CEO left", "Zoë"]
)
def test_codes_labels_and_plain_words_are_taken_without_a_word(kapta: Program, text: str) -> None:
    kapta("account", "add", "Acme")
    ran = kapta("risk", "start", "Acme", "--reason", text)
    assert (ran.code, TAKEN in ran.err) == (0, False)


def test_a_slip_in_a_resolution_is_said_too(full: Program) -> None:
    close = ("risk", "close", "Acme Corp", "--status", "closed_resolved", "--resolution")
    ran = full(*close, "MEETING_RESTORD")
    assert f"--resolution: 'MEETING_RESTORD' {TAKEN}; did you mean MEETING_RESTORED (" in ran.err
    assert ran.code == 0


def test_where_own_words_are_not_allowed_the_refusal_is_enough(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    book = kapta("playbook", "show").out
    assert "custom_reasons = true" in book
    assert kapta(
        "playbook", "import", "-", stdin=book.replace("custom_reasons = true", "custom_reasons = false")
    )
    ran = kapta("risk", "start", "Acme", "--reason", "QUIETX")
    assert (ran.code, TAKEN in ran.err) == (1, False)
