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
        ("Removed goal Growth of Acme-Nord of Acme", "Acme", "Removed goal Growth of Acme-Nord"),
        ("Removed goal Growth of Acme-Nord of Bolt", "Acme", "Removed goal Growth of Acme-Nord of Bolt"),
        ("Added goal Future of Acme, now of Acme", "Acme", "Added goal Future of Acme, now"),
        (
            "Done: task Call boss of Acme of Acme, next on 2026-12-01",
            "Acme",
            "Done: task Call boss of Acme, next on 2026-12-01",
        ),
        ("Added contact Ana of Acme.com", "Acme", "Added contact Ana of Acme.com"),
        ("Noted on Acme: Met the head of Acme.", "Acme", "Noted: Met the head of Acme."),
        ("Noted on Acme: Called \n the boss of Acme", "Acme", "Noted: Called \n the boss of Acme"),
        (
            "Changed the risk on Acme (Mood of Acme): opened",
            "Acme",
            "Changed the risk (Mood of Acme): opened",
        ),
        (
            "Started a risk on Acme: Mood of Acme, severity High",
            "Acme",
            "Started a risk: Mood of Acme, severity High",
        ),
        ("Entered a closed risk of Acme: Mood", "Acme", "Entered a closed risk: Mood"),
        (
            "Updated action Call of Acme: 20 %, “boss of Acme, ill”",
            "Acme",
            "Updated action Call: 20 %, “boss of Acme, ill”",
        ),
        (
            "Completed action Call of Acme with 3 open tasks",
            "Acme",
            "Completed action Call with 3 open tasks",
        ),
        (
            "Completed action Call of Acme; 1 task stays open",
            "Acme",
            "Completed action Call; 1 task stays open",
        ),
        ("Moved goal Grow of Acme to place 2", "Acme", "Moved goal Grow to place 2"),
        ("Added reason mood to the risk on Acme", "Acme", "Added reason mood to the risk"),
        ("Imported 12 accounts", "", "Imported 12 accounts"),
        ("Merged Acme into Bolt", "Acme", "Merged Acme into Bolt"),
    ],
)
def test_the_account_is_left_out_where_it_is_named_as_what_the_change_was_on(
    sentence: str, account: str, expected: str
) -> None:
    assert without_account(sentence, account) == expected
