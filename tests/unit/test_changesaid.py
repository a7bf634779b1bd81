"""What is said of an edited record, and the same without what is switched off (features: rows 20 and 22)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.changesaid import changed, may_name, seen_part
from kapta_tui.domain.features import seen_names
from kapta_tui.domain.kinds import KINDS

ACCOUNTS = KINDS["accounts"]
OFF = frozenset({"satisfaction", "products"})
_OWN = ("research_and_products", "and", "name_of_account", "satisfaction_and_products", "region")
"""Names that a playbook may give to fields."""


def test_fields_are_said_in_words() -> None:
    said = changed(ACCOUNTS, ("is_reseller", "external_id"), "Acme")
    assert said == "Changed reseller and external id of account Acme"


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        (("satisfaction",), ""),
        (("satisfaction", "products"), ""),
        (("name", "satisfaction"), "Changed name of account A of account B"),
        (
            ("name", "satisfaction", "website", "products"),
            "Changed name and website of account A of account B",
        ),
        (("name", "website"), "Changed name and website of account A of account B"),
    ],
)
def test_fields_that_are_off_are_left_out_and_the_rest_stays(fields: Sequence[str], left: str) -> None:
    assert seen_part(changed(ACCOUNTS, fields, "A of account B"), ACCOUNTS, fields, OFF) == left


@given(
    st.lists(st.sampled_from([field.name for field in ACCOUNTS.fields]), unique=True),
    st.lists(st.sampled_from(_OWN), unique=True),
    st.sampled_from(["Acme", "A of account B", "name and products", ""]),
)
def test_names_of_own_fields_are_never_cut(declared: list[str], own: list[str], title: str) -> None:
    said = changed(ACCOUNTS, (*declared, *own), title)
    kept = (*seen_names(ACCOUNTS, declared, OFF), *own)
    left = changed(ACCOUNTS, kept, title) if kept or not declared else ""
    assert seen_part(said, ACCOUNTS, declared, OFF) == left


def test_what_changed_without_being_said_is_passed_over() -> None:
    said = changed(ACCOUNTS, ("name", "satisfaction"), "Acme")
    left = seen_part(said, ACCOUNTS, ("name", "website", "satisfaction", "type"), OFF)
    assert left == "Changed name of account Acme"


@pytest.mark.parametrize("sentence", ["Added account satisfaction", "Changed satisfaction", "", "Rated it"])
def test_any_other_sentence_stays_as_it_is(sentence: str) -> None:
    assert seen_part(sentence, ACCOUNTS, ("satisfaction",), OFF) == sentence


def test_nothing_is_left_out_where_nothing_is_off() -> None:
    said = changed(ACCOUNTS, ("satisfaction",), "Acme")
    assert seen_part(said, ACCOUNTS, ("satisfaction",), frozenset()) == said
    assert not may_name(said, ACCOUNTS, frozenset())


def test_what_names_no_field_that_is_off_need_not_be_looked_into() -> None:
    assert not may_name(changed(ACCOUNTS, ("name", "website"), "Acme"), ACCOUNTS, OFF)
    assert may_name(changed(ACCOUNTS, ("name", "products"), "Acme"), ACCOUNTS, OFF)
