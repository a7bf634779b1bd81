"""Sentences of changes without the account that everything beside them is about."""

from __future__ import annotations

import pytest

from kapta_tui.widgets.sentence import without_account


@pytest.mark.parametrize(
    ("sentence", "account", "expected"),
    [
        ("Noted on Acme [/oops]: Called Ana", "Acme [/oops]", "Noted: Called Ana"),
        ("Added contact Ana Ruiz of Acme", "Acme", "Added contact Ana Ruiz"),
        ("Changed satisfaction of account Acme", "Acme", "Changed satisfaction"),
        (
            "Launched the plan Rescue on Acme, starting 2026-11-21",
            "Acme",
            "Launched the plan Rescue, starting 2026-11-21",
        ),
        ("Added contact Ana of Acme Nordic", "Acme Nordic", "Added contact Ana"),
        ("Added contact Ana of Acmeland", "Acme", "Added contact Ana of Acmeland"),
        ("Imported 12 accounts", "", "Imported 12 accounts"),
        ("Merged Acme into Bolt", "Acme", "Merged Acme into Bolt"),
    ],
)
def test_the_account_is_left_out_where_it_is_named_as_what_the_change_was_on(
    sentence: str, account: str, expected: str
) -> None:
    assert without_account(sentence, account) == expected
