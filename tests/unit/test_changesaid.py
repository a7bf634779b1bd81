"""What is said of an edited record, and the same without what is switched off (features: rows 20 and 22)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kapta_tui.domain.changesaid import changed, seen_part
from kapta_tui.domain.kinds import KINDS

ACCOUNTS = KINDS["accounts"]
OFF = frozenset({"satisfaction", "products"})


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
    assert seen_part(changed(ACCOUNTS, fields, "A of account B"), ACCOUNTS, OFF) == left


@pytest.mark.parametrize("sentence", ["Added account satisfaction", "Changed satisfaction", "", "Rated it"])
def test_any_other_sentence_stays_as_it_is(sentence: str) -> None:
    assert seen_part(sentence, ACCOUNTS, OFF) == sentence


def test_nothing_is_left_out_where_nothing_is_off() -> None:
    said = changed(ACCOUNTS, ("satisfaction",), "Acme")
    assert seen_part(said, ACCOUNTS, frozenset()) == said
