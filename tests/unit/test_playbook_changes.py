"""A new playbook retires what it leaves out, and says what it changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.playbook import (
    PlaybookError,
    default,
    default_text,
    differences,
    parse,
    retire_missing,
)
from kapta_tui.domain.playbook.catalogues import CATALOGUES


def without(*lines: str) -> str:
    """Return the shipped text without the lines that begin so."""
    text = default_text().split("\n")
    kept = [line for line in text if not line.startswith(lines)]
    assert len(kept) == len(text) - len(lines)
    return "\n".join(kept)


def test_a_code_left_out_is_retired_and_stays_readable() -> None:
    new = retire_missing(default_text(), without("influencer ="))
    book = parse(new)
    assert book.label("contact_role", "influencer") == "Influencer"
    assert "influencer" not in {choice.code for choice in book.offered("contact_role")}


def test_a_scale_keeps_the_numbers_of_a_retired_code() -> None:
    book = parse(retire_missing(default_text(), without("low = {")))
    low = book.choice("severity", "low", retired=True)
    assert (low.value, low.retired) == (1, True)
    assert book.health.severity_points["low"] == 5


def test_a_reason_left_out_keeps_its_resolutions() -> None:
    lines = (
        "BILLING =",
        "[resolutions.BILLING]",
        "PAID =",
        "PAYMENT_PLAN =",
        "INVOICE_CORRECTED =",
        "CREDIT_NOTE =",
    )
    book = parse(retire_missing(default_text(), without(*lines)))
    reason = book.reason("BILLING", retired=True)
    assert reason.retired
    assert [choice.code for choice in reason.resolutions] == [
        "PAID",
        "PAYMENT_PLAN",
        "INVOICE_CORRECTED",
        "CREDIT_NOTE",
    ]
    assert all(choice.retired for choice in reason.resolutions)


def test_a_custom_field_left_out_is_retired_with_its_choices() -> None:
    old = (
        default_text()
        + '\n[fields.account.region]\nlabel = "Region"\ntype = "choice"\nchoices = { n = "\\"N\\"" }\n'
    )
    book = parse(retire_missing(old, default_text()))
    (field,) = book.custom_fields("account")
    assert (field.name, field.retired, field.choices[0].label) == ("region", True, '"N"')


def test_a_jeopardy_code_left_out_is_retired() -> None:
    book = parse(retire_missing(default_text(), without("CU-SITE =")))
    assert "CU-SITE" not in {code.code for code in book.codes_for("customer")}
    assert "CU-SITE" in {code.code for code in book.jeopardy_codes}


def test_a_plan_section_left_out_is_retired() -> None:
    text = without("internal = { label").replace('section = "internal"', 'section = "customer"')
    book = parse(retire_missing(default_text(), text))
    assert book.section("internal").retired


def test_own_entries_survive_a_text_that_leaves_the_whole_table_out() -> None:
    old = default_text().replace("[queue]", '[queue]\nnight_shift = "Night shift"')
    book = parse(retire_missing(old, 'currency = "USD"'))
    assert book.currency == "USD"
    assert book.choice("queue", "night shift", retired=True).retired
    assert len(book.offered("queue")) == len(default().offered("queue"))


def test_a_text_that_leaves_nothing_out_stays_as_it_is_byte_for_byte() -> None:
    assert retire_missing(default_text(), default_text()) == default_text()


def test_comments_and_order_stay() -> None:
    new = retire_missing(default_text(), without("influencer ="))
    at_first = [line for line in new.split("\n") if not line.startswith("influencer =")]
    assert at_first == without("influencer =").split("\n")


def test_a_text_that_cannot_be_used_is_refused_with_its_own_lines() -> None:
    text = without("BILLING =")
    with pytest.raises(PlaybookError) as caught:
        retire_missing(default_text(), text)
    assert text.split("\n")[caught.value.problems[0].line - 1] == "[resolutions.BILLING]"


def test_a_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(PlaybookError):
        retire_missing(default_text(), "[severity")


NAMES = ("qbr_type", "qbr_stage", "queue", "contact_role", "note_type", "risk_status", "voc_question")
REMOVABLE = {
    choice.code
    for name in NAMES
    for choice in default().choices(name)
    if choice.code not in CATALOGUES[name].built_in
} - {"closed_resolved", *(code for catalogue in CATALOGUES.values() for code in catalogue.built_in)}
LINES = [line for line in default_text().split("\n") if line.split(" ")[0] in REMOVABLE]


def leave_one_of_each(removed: set[str]) -> bool:
    """Whether every catalogue keeps an entry; without one the text cannot be used."""
    gone = {line.split(" ")[0] for line in removed}
    return all({choice.code for choice in default().offered(name)} - gone for name in NAMES)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(LINES), max_size=6).filter(leave_one_of_each))
def test_no_code_ever_vanishes(removed: set[str]) -> None:
    text = "\n".join(line for line in default_text().split("\n") if line not in removed)
    mended = retire_missing(default_text(), text)
    book = parse(mended)
    for name, choices in default().catalogues.items():
        assert {choice.code for choice in choices} <= {choice.code for choice in book.choices(name)}
    assert retire_missing(default_text(), mended) == mended


def changes(old: str, new: str) -> tuple[str, ...]:
    assert old in default_text()
    return differences(default(), parse(default_text().replace(old, new, 1)))


def test_equal_playbooks_differ_in_nothing() -> None:
    assert differences(default(), parse(default_text() + "\n# a comment")) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('p1 = "P1"', 'p1 = "Now"', 'The priority "P1" is now called "Now".'),
        (
            '"Influencer"',
            '{ label = "Influencer", retired = true }',
            'The contact role "Influencer" is retired.',
        ),
        ('p4 = "P4"', 'p4 = "P4"\np5 = "P5"', 'The priority "P5" is new.'),
        (
            'blocker = { label = "Blocker", retired = true }',
            'blocker = "Blocker"',
            'The contact role "Blocker" is in use again.',
        ),
        ("watch = 50", "watch = 45", "Health: bands: watch is 45 instead of 50."),
        ("swot = true", "swot = false", "Features: swot is off instead of on."),
        ('currency = "EUR"', 'currency = "USD"', "Currency is USD instead of EUR."),
        ("percent = 10,", "percent = 15,", 'The likelihood "Unlikely" has percent 15 instead of 10.'),
        ("points = 20", "points = 25", "Health: severity points: high is 25 instead of 20."),
        (
            "levels = 3",
            "levels = 2",
            'The plan section "The customer\'s strategic goals" has levels 2 instead of 3.',
        ),
        ('name = "Kick-off"', 'name = "Start"', 'The template "Onboarding" has other goals.'),
        (
            "[required]",
            '[required]\n[required.account]\nall = ["website"]',
            "Required fields: account: all is website instead of nothing.",
        ),
        ('PAID = "paid in full"\n', "", 'The resolution "paid in full" is gone.'),
        ('p1 = "P1"\np2 = "P2"', 'p2 = "P2"\np1 = "P1"', "The order is now P2, P1, P3, P4 (priority)."),
        ('"Risks and service",\n', "", "Qbr agenda is"),
    ],
)
def test_every_change_is_told_in_a_sentence(old: str, new: str, sentence: str) -> None:
    assert any(found.startswith(sentence) for found in changes(old, new))


def test_one_change_is_one_sentence() -> None:
    assert len(changes('p1 = "P1"', 'p1 = "Now"')) == 1
    assert len(changes('QUIET = "Customer gone quiet"', 'QUIET = "Silence"')) == 1


def test_a_rule_that_changes_for_every_account_type_is_one_sentence() -> None:
    assert changes("plan = 25", "plan = 30") == ("Health: weights: plan is 30 instead of 25.",)
    found = changes("target = 12", "target = 10")
    assert found == ("Health: notes: strategic: target is 10 instead of 12.",)
